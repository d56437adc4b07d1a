"""Files, folders and bytes to documents. What cannot be read is one `Unreadable`; the rest goes on."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import IO, cast

from sources.readers import FileReader, Reader, StreamReader, by_content, by_suffix
from sources.readers.record import read_record
from sources.records import Document
from sources.results import MAX_BYTES, ReadError, RecordError, Results, Unreadable, unreadable

__all__ = ["MAX_BYTES", "RecordError", "Unreadable", "read_all", "read_bytes", "read_path", "read_record"]

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


def read_all(data: bytes, name: str) -> Results:
    """Yield every document in `data`, by the suffix of `name` and by sniffing."""
    reader = by_suffix().get(PurePath(name).suffix.lower()) or by_content(data[:HEAD])
    yield from _guarded(reader, io.BytesIO(data), name)


def _visible_files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file():
            yield path


def _read_file(path: Path, *, named: bool) -> Results:
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
            stream.seek(0)
            reader = by_suffix().get(path.suffix.lower())
            if reader is None and (named or not path.suffix):
                reader = by_content(head)
            if reader is None:
                yield unreadable(str(path), "unknown-format", f"no reader for {path.suffix} files", None)
            else:
                yield from _guarded(reader, stream, str(path))
    except OSError as error:
        yield unreadable(str(path), "unreadable", error.strerror or str(error), None)


def _guarded(reader: Reader, stream: IO[bytes], name: str) -> Results:
    """Yield what the reader yields; what it raises becomes one `Unreadable` with the bytes."""
    if hasattr(reader, "read_stream"):
        yield from _stream(cast(StreamReader, reader), stream, name)
        return
    data = stream.read(MAX_BYTES)
    if len(data) >= MAX_BYTES:
        yield unreadable(
            name, "too-large", f"{MAX_BYTES:,} bytes or more; no news article is that long", None
        )
        return
    try:
        yield from cast(FileReader, reader).read(data, name)
    except ReadError as error:
        yield unreadable(name, error.kind, error.message, data)
    except Exception as error:  # noqa: BLE001  a parser's bug on hostile bytes costs its own file only
        yield unreadable(name, "reader-failed", f"{type(error).__name__}: {error}", data)


def _stream(reader: StreamReader, stream: IO[bytes], name: str) -> Results:
    try:
        yield from reader.read_stream(stream, name, read_all)
    except ReadError as error:
        yield unreadable(name, error.kind, error.message, None)
