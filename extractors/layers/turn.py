"""A turn in a transcript."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks, as written, and the offsets of the name and of the words that follow."""

    who: str
    start: int
    begins: int
