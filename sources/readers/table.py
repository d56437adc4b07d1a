"""Tables of values: known, so that they are not taken for prose, and refused."""

from __future__ import annotations

from typing import IO

from datelines.sources.readers import ReadMember
from datelines.sources.results import Results, unreadable

SUFFIXES = frozenset({".csv", ".tsv", ".xls", ".xlsx", ".ods"})
REFUSAL = 'a table is not read; make it JSON lines (.jsonl), a row a line: {"text": "…", "published": "…"}'


def sniff(_head: bytes) -> bool:
    """Text with commas may be prose: only a name tells a table."""
    return False


def read_stream(_stream: IO[bytes], name: str, _read_member: ReadMember) -> Results:
    yield unreadable(name, "unknown-format", REFUSAL, None)
