"""Raw bytes, kept once under their hash, compressed: all that was read can be read again."""

from __future__ import annotations

import gzip
import os
import re
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from datelines.sources.identity import raw_hash

_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class RawStore:
    """A folder of files named by the SHA-256 of what they hold. Several processes may write to it at once."""

    folder: Path

    def put(self, data: bytes) -> str:
        """Keep the bytes, if they are not there yet, and return their hash."""
        digest = raw_hash(data)
        path = self._path(digest)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._write(path, gzip.compress(data, mtime=0))
        return digest

    def get(self, digest: str) -> bytes:
        """Return the bytes with this hash. Raises KeyError for none, ValueError for a damaged file."""
        if not _HASH.fullmatch(digest):
            raise KeyError(digest)
        try:
            data = gzip.decompress(self._path(digest).read_bytes())
        except FileNotFoundError as error:
            raise KeyError(digest) from error
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise ValueError(f"{self._path(digest)} is damaged: {error}") from error
        if raw_hash(data) != digest:
            raise ValueError(f"{self._path(digest)} holds other bytes than its name says")
        return data

    def __contains__(self, digest: str) -> bool:
        return _HASH.fullmatch(digest) is not None and self._path(digest).exists()

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / f"{digest}.gz"

    @staticmethod
    def _write(path: Path, packed: bytes) -> None:
        """Write a file whole or not at all: a reader never sees half of it."""
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
            try:
                draft.write(packed)
                draft.flush()
                os.fsync(draft.fileno())
                Path(draft.name).replace(path)
            except BaseException:
                Path(draft.name).unlink(missing_ok=True)
                raise
