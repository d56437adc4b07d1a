"""The course of a run, whoever stores its documents: into the ledger, store, publish once, say how it ended.

Nothing here knows Prefect: `datelines.flows.run.ingest` hands in tasks, `datelines.flows.library` functions.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from datelines.flows.run.bookkeeping import Run
from datelines.flows.run.session import Report, Session
from datelines.flows.run.work import Rules
from datelines.flows.visit.due import Standing
from datelines.warehouse.store import Writer


def course(
    run: Run,
    rules: Rules,
    store: Callable[[Session], None],
    publish: Callable[[Writer], Path],
    wait: float,
    advance: Callable[[int], None],
) -> tuple[Report, list[Standing]]:
    """Have the documents stored and the timeline published; return what was done and how sources stand.

    A run that fails notes so and raises what it failed of. `wait` is in seconds, for another run that is
    writing; `advance` gets the number of documents done.
    """
    with Writer(run.home, wait=wait) as writer:
        run.open(writer, rules)
        run.begin("read")
        try:
            session = Session(writer, rules, run.id, run.moment, run.tell, advance)
            run.counts = session.counts
            store(session)
            status = _status(session, writer)
            run.close(writer, status)  # now, so that what is published says so
            run.begin("publish")
            published = writer.published if status == "unchanged" else publish(writer)
        except BaseException as error:
            ended = "failed" if isinstance(error, Exception) else "interrupted"
            run.log("error", error=f"{type(error).__name__}: {error}")
            _close(run, writer, ended)
            raise
    standing = run.end(status, published)
    return Report(run.id, status, session.counts, str(published)), standing


def _status(session: Session, writer: Writer) -> str:
    """Return how a run went. One that changed nothing does not publish: most hours bring no news."""
    if session.counts.lost_steps:
        return "partial"
    return "unchanged" if writer.is_published() else "ok"


def _close(run: Run, writer: Writer, status: str) -> None:
    """Note how a run ended that did not end well; on a full disk that may fail as well."""
    try:
        run.close(writer, status)
    except Exception as error:  # noqa: BLE001  what ended the run is told, and the next run notes the rest
        run.log("error", error=f"{type(error).__name__}: {error}")
    run.end(status)
