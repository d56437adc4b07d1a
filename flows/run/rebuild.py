"""The nightly run: resolve all events anew from what was read, audit the result, publish it."""

from __future__ import annotations

from prefect import flow
from prefect.artifacts import create_markdown_artifact

from datelines.flows.run.ingest import AtLeastNone, home_of, publish
from datelines.warehouse.errors import AuditFailed
from datelines.warehouse.store import Writer


@flow(name="rebuild", persist_result=False)
def rebuild(home: str | None = None, wait: AtLeastNone = 600) -> str:
    """Resolve, audit and publish what is stored; return the published file.

    Where an audit finds rows that must not be there, the run fails and the last good file stays.

    Args:
        home: The folder that holds the warehouse's private file; DATELINES_HOME if it is not given.
        wait: Seconds to wait for a run that is writing.
    """
    try:
        with Writer(home_of(home), wait=wait) as writer:
            published = str(publish(writer))
    except AuditFailed as failed:
        create_markdown_artifact(
            f"# An audit failed\n\n{failed}\n", key="audit", description="What was found"
        )
        raise
    create_markdown_artifact(
        f"# Every audit holds\n\nPublished: `{published}`\n", key="audit", description="What was found"
    )
    return published
