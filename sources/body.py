"""The body of a response, unpacked bit by bit and bounded: a bomb costs no more than the bound."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator

from datelines.sources.results import ReadError

_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS  # zlib tells the two apart by their first bytes
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
ACCEPTED = "gzip"  # what is asked for; "deflate" means two things, and whatever else comes is refused


async def read_body(chunks: AsyncIterator[bytes], encoding: str, limit: int, *, cut: bool = False) -> bytes:
    """Return the unpacked body, of a longer one with `cut` the first `limit` bytes.

    `encoding` is the Content-Encoding; several encodings over one another are refused, as each multiplies
    what the last one unpacks. Raises `ReadError`: too-large beyond `limit` bytes, bad-encoding.
    """
    name = encoding.strip().lower() or "identity"
    if name != "identity" and name not in _PACKED:
        raise ReadError("bad-encoding", f"the answer is packed as {name[:40]!r}, which was not asked for")
    unpack = _Unpacker(limit) if name in _PACKED else None
    body = bytearray()
    async for chunk in chunks:
        body += chunk if unpack is None else unpack(chunk)
        if len(body) > limit and cut:
            return bytes(body[:limit])
        if len(body) > limit:
            raise ReadError("too-large", f"the answer is larger than {limit:,} bytes")
    if unpack is not None and not unpack.complete:
        raise ReadError("bad-encoding", "the packed answer ends too early")
    return bytes(body)


class _Unpacker:
    """Unpacks chunk after chunk, never more than one byte beyond `limit` in all."""

    def __init__(self, limit: int) -> None:
        self._left = limit + 1
        self._inflater = zlib.decompressobj(_GZIP_OR_ZLIB)

    @property
    def complete(self) -> bool:
        return self._inflater.eof

    def __call__(self, chunk: bytes) -> bytes:
        if self._left <= 0 or self._inflater.eof:
            return b""
        try:
            data = self._inflater.decompress(chunk, self._left)
        except zlib.error as error:
            raise ReadError("bad-encoding", f"the packed answer is broken: {error}") from error
        self._left -= len(data)
        return data
