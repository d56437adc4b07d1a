"""Zip and tar archives: every file in them by its own reader. Nothing is unpacked to disk."""

from __future__ import annotations

import stat
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from datelines.sources.bounded import MAX_UNPACKED, bounded, member_name
from datelines.sources.readers import ReadMember, by_suffix
from datelines.sources.results import ReadError, Results, unreadable

SUFFIXES = frozenset({".zip", ".tar", ".tgz", ".tbz2", ".txz"})
MAX_MEMBERS = 100_000
_TAR_MAGIC = slice(257, 262)


def sniff(head: bytes) -> bool:
    """Office documents are zip archives too: their first member gives them away."""
    is_zip = head.startswith(b"PK\x03\x04") and b"[Content_Types].xml" not in head[:64]
    return is_zip or head[_TAR_MAGIC] == b"ustar"


def read_stream(
    stream: IO[bytes], name: str, read_member: ReadMember, entries: slice = slice(None)
) -> Results:
    """Yield what the files of an archive hold, in the archive's order; of a zip, what these `entries` hold.

    Raises `ReadError`: bad-archive, too-large (bounds the sum of all members), too-deep.
    """
    is_zip = stream.read(4) == b"PK\x03\x04"
    stream.seek(0)
    left = MAX_UNPACKED
    members = _zip_members(stream, entries) if is_zip else _tar_members(stream)
    try:
        for count, (member, file) in enumerate(members):
            if count >= MAX_MEMBERS:
                raise ReadError("too-large", f"more than {MAX_MEMBERS:,} files in one archive")
            where = member_name(name, member)
            with file, bounded(file, left) as part:
                yield from _read_member(part, where, read_member)
                left -= part.tell()
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, NotImplementedError, RuntimeError) as error:
        # zipfile says RuntimeError for a password and NotImplementedError for an unknown compression
        raise ReadError("bad-archive", f"the archive cannot be read: {error}") from error


def _read_member(file: IO[bytes], where: str, read_member: ReadMember) -> Results:
    suffix = PurePosixPath(where).suffix.lower()
    if suffix and suffix not in by_suffix():
        yield unreadable(where, "unknown-format", f"no reader for {suffix} files", None)
    else:
        yield from read_member(file, where)


def _visible(path: str) -> bool:
    names = (part for part in PurePosixPath(path).parts if part not in {".", ".."})
    return not any(name.startswith(".") or name == "__MACOSX" for name in names)


def _zip_members(stream: IO[bytes], entries: slice) -> Iterator[tuple[str, IO[bytes]]]:
    with zipfile.ZipFile(stream) as archive:
        for info in archive.infolist()[entries]:
            is_link = stat.S_ISLNK(info.external_attr >> 16)
            if not info.is_dir() and not is_link and _visible(info.filename):
                yield info.filename, archive.open(info)


def _tar_members(stream: IO[bytes]) -> Iterator[tuple[str, IO[bytes]]]:
    with tarfile.open(fileobj=stream, mode="r:*") as archive:
        for info in archive:
            file = archive.extractfile(info) if info.isfile() and _visible(info.name) else None
            if file is not None:  # folders, links and devices have no bytes of their own
                yield info.name, file
