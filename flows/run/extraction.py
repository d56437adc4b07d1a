"""Documents in, records of ``datelines extract`` out: one answer for each document, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Literal

import orjson

from datelines.flows.run.patience import TookTooLong, at_most
from datelines.seeds import SeedError
from datelines.sources.readers.record import read_record
from datelines.sources.records import Document, Extraction
from datelines.sources.results import MAX_BYTES, RecordError

Only = Literal["timexes"] | None
ExtractMany = Callable[[Iterable[Document], Only], Iterable[Extraction]]
Lines = Iterable[tuple[int, bytes | None]]

EVENT_FIELDS = frozenset({"events", "review", "chains"})
CHUNK_DOCUMENTS = 32
CHUNK_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document has no record. `kind` is a fixed word, `message` one line for a person."""

    id: str | None
    kind: str
    message: str


Attempt = Extraction | Failure
Items = Iterable[tuple[int, Document | Failure]]  # numbered, as they came


def attempt(
    documents: Sequence[Document], only: Only, extract_many: ExtractMany, seconds: float | None = None
) -> list[Attempt]:
    """Return an extraction or a failure for each document, in order.

    All go through the pipeline together, for at most `seconds`; where that fails, each by itself, so that
    only the document at fault is lost.
    """
    try:
        with at_most(seconds):
            return list(extract_many(documents, only))
    except SeedError:
        raise  # no document's fault
    except Exception as error:  # noqa: BLE001  whatever one document does to the pipeline, the others go on
        if len(documents) == 1:
            return [_crashed(documents[0], error)]
        return [attempt([document], only, extract_many, seconds)[0] for document in documents]


def _crashed(document: Document, error: Exception) -> Failure:
    if isinstance(error, TookTooLong):
        return Failure(document.id, "too-slow", str(error))
    message = f"{type(error).__name__}: {' '.join(str(error).split())}"
    return Failure(document.id, "extraction-failed", message)


def record(extraction: Extraction, only: Only) -> dict[str, object]:
    """Return the fields of a record in the contract's order; with `only`, without those of events."""
    left_out = EVENT_FIELDS if only == "timexes" else frozenset[str]()
    names = (field.name for field in fields(extraction) if field.name not in left_out)
    return {name: getattr(extraction, name) for name in names}


def pretty(extraction: Extraction, only: Only) -> bytes:
    """Return a record as indented JSON."""
    return orjson.dumps(record(extraction, only), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of JSON for one line that came in."""

    line: bytes
    failed: bool


def answers(
    lines: Lines, only: Only, extract_many: ExtractMany, at_once: int = CHUNK_DOCUMENTS
) -> Iterator[Answer]:
    """Yield one answer for each numbered line, in order, reading no more than `at_once` lines ahead."""
    items = ((number, _read_line(number, line)) for number, line in lines)
    for number, outcome in attempts(items, "line", only, extract_many, at_once):
        yield _answer(number, outcome, only)


def attempts(
    items: Items, what: str, only: Only, extract_many: ExtractMany, at_once: int = CHUNK_DOCUMENTS
) -> Iterator[tuple[int, Attempt]]:
    """Yield what becomes of each item, in order, taking no more than `at_once` ahead.

    `what` is the word for an item. An id that an earlier one has is a failure.
    """
    for chunk in _chunks(_once(items, what), at_once):
        documents = [item for _, item in chunk if isinstance(item, Document)]
        outcomes = iter(attempt(documents, only, extract_many)) if documents else iter(())
        for number, item in chunk:
            yield number, next(outcomes) if isinstance(item, Document) else item


def _answer(number: int, outcome: Attempt, only: Only) -> Answer:
    if isinstance(outcome, Extraction):
        return Answer(orjson.dumps(record(outcome, only), option=orjson.OPT_APPEND_NEWLINE), failed=False)
    error = {"kind": outcome.kind, "message": outcome.message}
    line = orjson.dumps({"id": outcome.id, "line": number, "error": error}, option=orjson.OPT_APPEND_NEWLINE)
    return Answer(line, failed=True)


def _once(items: Items, what: str) -> Iterator[tuple[int, Document | Failure]]:
    """Yield the items; a document whose id an earlier one has is a failure."""
    seen: set[str] = set()
    for number, item in items:
        if isinstance(item, Document) and item.id in seen:
            message = f"{what} {number}: this id stands on an earlier {what}"
            yield number, Failure(item.id, "repeated-id", message)
            continue
        if isinstance(item, Document):
            seen.add(item.id)
        yield number, item


def _read_line(number: int, line: bytes | None) -> Document | Failure:
    if line is None:
        return Failure(None, "too-large", f"line {number} is longer than {MAX_BYTES:,} bytes")
    try:
        return read_record(line, number)
    except RecordError as error:
        return Failure(error.id, error.kind, error.message)


def _chunks(items: Items, at_once: int) -> Iterator[list[tuple[int, Document | Failure]]]:
    """Yield the items in lists that are short in documents and in text, so that memory stays flat."""
    chunk: list[tuple[int, Document | Failure]] = []
    characters = 0
    for number, item in items:
        chunk.append((number, item))
        characters += len(item.text) if isinstance(item, Document) else 0
        if len(chunk) >= at_once or characters >= CHUNK_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk
