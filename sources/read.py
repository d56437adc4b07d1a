"""Files, folders and bytes to documents. What cannot be read is one `Unreadable`; the rest goes on."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import IO, cast

from datelines.sources.readers import FileReader, Reader, StreamReader, by_content, by_suffix
from datelines.sources.readers.record import read_record
from datelines.sources.records import Document
from datelines.sources.results import MAX_BYTES, ReadError, RecordError, Results, Unreadable, unreadable

__all__ = [
    "MAX_BYTES",
    "RecordError",
    "Unreadable",
    "guarded",
    "read_all",
    "read_bytes",
    "read_path",
    "read_record",
    "read_stream",
]

HEAD = 4096  # the bytes a format is recognised by


def read_path(path: Path) -> Iterator[Document | Unreadable]:
    """Yield what a file or a folder holds, in order of path.

    In a folder hidden files are left out and an unknown suffix is reported; a file named by itself is
    recognised by its bytes where the suffix tells nothing.
    """
    if path.is_dir():
        for file in sorted(_visible_files(path)):
            yield from _read_file(file, named=False)
    elif path.is_file():
        yield from _read_file(path, named=True)
    else:
        yield unreadable(str(path), "not-found", "there is no such file or folder", None)


def read_bytes(data: bytes, name: str) -> Document | Unreadable:
    """Return the one document in `data`, by the suffix of `name` (a path or "-") or by sniffing."""
    found = list(read_all(data, name))
    if len(found) == 1:
        return found[0]
    if not found:
        return unreadable(name, "empty", "nothing to read in it", data)
    return unreadable(name, "several-documents", f"holds {len(found)} documents, one was asked for", None)


def read_all(data: bytes, name: str, suffix: str | None = None) -> Results:
    """Yield every document in `data`, by `suffix` or that of `name`, else by sniffing."""
    yield from read_stream(io.BytesIO(data), name, suffix)


def read_stream(stream: IO[bytes], name: str, suffix: str | None = None) -> Results:
    """Yield every document in a stream that can seek, by `suffix` or that of `name`, else by sniffing."""
    reader = by_suffix().get(suffix or PurePath(name).suffix.lower())
    yield from guarded(reader or by_content(_head(stream)), stream, name)


def _head(stream: IO[bytes]) -> bytes:
    head = stream.read(HEAD)
    stream.seek(0)
    return head


def _visible_files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file():
            yield path


def _read_file(path: Path, *, named: bool) -> Results:
    if not named and path.suffix and path.suffix.lower() not in by_suffix():
        yield unreadable(str(path), "unknown-format", f"no reader for {path.suffix} files", None)
        return
    try:
        with path.open("rb") as stream:
            yield from read_stream(stream, str(path))
    except OSError as error:
        yield unreadable(str(path), "unreadable", error.strerror or str(error), None)


def guarded(reader: Reader, stream: IO[bytes], name: str) -> Results:
    """Yield what the reader yields; what it raises becomes one `Unreadable`, with the bytes it was given."""
    data: bytes | None = None
    try:
        if hasattr(reader, "read_stream"):
            yield from cast(StreamReader, reader).read_stream(stream, name, read_stream)
            return
        data = _bounded(stream, getattr(reader, "LIMIT", MAX_BYTES))
        yield from cast(FileReader, reader).read(data, name)
    except ReadError as error:
        yield unreadable(name, error.kind, error.message, data)
    except Exception as error:  # noqa: BLE001  a parser's bug on hostile bytes costs its own file only
        yield unreadable(name, "reader-failed", f"{type(error).__name__}: {error}", data)


def _bounded(stream: IO[bytes], limit: int) -> bytes:
    """Return all bytes of a stream. Raises `ReadError` (too-large) for `limit` or more."""
    data = stream.read(limit)
    if len(data) >= limit:
        raise ReadError("too-large", f"{limit:,} bytes or more; no text of news is that long")
    return data
