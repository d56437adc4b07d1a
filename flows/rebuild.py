"""The nightly run: resolve all events anew from what was read, audit the result, publish it."""

from __future__ import annotations

from pathlib import Path

from prefect import flow

from flows import settings
from flows.ingest import publish
from warehouse.store import Writer


@flow(name="rebuild", persist_result=False)
def rebuild(home: str | None = None, wait: float = 600) -> str:
    """Resolve, audit and publish what is stored; return the published file.

    Args:
        home: The folder that holds the warehouse's private file; DATELINES_HOME if it is not given.
        wait: Seconds to wait for a run that is writing.
    """
    with Writer(Path(home) if home else settings.home(), wait=wait) as writer:
        return str(publish(writer))
