"""What a program gives for a document, as a document: read by the rules for a line of JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from datelines.sources.readers.record import document_of, sound
from datelines.sources.records import Document
from datelines.sources.results import MAX_BYTES, RecordError

Record = Mapping[str, object]


def read(given: Record | Document) -> Document:
    """Return the document that was given. Raises `RecordError` for what is none."""
    return sound(given) if isinstance(given, Document) else read_line(as_line(given))


def read_line(line: bytes) -> Document:
    """Return the document of a line. Raises `RecordError`, for a longer one than a file may have too."""
    if len(line) > MAX_BYTES:
        raise RecordError("too-large", f"longer than {MAX_BYTES:,} bytes")
    return document_of(line)


def as_line(record: Record) -> bytes:
    """Return a record as JSON; a day or a time is written in ISO 8601. Raises `RecordError` (bad-json)."""
    try:
        text = json.dumps(dict(record), ensure_ascii=False, default=_iso)
    except (TypeError, ValueError, RecursionError) as error:
        raise RecordError("bad-json", f"cannot be written as JSON: {error}") from error
    return text.encode(errors="surrogatepass")  # half a character is for the reader to refuse


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no value of JSON")
