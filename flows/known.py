"""Which documents were read before, in a file that many processes look into without loading it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

_WIDTH = 16  # bytes: an id is 32 hexadecimal digits


def write_known(ids: Iterable[str], path: Path) -> Path:
    """Write ids, each 32 hexadecimal digits, in order: 16 bytes each. Return the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    packed = np.frombuffer(b"".join(map(bytes.fromhex, ids)), dtype=f"S{_WIDTH}")
    path.write_bytes(np.sort(packed).tobytes())
    return path


class Known:
    """The ids in such a file, as a container. The system shares its pages between processes."""

    def __init__(self, path: Path) -> None:
        empty = path.stat().st_size == 0  # which cannot be mapped
        self._ids = np.empty(0, f"S{_WIDTH}") if empty else np.memmap(path, dtype=f"S{_WIDTH}", mode="r")

    def __contains__(self, id: object) -> bool:
        if not isinstance(id, str):
            return False
        packed = np.bytes_(bytes.fromhex(id))
        place = int(np.searchsorted(self._ids, packed))
        return place < len(self._ids) and bool(self._ids[place] == packed)
