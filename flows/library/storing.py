"""Documents into the warehouse, in this process: the run that `datelines ingest` makes, without Prefect."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from datelines.flows import settings
from datelines.flows.library import given
from datelines.flows.library.errors import InputNotFound, InvalidDocument
from datelines.flows.library.given import Record
from datelines.flows.run.bookkeeping import Run
from datelines.flows.run.course import course
from datelines.flows.run.portions import Found, keyed, plan, read
from datelines.flows.run.session import Session
from datelines.flows.run.work import installed_rules, work
from datelines.flows.run.workers import GIVEN_UP
from datelines.sources.identity import raw_hash
from datelines.sources.records import Document
from datelines.sources.results import RecordError, unreadable
from datelines.warehouse.store import Writer

Input = str | os.PathLike[str] | Record | Document
_ONE = (str, os.PathLike, Mapping, Document)


@dataclass(frozen=True, slots=True)
class Summary:
    """What `ingest` did, in documents. `published` is the file that `connect` opens.

    `changed` says whether it was published anew, `notes` has a line for each input that was set aside.
    """

    run_id: str
    new: int
    known: int
    set_aside: int
    changed: bool
    published: Path
    notes: tuple[str, ...]


def ingest(
    inputs: Input | Iterable[Input], *, home: str | os.PathLike[str] | None = None, wait: float = 0
) -> Summary:
    """Read documents into the warehouse, publish the timeline and return what was done.

    A string is the path of a file or folder, a mapping a record as in docs/record.md. What was read before
    is skipped; what cannot be read is set aside with its reason, and the rest goes on. All is done in this
    process: no server is started, and nothing goes on afterwards.

    Args:
        inputs: What to read: paths, records and `Document` values, or one of them.
        home: The folder that holds all state; DATELINES_HOME if it is not given.
        wait: Seconds to wait for another run that is writing.

    Raises:
        InputNotFound: A path leads nowhere. Nothing was read.
        InvalidDocument: A record holds what JSON has no word for. Nothing was read.
        Locked: Another run is writing.
        AuditFailed: What was stored does not hold together; the last published file stays.
        NotWritten: The disk or the memory did not suffice.
        SeedError: A file under seeds/ is wrong.
        TypeError: An input is none of these.
    """
    paths, values = _sorted([inputs] if isinstance(inputs, _ONE) else inputs)
    folder = settings.home() if home is None else Path(home).absolute()
    rules, notes = installed_rules(), list[str]()

    def store(session: Session) -> None:
        session.store(work(_found(paths, values), rules, session.known, session.given_up(GIVEN_UP)))

    run = Run(folder, datetime.now(UTC), {"paths": [str(path) for path in paths]}, notes.append)
    report, _ = course(run, rules, store, Writer.publish, wait, lambda _documents: None)
    counts, changed = report.counts, report.status != "unchanged"
    return Summary(
        run.id, counts.new, counts.known, counts.quarantined, changed, Path(report.published), tuple(notes)
    )


def _sorted(inputs: Iterable[Input]) -> tuple[list[Path], list[Found]]:
    """Return the paths among the inputs, and what the others hold."""
    paths, values = list[Path](), list[Found]()
    for number, each in enumerate(inputs, 1):
        match each:
            case str() | os.PathLike():
                paths.append(_path(each))
            case Mapping() | Document():
                values.append(_value(each, number))
            case _:
                kind = type(each).__name__
                raise TypeError(f"input {number} is neither path, mapping nor Document: {kind}")
    return paths, values


def _path(named: str | os.PathLike[str]) -> Path:
    path = Path(named).absolute()
    if not path.exists():
        hint = "; addresses are fetched by `datelines ingest`" if "://" in str(named) else ""
        raise InputNotFound(f"{named}: there is no such file or folder{hint}")
    return path


def _value(value: Record | Document, number: int) -> Found:
    """Return what a value holds, in a place that is called after its content: the same at each run."""
    try:
        raw = given.as_line(asdict(value) if isinstance(value, Document) else value)
    except RecordError as error:
        raise InvalidDocument(error.kind, f"input {number}: {error.message}", error.id, number) from error
    where = f"given/{raw_hash(raw)[:16]}.jsonl:1"
    try:
        return where, keyed(given.read(value))
    except RecordError as error:
        return where, unreadable(where, error.kind, f"input {number}: {error.message}", raw)


def _found(paths: Sequence[Path], values: Sequence[Found]) -> Iterator[Found]:
    yield from values
    for portion in plan(paths):
        yield from read(portion)
