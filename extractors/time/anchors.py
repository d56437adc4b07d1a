"""What surrounds an expression decides its anchor: tense near by, dates told before, the kind of text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from datelines.extractors.time.patterns import PARAGRAPH, CuePattern
from datelines.extractors.time.resolve import Toward

_STOP = re.compile(
    rf"[。！？]|[\n{PARAGRAPH}]{{2}}|(?P<stop>[.!?])[\"'”’»)\]]? {{1,3}}[\"'“«(]?(?=(?P<next>\w))"
)
# None of these numbers was measured: all are chosen by hand.
_YEARS_PER_DEICTIC = 8
_HISTORIES = ((3, 5), (15, 1))  # at least so many years told, of which half lie so far off
_REACH = 160  # characters on either side in which a cue is looked for


@dataclass(frozen=True, slots=True)
class Direction:
    """Which way the words near an expression point, and the words themselves."""

    toward: Toward | None
    word: str = ""


def direction(text: str, folded: str, start: int, end: int, cues: Sequence[CuePattern]) -> Direction:
    """Return the direction that the nearest cue gives: one before the expression, else one after it."""
    left, right = sentence(text, start, end)
    before = [
        (start - match.end(), cue.row.toward, match.group())
        for cue in cues
        for match in cue.pattern.finditer(folded, left, start)
        if not _is_name(text, match.start(), left)
        and (cue.row.where != "adjacent" or start - match.end() <= 1)
    ]
    after = [
        (match.start() - end, cue.row.toward, match.group())
        for cue in cues
        if cue.row.where == "anywhere"
        and (match := cue.pattern.search(folded, end, right))
        and not _is_name(text, match.start(), left)
    ]
    nearest = min(before or after, key=lambda found: found[0], default=None)  # the first row wins a tie
    return Direction(nearest[1], nearest[2]) if nearest else Direction(None)


def _is_name(text: str, at: int, sentence: int) -> bool:
    return at > sentence and text[at].isupper()


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence around a span, no further than `_REACH` from it."""
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    before = [stop.end() for stop in _STOP.finditer(text, first, start) if _ends(stop, text)]
    after = (stop.start() for stop in _STOP.finditer(text, end, last) if _ends(stop, text))
    return before[-1] if before else first, next(after, last)


def _ends(stop: re.Match[str], text: str) -> bool:
    """Tell a full stop from an abbreviation's: before it three small letters or a figure, then a capital."""
    if stop["stop"] is None:
        return True
    word = text[max(0, stop.start() - 3) : stop.start()]
    return not stop["next"].islower() and ((word.islower() and len(word) == 3) or not word[-1:].isalpha())


def is_narrative(dct: date | None, years: list[int], deictic: int) -> bool:
    """Tell whether a text tells of other times than its own, so that dates hang on one another.

    `years` are the years written out in the text, `deictic` counts words such as "yesterday" that hang
    on the day of writing. News names few years, most of them near, beside many such words; a history
    names years, far off, and hardly any such word; the more years it names, the nearer they may be. How
    far off they are is not known without a creation time: then their number must do.
    """
    if not years or len(years) < _YEARS_PER_DEICTIC * deictic:
        return False
    if dct is None:
        return len(years) >= _HISTORIES[0][0]
    distance = median(abs(dct.year - year) for year in years)
    return any(len(years) >= many and distance >= far for many, far in _HISTORIES)
