"""Texts in, records out, as `datelines extract --jsonl` gives them; nothing is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from datelines.flows.library import given
from datelines.flows.library.errors import DocumentError, ExtractionFailed, InvalidDocument
from datelines.flows.library.given import Record
from datelines.flows.run.extraction import Failure, Only, attempt, attempts
from datelines.sources.records import Document, Extraction
from datelines.sources.results import RecordError


def extract(
    text: str,
    *,
    published: str | date | None = None,
    url: str | None = None,
    title: str | None = None,
    lang: str | None = None,
    id: str | None = None,
) -> Extraction:
    """Return what is read in a text. Nothing is stored, no network and no clock is asked.

    Args:
        text: Read exactly as given: no title before it, no markup in it.
        published: When it was published, ISO 8601 or RFC 2822; completes dates such as "on Friday".
        url: The address; it may tell when the text was published.
        title: Kept with the record, never read as text.
        lang: The language as a BCP-47 tag; detected if it is not given.
        id: What to call the document; a hash of address and text if it is not given.

    Raises:
        InvalidDocument: The text is empty, `published` is no date, `lang` no language tag.
        ExtractionFailed: A fault of datelines.
    """
    record = {"id": id, "text": text, "published": published, "url": url, "title": title, "lang": lang}
    item = _read(1, record)
    outcome = item if isinstance(item, Failure) else attempt([item], None, _pipeline())[0]
    if isinstance(outcome, Failure):
        raise _error(outcome, 1, outcome.message)
    return outcome


def extract_many(
    documents: Iterable[str | Record | Document],
    *,
    only: Only = None,
    on_error: Callable[[DocumentError], object] | None = None,
) -> Iterator[Extraction]:
    """Yield what is read in each of many documents, in order: texts, records or `Document` values.

    A record is a mapping with the fields of docs/record.md. Documents are parsed some at a time, which is
    quicker than one by one, and only those are held in memory.

    Args:
        documents: What to read.
        only: "timexes" leaves out events, chains and review items, and the work that they are.
        on_error: Called with what is wrong with a document, which is then left out.

    Raises:
        InvalidDocument: Without `on_error`: a document is none, or has an id that was given before.
        ExtractionFailed: Without `on_error`: a fault of datelines.
        TypeError: `documents` is a single document.
    """
    if isinstance(documents, str | bytes | Mapping | Document):
        raise TypeError("extract_many takes many documents: for one, put it into a list")
    return _extractions(documents, only, on_error)


def _extractions(
    documents: Iterable[str | Record | Document],
    only: Only,
    on_error: Callable[[DocumentError], object] | None,
) -> Iterator[Extraction]:
    items = ((number, _read(number, each)) for number, each in enumerate(documents, 1))
    for number, outcome in attempts(items, "document", only, _pipeline()):
        if isinstance(outcome, Extraction):
            yield outcome
            continue
        error = _error(outcome, number, _numbered(outcome.message, number))
        if on_error is None:
            raise error
        on_error(error)


def _read(number: int, document: str | Record | Document) -> Document | Failure:
    if isinstance(document, str):
        document = {"text": document}
    elif not isinstance(document, Mapping | Document):
        raise TypeError(f"document {number} is neither text, mapping nor Document: {type(document).__name__}")
    try:
        return given.read(document)
    except RecordError as error:
        return Failure(error.id, error.kind, error.message)


def _numbered(message: str, number: int) -> str:
    place = f"document {number}: "
    return message if message.startswith(place) else place + message


def _error(failure: Failure, number: int, message: str) -> DocumentError:
    kind = ExtractionFailed if failure.kind == "extraction-failed" else InvalidDocument
    return kind(failure.kind, message, failure.id, number)


def _pipeline() -> Callable[[Iterable[Document], Only], Iterator[Extraction]]:
    from datelines.extractors.pipeline import extract_many

    return extract_many
