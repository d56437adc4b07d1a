"""Which documents were read before, in a file that many processes look into without loading it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

_HALF = 16  # of the 32 hexadecimal digits of an id: 64 bits


def write_known(ids: Iterable[str], path: Path) -> Path:
    """Write ids, each 32 hexadecimal digits: all first halves in order, then their second ones."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ordered = sorted(ids)
    halves = [int(id[:_HALF], 16) for id in ordered], [int(id[_HALF:], 16) for id in ordered]
    np.array(halves, dtype=np.uint64).tofile(path)
    return path


class Known:
    """The ids in such a file, as a container. The system shares its pages between processes."""

    def __init__(self, path: Path) -> None:
        count = path.stat().st_size // 16
        both = np.memmap(path, dtype=np.uint64, mode="r") if count else np.empty(0, np.uint64)
        self._first, self._second = both[:count], both[count:]

    def __contains__(self, id: object) -> bool:
        if not isinstance(id, str):
            return False
        first, second = np.uint64(int(id[:_HALF], 16)), np.uint64(int(id[_HALF:], 16))
        start, end = (int(np.searchsorted(self._first, first, side)) for side in ("left", "right"))
        return bool((self._second[start:end] == second).any())
