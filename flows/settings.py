"""Where things are, and what Prefect must be told before it is imported."""

from __future__ import annotations

import os
from pathlib import Path

from datelines.flows.terminal import Problem

HOME = "DATELINES_HOME"
RUNNER, SCHEDULER = "DATELINES_RUNNER", "DATELINES_DASK"
LOCAL = "127.0.0.1,localhost"


def home() -> Path:
    """Return the folder that holds all state."""
    return Path(os.environ.get(HOME) or ".datelines").absolute()


def published() -> Path:
    """Return the published file, which readers open."""
    from datelines.warehouse.reader import published_path

    return published_path(home()).absolute()


def scatters() -> bool:
    """Say whether the work is done on a Dask cluster: DATELINES_RUNNER is *dask*, and not *processes*."""
    named = os.environ.get(RUNNER) or "processes"
    if named not in {"processes", "dask"}:
        raise Problem(f"{RUNNER}: processes or dask, not {named!r}", status=2)
    return named == "dask"


def scheduler() -> str | None:
    """Return the address of the Dask scheduler, None for a cluster of processes on this machine."""
    return os.environ.get(SCHEDULER) or None


def prepare_prefect(state: Path, level: str = "WARNING") -> None:
    """Keep Prefect inside `state` and on this machine. Call it before Prefect is imported.

    `level` is the least severe message that it logs. What the environment says of the level and of a
    server (`PREFECT_API_URL`) stands: that is how a persistent server is used.
    """
    folder = state / "prefect"
    folder.mkdir(parents=True, exist_ok=True)  # Prefect makes the last folder of a path, not its parents
    os.environ["PREFECT_HOME"] = str(folder)
    os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
    os.environ["DO_NOT_TRACK"] = "1"
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", level)
    os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")
    # A proxy that is set for the outside would otherwise be asked for the server on this machine.
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, [os.environ.get(name), LOCAL]))
