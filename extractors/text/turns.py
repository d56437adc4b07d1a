"""Whose turn it is in a transcript: the line "MINISTER ÖZTÜRK: We signed …" opens a speaker's words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from datelines.seeds.letters import UPPER

_OPENS = re.compile(rf"(?P<who>[{UPPER}][{UPPER}.'’\- ]{{3,60}}):\s+")


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks, as written, and the offsets of the name and of the words that follow."""

    who: str
    start: int
    begins: int


def opened(text: str, at: int = 0) -> Turn | None:
    """Return the turn that a line opens which begins at an offset; None where nobody in capitals speaks."""
    line = _OPENS.match(text, at)
    return Turn(line["who"].strip(), line.start(), line.end()) if line else None
