"""The recurring runs, served from this process until it is interrupted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flows import settings
from flows.terminal import Problem, note


def serve(names: Sequence[str], cron: str, rebuild_cron: str) -> None:
    """Serve the ingest and the rebuild on their schedules. Raises `Problem` for a bad cron expression."""
    missing = [name for name in names if not Path(name).exists()]
    if missing:
        raise Problem(f"{missing[0]}: there is no such file or folder")
    settings.prepare_prefect(settings.home())
    from flows.schedule import deployments, serve_all

    paths = [str(Path(name).absolute()) for name in names]
    try:
        chosen = deployments(paths, str(settings.home()), cron, rebuild_cron)
    except ValueError as error:
        raise Problem(f"not a cron expression: {str(error).splitlines()[-1]}", status=2) from error
    note(f"ingest at {cron!r}, rebuild at {rebuild_cron!r} UTC (stop with Ctrl-C)")
    serve_all(chosen)
