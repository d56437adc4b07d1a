"""Readings: expressions with their unfinished values, neighbours that are one expression joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractors.dates.find import Found
from extractors.dates.grammar import JoinPattern
from extractors.dates.value import unfinished
from seeds.models.timex import Toward
from sources.records import TimexType

_GAP = 16  # characters between neighbours that a join may bridge
_SOME_DAY = "XXXX-XX-XXT"


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression as the text gives it, before any anchor: its span, type and unfinished value."""

    start: int
    end: int
    type: TimexType
    value: str
    mod: str | None
    rule: str
    toward: Toward | None
    told: bool


def read(found: Found) -> Reading:
    """Return what a match means, still without an anchor."""
    row = found.rule.row
    return Reading(
        found.start, found.end, row.type, unfinished(found), found.mod, found.rule.id, row.toward, row.told
    )


def join(readings: Iterable[Reading], folded: str, joins: Iterable[JoinPattern]) -> list[Reading]:
    """Return the readings with neighbours made one where a join says so, left to right."""
    joined: list[Reading] = []
    for reading in readings:
        whole = _joined(joined[-1], reading, folded, joins) if joined else None
        if whole:
            joined[-1] = whole
        else:
            joined.append(reading)
    return joined


def _joined(first: Reading, second: Reading, folded: str, joins: Iterable[JoinPattern]) -> Reading | None:
    if second.start - first.end > _GAP:
        return None
    between = folded[first.end : second.start]
    for rule in joins:
        time, day = (first, second) if rule.row.first == "time" else (second, first)
        if _is_time(time) and _is_day(day) and rule.between.fullmatch(between):
            clock = time.value.removeprefix(_SOME_DAY)
            weekday = day.value.partition("~")
            value = f"{weekday[0]}T{clock}{weekday[1]}{weekday[2]}"
            mod = time.mod or day.mod
            return Reading(first.start, second.end, "TIME", value, mod, rule.id, day.toward, day.told)
    return None


def _is_time(reading: Reading) -> bool:
    return reading.type == "TIME" and reading.value.startswith(_SOME_DAY)


def _is_day(reading: Reading) -> bool:
    """Tell whether a reading is a day: with month and day, a weekday, or counted in days."""
    if reading.type != "DATE" or "/" in reading.value:
        return False
    stem = reading.value.partition("~")[0]
    return stem.count("-") == 2 or stem.startswith("@D")
