"""From text to dated expressions: find them, read them, hang each on its anchor, left to right."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from datelines.extractors.layers.dated import Dated
from datelines.extractors.time.anchors import direction, is_narrative, sentence
from datelines.extractors.time.calendar import Days
from datelines.extractors.time.find import find
from datelines.extractors.time.patterns import CuePattern, fold, grammar, languages
from datelines.extractors.time.readings import Reading, forward, in_era, join, read
from datelines.extractors.time.resolve import NEVER, Anchor, Resolved, resolve
from datelines.sources.records import Timex

_EXPLICIT_YEAR = re.compile(r"(\d{4})(?:-|$)")
_DEICTIC = re.compile(r"@D|XXXX-WXX-")
_NEWS_LOOKS_BACK = re.compile(r"XXXX-WXX-[\dW]|XXXX-XX-\d\d")
_DAY_OF_MONTH = re.compile(r"XXXX-XX-(\d\d)")
_LACKS_YEAR = re.compile(r"XXXX-(?:\d\d|Q|H|SP|SU|FA|WI)")
_LONG_AGO = 366 + 365  # days; neither this nor the weights below were measured: chosen by hand
_YEARS_BACK = re.compile(r"@Y-(\d+)")
_ANCIENT_YEAR = re.compile(r"BC\d{4}")
_YEAR_OF_STORY = re.compile(r"XXXX(?=-(?:\d\d|SP|SU|FA|WI|XX-XX))|@Y\+0$")
_TENSE_WEIGHT = 150  # days: "was extended to Nov. 16" looks back, and yet a near November is meant
_STORY_WEIGHT = 30  # days: a story moves on, but may step back
_TIME_OF_SOME_DAY = "XXXX-XX-XXT"


@dataclass(frozen=True, slots=True)
class _Told:
    """A date that the text has told, as later expressions may hang on it."""

    days: Days
    text: str
    end: int


@dataclass(slots=True)
class _Story:
    """The dates told so far: the last one, the last single day, and each day by its number in the month.

    `ancient` is the last year told where it lay before our era: it has no days in our calendar.
    """

    last: _Told | None = None
    day: _Told | None = None
    days: dict[int, _Told] = field(default_factory=dict)
    ancient: str | None = None

    def add(self, told: _Told) -> None:
        self.last, self.ancient = told, None
        if told.days.precision == "day":
            self.day = self.days[told.days.start.day] = told


@dataclass(frozen=True, slots=True)
class _Document:
    """What an anchor is chosen from."""

    text: str
    folded: str
    created: date | None
    clock: datetime | None
    narrative: bool
    cues: tuple[CuePattern, ...]
    ahead: Container[int]
    behind: Container[int]


def find_dates(
    text: str,
    dct: str | None,
    lang: str = "en",
    ahead: Container[int] = frozenset(),
    behind: Container[int] = frozenset(),
) -> tuple[Dated, ...]:
    """Return the time expressions of `text` in order, none overlapping.

    `dct` is the document's creation time, an ISO day or date-time in the source's own zone; None
    leaves the holes of relative expressions open. `ahead` holds the offsets of expressions that a parse shows
    to lie in the future ("opens on Thursday"), `behind` of those in the past. Without seeds a language
    gives none.
    Raises `ValueError` where `dct` is not ISO 8601.
    """
    if lang not in languages():
        return ()
    language = grammar(lang)
    folded = fold(text)
    found = [read(found) for found in find(text, folded, language)]
    readings = join(in_era(forward(found)), folded, language.joins)
    created = date.fromisoformat(dct[:10]) if dct else None
    clock = datetime.fromisoformat(dct) if dct and len(dct) > len("2025-12-19") else None
    narrative = _tells_of_other_times(readings, created)
    document = _Document(text, folded, created, clock, narrative, language.cues, ahead, behind)
    dated: list[Dated] = []
    told = _Story()
    for found_reading in readings:
        reading = _in_ancient_year(_compared(found_reading, told), told)
        resolved = _finish(reading, _anchor(reading, document, told))
        dated.append(_dated(text, reading, resolved))
        aside = reading is not found_reading or (document.narrative and resolved.basis == "text+dct")
        if year := _ANCIENT_YEAR.match(resolved.value):
            told.ancient = year.group()
        elif resolved.days and not aside:
            told.add(_Told(resolved.days, text[reading.start : reading.end], reading.end))
    return tuple(dated)


def _tells_of_other_times(readings: Sequence[Reading], created: date | None) -> bool:
    years = [int(match.group(1)) for reading in readings if (match := _EXPLICIT_YEAR.match(reading.value))]
    deictic = sum(bool(_DEICTIC.match(reading.value)) and not reading.told for reading in readings)
    return is_narrative(created, years, deictic)


def _finish(reading: Reading, anchor: Anchor | None) -> Resolved:
    if reading.type in ("DURATION", "SET") or reading.value.endswith("_REF"):
        return Resolved(reading.value, None, None, (reading.value,))
    return resolve(reading.value, anchor)


def _anchor(reading: Reading, document: _Document, told: _Story) -> Anchor | None:
    """Choose what an expression hangs on: a date told before, or the document's creation time."""
    if before := _told_before(reading, document, told):
        anchor = Anchor(before.days.start, f'"{before.text}"', "text+context", reading.toward)
        anchor = replace(anchor, until=before.days.end)
        if reading.told or reading.toward:
            return anchor
        return replace(anchor, toward="future", reluctance=_STORY_WEIGHT)
    if document.created is None:
        return None
    anchor = Anchor(
        document.created, "the DCT", "text+dct", reading.toward, apart=reading.apart, clock=document.clock
    )
    if reading.toward or not reading.value.startswith("X"):
        return anchor
    if reading.start in document.ahead and _NEWS_LOOKS_BACK.match(reading.value):
        return replace(anchor, toward="future", reluctance=NEVER, why="present tense")
    if reading.start in document.behind:
        return replace(anchor, toward="past", reluctance=NEVER, why="past tense")
    cue = direction(document.text, document.folded, reading.start, reading.end, document.cues)
    if cue.toward:
        reluctance = NEVER if _NEWS_LOOKS_BACK.match(reading.value) else _TENSE_WEIGHT
        return replace(anchor, toward=cue.toward, reluctance=reluctance, why=f'"{cue.word}"')
    return replace(anchor, toward="past" if _NEWS_LOOKS_BACK.match(reading.value) else None)


