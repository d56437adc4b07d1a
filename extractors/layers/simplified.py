"""A sentence made plainer for the parser."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Simplified:
    """A sentence as the parser gets it; `starts` and `ends` are the words' offsets into the document."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of the document that become one word; it `opens` where a clause may follow it bare."""

    start: int
    end: int
    word: str
    opens: bool = False
