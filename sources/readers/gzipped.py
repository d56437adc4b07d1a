"""A gzipped file: what is in it, by the name it has without ".gz"."""

from __future__ import annotations

import gzip
from pathlib import PurePath
from typing import IO

from datelines.sources.bounded import bounded, member_name
from datelines.sources.readers import ReadMember
from datelines.sources.results import Results

SUFFIXES = frozenset({".gz"})


def sniff(head: bytes) -> bool:
    return head.startswith(b"\x1f\x8b")


def read_stream(stream: IO[bytes], name: str, read_member: ReadMember) -> Results:
    """Yield what the unpacked file holds. Raises `ReadError`: bad-archive, too-large, too-deep."""
    inner = PurePath(name).name
    where = member_name(name, inner.removesuffix(PurePath(inner).suffix) if inner.endswith(".gz") else "-")
    with gzip.GzipFile(fileobj=stream) as unpacked, bounded(unpacked) as part:  # type: ignore[arg-type]
        yield from read_member(part, where)
