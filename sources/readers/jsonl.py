"""JSON lines: one record a line, read line by line, so that the file may be of any size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from datelines.sources.readers import ReadMember
from datelines.sources.readers.record import read_lines
from datelines.sources.results import MAX_BYTES, Results

SUFFIXES = frozenset({".jsonl", ".ndjson"})


def sniff(head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and b"}\n{" in start.replace(b"\r", b"")


def read_stream(stream: IO[bytes], name: str, _read_member: ReadMember) -> Results:
    """Yield a document or an `Unreadable` for each line that is not blank; an id may stand only once."""
    yield from read_lines(numbered_lines(stream), name)


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
