"""The recurring runs, served from this process until it is interrupted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from datelines.flows import settings
from datelines.flows.run import engine
from datelines.flows.terminal import Problem, note


def serve(names: Sequence[str], cron: str, rebuild_cron: str) -> None:
    """Serve the ingest and the rebuild on their schedules. Raises `Problem` for what cannot be served."""
    missing = [name for name in names if not Path(name).exists()]
    if missing:
        raise Problem(f"{missing[0]}: there is no such file or folder")
    paths = [str(Path(name).absolute()) for name in names]
    with engine.server(settings.home(), scheduler=True):
        from datelines.flows.run.schedule import deployments, is_cron, serve_all

        for option, expression in (("--cron", cron), ("--rebuild-cron", rebuild_cron)):
            if not is_cron(expression):
                raise Problem(f"{option}: not a cron expression: {expression!r}", status=2)
        note(f"ingest at {cron!r}, rebuild at {rebuild_cron!r}, times in UTC (stop with Ctrl-C)")
        serve_all(deployments(paths, str(settings.home()), cron, rebuild_cron))
