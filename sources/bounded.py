"""A stream that ends with an error instead of going on for ever: for what is packed, and may be a bomb."""

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
import zlib
from typing import IO, Any

from datelines.sources.results import ReadError

MAX_UNPACKED = 500_000_000  # bytes: years of news; more comes in several files
MAX_DEPTH = 2  # containers inside containers
NESTED = "!"  # stands between a container's name and its member's: news.zip!2025/a.txt


class BoundedStream(io.RawIOBase):
    """A readable, seekable view of what `stream` unpacks.

    Raises `ReadError`: too-large beyond `limit` bytes, bad-archive where the packed bytes are broken.
    """

    def __init__(self, stream: IO[bytes], limit: int = MAX_UNPACKED) -> None:
        super().__init__()
        self._stream, self._limit = stream, limit

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        try:
            data = self._stream.read(len(view))
        except (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, zipfile.BadZipFile) as error:
            raise ReadError("bad-archive", f"cannot be unpacked: {error}") from error
        if self._stream.tell() > self._limit:
            raise ReadError("too-large", f"unpacks to more than {self._limit:,} bytes")
        view[: len(data)] = data
        return len(data)


def bounded(stream: IO[bytes], limit: int = MAX_UNPACKED) -> IO[bytes]:
    """Return a buffered stream over the first `limit` bytes of `stream`."""
    return io.BufferedReader(BoundedStream(stream, limit))


def member_name(container: str, member: str) -> str:
    """Return how a member is named in messages. Raises `ReadError` (too-deep) in a nest of containers.

    The name is a label: nothing is ever written to a path made from it.
    """
    if container.count(NESTED) >= MAX_DEPTH:
        raise ReadError("too-deep", f"containers inside containers, more than {MAX_DEPTH} deep")
    label = "".join(letter if letter.isprintable() else "?" for letter in member).replace(NESTED, "?")
    return f"{container}{NESTED}{label}"
