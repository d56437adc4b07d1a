"""What a reader says about input that is not a document: one clear line each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from datelines.sources.records import Document

MAX_BYTES = 5_000_000  # a news article is a thousand times smaller; what is larger is something else
MAX_LARGE_BYTES = 20_000_000  # of a PDF or Word file most is letterhead, fonts and pictures


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Input that gave no document.

    `where` is the file, with the line or entry (``news.jsonl:12``); `kind` a fixed word; `message` one
    line for a person; `raw` the bytes, unless they exceed `MAX_BYTES`; `key` is the same for the same
    bytes at the same place, so that a second run finds the first run's entry.
    """

    key: str
    where: str
    kind: str
    message: str
    raw: bytes | None


class RecordError(ValueError):
    """A record that cannot be read. `id` is the record's own where it has a usable one."""

    def __init__(self, kind: str, message: str, id: str | None = None) -> None:
        self.kind, self.message, self.id = kind, message, id
        super().__init__(message)


class ReadError(ValueError):
    """Bytes that give no document: raised by a reader, turned into an `Unreadable` in `sources.read`."""

    def __init__(self, kind: str, message: str) -> None:
        self.kind, self.message = kind, message
        super().__init__(message)


Result = Document | Unreadable
Results = Iterator[Result]


def unreadable(where: str, kind: str, message: str, raw: bytes | None) -> Unreadable:
    """Return the `Unreadable` for `raw` at `where`, its key derived from both."""
    kept = raw if raw is not None and len(raw) <= MAX_BYTES else None
    digest = hashlib.sha256(f"{where}\0{kind}\0".encode(errors="surrogateescape"))
    digest.update(kept or b"")
    return Unreadable(digest.hexdigest()[:32], where, kind, " ".join(message.split()), kept)
