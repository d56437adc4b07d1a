"""What came from an address, as a line that is kept: with the bytes it can be read again without network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from datelines.sources.identity import document_id
from datelines.sources.raw_store import RawStore
from datelines.sources.records import DctCandidate, Document
from datelines.sources.results import Results, unreadable
from datelines.sources.web import read_answer
from datelines.sources.written_dates import Order

SUFFIX = ".answers"  # of a file of such lines
WAITING = "new"  # the folder of those that nobody has read yet, beside the folder of the bytes


@dataclass(frozen=True, slots=True)
class Origin:
    """What a source says of all its documents."""

    source: str
    publisher: str
    zone: str
    lang: str | None = None
    order: Order | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer whose bytes are kept under the hash `raw`, and what the entry that led to it says.

    `asked` is the address that was asked for, `url` that which answered, `content_type` its header.
    """

    asked: str
    url: str
    content_type: str
    raw: str
    origin: Origin | None = None
    title: str | None = None
    evidence: tuple[DctCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Missed:
    """An address that gave no document, and why in one line; `raw` where bytes came nevertheless."""

    asked: str
    kind: str
    message: str
    raw: str | None = None


Line = Answer | Missed | Document  # a document: the entry of a feed that is not followed


@cache
def _lines() -> TypeAdapter[Line]:
    return TypeAdapter(Line)


def dump_line(line: Line) -> bytes:
    """Return a line as JSON, with its line end."""
    return _lines().dump_json(line, exclude_defaults=True) + b"\n"


def read_lines(file: Path) -> list[Line]:
    """Return the lines of a file. Raises `ValidationError` for what is none."""
    with file.open("rb") as stream:
        return [_lines().validate_json(line) for line in stream]


def answered(file: Path) -> set[str]:
    """Return the addresses that answered, by the lines of a file."""
    return {line.asked for line in read_lines(file) if isinstance(line, Answer)}


def read_line(data: bytes, where: str, get: Callable[[str], bytes]) -> Results:
    """Yield the documents of a line that was kept; `get` gives the bytes of a hash (a `RawStore.get`)."""
    try:
        line = _lines().validate_json(data)
    except ValidationError as error:
        yield unreadable(where, "bad-json", f"not a line of answers: {error.errors()[0]['msg']}", data)
        return
    try:
        match line:
            case Document():
                yield line
            case Missed():
                raw = get(line.raw) if line.raw else None
                yield unreadable(line.asked, line.kind, line.message, raw)
            case Answer():
                yield from documents(line, get(line.raw))
    except (KeyError, ValueError) as error:  # of the store: the bytes are gone, or damaged
        yield unreadable(where, "unreadable", f"its bytes are not there: {error}", data)


def documents(answer: Answer, data: bytes) -> Results:
    """Yield the documents of an answer, with what its source and the entry say about them."""
    order = answer.origin.order if answer.origin else None
    for item in read_answer(data, answer.url, answer.content_type, order=order):
        yield _told(item, answer) if isinstance(item, Document) else item


def _told(document: Document, answer: Answer) -> Document:
    more = replace(
        document, title=document.title or answer.title, evidence=(*document.evidence, *answer.evidence)
    )
    return of_origin(more, answer.origin) if answer.origin else more


def of_origin(document: Document, origin: Origin) -> Document:
    """Return a document as one of a source; an address without a host is none."""
    url = document.url if document.url and urlsplit(document.url).hostname else None
    return replace(
        document,
        id=document_id(url, document.text),
        url=url,
        lang=origin.lang or document.lang,
        publisher=origin.publisher,
        zone=origin.zone,
        source=origin.source,
    )


def store_of(file: Path) -> RawStore:
    """Return the store that holds the bytes of a file of answers."""
    folder = file.parent.parent if file.parent.name == WAITING else file.parent
    return RawStore(folder / "raw")
