"""Containers in pieces that are read each by itself: side by side, and again where one failed.

A WARC is its records one after another, a packed one as a rule their gzip members (WARC 1.1, annex D), a tar
its members: a run of bytes of one is such a file too. A zip has a directory, and a piece is a run of entries.
Whatever else holds several documents, such as a tar that is packed as a whole, is read from its beginning.
"""

from __future__ import annotations

import io
import os
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import IO, Any

from datelines.sources.bounded import MAX_UNPACKED
from datelines.sources.read import guarded, read_stream
from datelines.sources.readers import archive
from datelines.sources.results import Results

CUT = (".zip", ".tar", ".warc", ".warc.gz")
_BLOCK = 1 << 14  # packed bytes, which may unpack to a thousand times as many
_RECORD = b"WARC/1."
_LONGEST_HEADER = 1 << 14
_LENGTH = re.compile(rb"^content-length:\s*(\d+)\s*$", re.I | re.M)
_AFTER_RECORD = 4  # two line ends
_GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Piece:
    """Entries of a container, from `start` to before `stop`: bytes, of a zip the numbers of entries."""

    start: int
    stop: int
    entries: int


def is_container(path: Path) -> bool:
    """Say whether a file may be one that can be cut."""
    return path.name.lower().endswith(CUT)


def pieces(path: Path, size: int, part: Piece | None = None) -> Iterator[Piece]:
    """Yield the pieces of a container, or of a `part` of it, of `size` entries each.

    None for a file that is no such container. What is broken is in the last piece: reading it will say so.
    Raises `OSError`.
    """
    with path.open("rb") as stream:
        whole = part or Piece(0, _entries(stream) if _is_zip(path) else _size(stream), 0)
        first = None
        starts = _starts(path, stream, whole)
        while group := list(islice(starts, size)):
            if first is not None:
                yield Piece(first, group[0], size)
            first, last = group[0], len(group)
        if first is not None:
            yield Piece(first, whole.stop, last)


def read_piece(path: Path, piece: Piece) -> Results:
    """Yield what a piece holds, just as it is found when the whole file is read. Raises `OSError`."""
    with path.open("rb") as stream:
        if _is_zip(path):
            reader: Any = SimpleNamespace(
                read_stream=partial(archive.read_stream, entries=slice(piece.start, piece.stop))
            )
            yield from guarded(reader, stream, str(path))
        else:
            part = io.BufferedReader(_Range(stream, piece.start, piece.stop))
            yield from read_stream(part, str(path))


def _is_zip(path: Path) -> bool:
    return path.suffix.lower() == ".zip"


def _size(stream: IO[bytes]) -> int:
    return os.fstat(stream.fileno()).st_size


def _entries(stream: IO[bytes]) -> int:
    """Return how many entries a zip has; none where it is broken, or has more than is read of one."""
    try:
        with zipfile.ZipFile(stream) as directory:
            count = len(directory.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return 0
    return count if count <= archive.MAX_MEMBERS else 0


def _starts(path: Path, stream: IO[bytes], whole: Piece) -> Iterator[int]:
    """Yield where each entry begins, as far as that can be told."""
    if _is_zip(path):
        return iter(range(whole.start, whole.stop))
    stream.seek(whole.start)
    head = stream.read(2)
    stream.seek(whole.start)
    if path.suffix.lower() == ".tar":
        return _tar_members(stream, whole)
    return (_gzip_members if head == b"\x1f\x8b" else _records)(stream, whole)


def _records(stream: IO[bytes], whole: Piece) -> Iterator[int]:
    """Yield the offsets of WARC records; what they hold is skipped."""
    at = whole.start
    while at < whole.stop:
        stream.seek(at)
        head = stream.read(_LONGEST_HEADER).partition(b"\r\n\r\n")
        length = _LENGTH.search(head[0])
        if not head[0].startswith(_RECORD) or length is None:
            return
        yield at
        at += len(head[0]) + len(head[1]) + int(length[1]) + _AFTER_RECORD


def _gzip_members(stream: IO[bytes], whole: Piece) -> Iterator[int]:
    """Yield the offsets of gzip members that begin with a WARC record."""
    at, ahead = whole.start, b""
    while at < whole.stop and (found := _gzip_member(stream, ahead)):
        yield at
        length, ahead = found
        at += length


def _gzip_member(stream: IO[bytes], ahead: bytes) -> tuple[int, bytes] | None:
    """Unpack one member, and keep nothing of it. Return its length, and what was read of the next one.

    `ahead` are its first bytes, read already. None where it is broken, no WARC record, or a bomb.
    """
    unpacker = zlib.decompressobj(_GZIP)
    length = unpacked = 0
    head = b""
    while not unpacker.eof:
        packed = ahead or stream.read(_BLOCK)
        try:
            data = unpacker.decompress(packed)
        except zlib.error:
            return None
        ahead = b""
        length += len(packed)
        unpacked += len(data)
        head = (head + data[: len(_RECORD)])[: len(_RECORD)]
        if not packed or not _RECORD.startswith(head) or unpacked > MAX_UNPACKED:
            return None
    return (length - len(unpacker.unused_data), unpacker.unused_data) if head == _RECORD else None


def _tar_members(stream: IO[bytes], whole: Piece) -> Iterator[int]:
    """Yield the offsets of members of a tar that is not packed."""
    part = _Range(stream, whole.start, whole.stop)
    try:
        with tarfile.open(fileobj=part, mode="r:") as members:
            for member in members:
                yield whole.start + member.offset
                members.members = []  # type: ignore[attr-defined]  # it would keep all of them
    except tarfile.TarError:
        return


class _Range(io.RawIOBase):
    """A readable, seekable view of some bytes of a stream."""

    def __init__(self, stream: IO[bytes], start: int, stop: int) -> None:
        super().__init__()
        self._stream, self._start, self._length, self._at = stream, start, stop - start, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._length}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        self._stream.seek(self._start + self._at)
        data = self._stream.read(max(0, min(len(view), self._length - self._at)))
        view[: len(data)] = data
        self._at += len(data)
        return len(data)
