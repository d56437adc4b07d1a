"""Whose turn it is in a transcript: the line "MINISTER ÖZTÜRK: We signed …" opens a speaker's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from datelines.extractors.layers.name import Name
from datelines.extractors.layers.sentence import Sentence
from datelines.extractors.layers.turn import Turn
from datelines.seeds.letters import UPPER

_OPENS = re.compile(rf"(?P<who>[{UPPER}][{UPPER}.'’\- ]{{3,60}}):\s+")


def opened(text: str, at: int = 0) -> Turn | None:
    """Return the turn that a line opens which begins at an offset; None where nobody in capitals speaks."""
    line = _OPENS.match(text, at)
    return Turn(line["who"].strip(), line.start(), line.end()) if line else None


def turns(text: str, sentences: Sequence[Sentence], names: Sequence[Name]) -> dict[int, Turn]:
    """Return for each sentence, by its number, the turn in which it is said; a town before a colon
    ("BISHKEK: …") is a dateline."""
    current: Turn | None = None
    found: dict[int, Turn] = {}
    towns = {name.start for name in names if name.kind in {"place", "country"}}
    for number, sentence in enumerate(sentences):
        opens = opened(text, sentence.start) if sentence.start not in towns else None
        current = opens or current
        if current:
            found[number] = current
    return found
