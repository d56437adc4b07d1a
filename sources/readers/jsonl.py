"""JSON lines: one record a line, read line by line, so that the file may be of any size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from sources.readers import ReadMember
from sources.readers.record import read_record
from sources.results import MAX_BYTES, RecordError, Results, unreadable

SUFFIXES = frozenset({".jsonl", ".ndjson"})


def sniff(head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and b"}\n{" in start.replace(b"\r", b"")


def read_stream(stream: IO[bytes], name: str, _read_member: ReadMember) -> Results:
    """Yield a document or an `Unreadable` for each line that is not blank; an id may stand only once."""
    seen: set[str] = set()
    for number, line in numbered_lines(stream):
        where = f"{name}:{number}"
        if line is None:
            yield unreadable(where, "too-large", f"line {number} is longer than {MAX_BYTES:,} bytes", None)
            continue
        try:
            document = read_record(line, number)
            if document.id in seen:
                raise RecordError(
                    "repeated-id", f"line {number}: the id {document.id!r} stands on an earlier line"
                )
        except RecordError as error:
            yield unreadable(where, error.kind, error.message, line)
            continue
        seen.add(document.id)
        yield document


def numbered_lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Yield each non-blank line with its number from 1; None for one too long to be held in memory."""
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
            yield number, None
        elif line.strip():
            yield number, line
