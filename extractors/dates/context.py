"""What surrounds an expression decides its anchor: tense near by, dates told before, the kind of text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from extractors.dates.grammar import PARAGRAPH, CuePattern
from extractors.dates.resolve import Toward

# An abbreviation's stop inside a sentence is told from a full stop by the small letter after it.
_SENTENCE_END = re.compile(rf"[.!?]['\")\]]? {{1,3}}(?=[\"'(]?[A-Z])|[\n{PARAGRAPH}]{{2}}")
_REACH = 160  # characters on either side in which a cue is looked for


@dataclass(frozen=True, slots=True)
class Direction:
    """Which way the words near an expression point, and the words themselves."""

    toward: Toward | None
    word: str = ""


def direction(text: str, folded: str, start: int, end: int, cues: Iterable[CuePattern]) -> Direction:
    """Return the direction that the nearest cue gives: right before, else before, else after it."""
    left, right = _sentence(text, start, end)
    before, after = folded[left:start], folded[end:right]
    near: tuple[int, CuePattern, str] | None = None
    ahead: tuple[int, CuePattern, str] | None = None
    for cue in cues:
        for match in cue.pattern.finditer(before):
            gap = len(before) - match.end()
            if cue.row.adjacent and gap > 1:
                continue
            if near is None or gap < near[0]:
                near = (gap, cue, match.group())
        if not cue.row.adjacent and (match_after := cue.pattern.search(after)):
            gap = match_after.start()
            if ahead is None or gap < ahead[0]:
                ahead = (gap, cue, match_after.group())
    best = near or ahead
    return Direction(best[1].row.toward, best[2]) if best else Direction(None)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence around a span, no further than `_REACH` from it."""
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    left = first
    for stop in _SENTENCE_END.finditer(text, first, start):
        left = stop.end()
    stop_after = _SENTENCE_END.search(text, end, last)
    return left, stop_after.start() if stop_after else last


def is_narrative(dct: date | None, years: list[int], deictic: int) -> bool:
    """Tell whether a text tells of other times than its own, so that dates hang on one another.

    `years` are the years written out in the text, `deictic` counts words such as "yesterday" that
    hang on the day of writing. News names few years, most of them near; a history names many, far off.
    """
    if dct is None:
        return True
    if len(years) < 3:
        return False
    far = median(abs(dct.year - year) for year in years) >= 2
    return far and len(years) >= 2 * deictic