def _told_before(reading: Reading, document: _Document, told: _Story) -> _Told | None:
    if reading.value.startswith(_TIME_OF_SOME_DAY):
        return told.day
    if (named := _DAY_OF_MONTH.match(reading.value)) and (same := told.days.get(int(named.group(1)))):
        return same
    if (
        reading.told and reading.value.startswith("@D") and told.day
    ):  # "the same day" is a day's, not a year's
        return told.day
    if reading.told or (document.narrative and not reading.value.startswith("@D")):
        return told.last
    if told.last and _LACKS_YEAR.match(reading.value) and _in_its_sentence(told.last, reading, document):
        return told.last
    return None


def _compared(reading: Reading, told: _Story) -> Reading:
    """Turn years into quarters where a quarter is compared: "in the third quarter, from … a year ago"."""
    years = _YEARS_BACK.fullmatch(reading.value)
    if not (reading.compares and years and told.last and told.last.days.precision == "quarter"):
        return reading
    return replace(reading, value=f"@Q-{4 * int(years.group(1))}", told=True)


def _in_ancient_year(reading: Reading, told: _Story) -> Reading:
    """Give "that spring" and "in August" the year before our era that was told last."""
    hole = _YEAR_OF_STORY.match(reading.value)
    if told.ancient is None or hole is None or reading.type in ("DURATION", "SET"):
        return reading
    return replace(reading, value=told.ancient + reading.value[hole.end() :].partition("~")[0])


def _in_its_sentence(told: _Told, reading: Reading, document: _Document) -> bool:
    """Tell whether a date of long ago was told in the sentence of `reading`: it gives its year there."""
    if document.created is None or told.days.distance(document.created) < _LONG_AGO:
        return False
    first, _ = sentence(document.text, reading.start, reading.end)
    return told.end > first


def _dated(text: str, reading: Reading, resolved: Resolved) -> Dated:
    written = text[reading.start : reading.end]
    covered = resolved.days
    return Dated(
        timex=Timex(reading.start, reading.end, written, reading.type, resolved.value, reading.mod),
        start=covered.start.isoformat() if covered else None,
        end=covered.end.isoformat() if covered else None,
        precision=resolved.precision,
        basis=resolved.basis,
        steps=tuple(f"{written} → {step}" for step in resolved.steps),
        rule=reading.rule,
    )
