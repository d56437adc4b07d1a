"""Readings: expressions with their unfinished values, neighbours that are one expression joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from datelines.extractors.time.find import Found
from datelines.extractors.time.patterns import JoinPattern
from datelines.extractors.time.value import unfinished
from datelines.seeds.models.timex import Toward
from datelines.sources.records import TimexType

_GAP = 16  # characters between neighbours that a join may bridge; not measured: chosen by hand
_SOME_DAY = "XXXX-XX-XXT"
_DAY = re.compile(r"[\dX]{4}-(?:\d\d|XX)-\d\d(?:~\d?)?$|XXXX-WXX-\d$|@D[+-]\d+(?:TNI)?$|@W[+-]\d+-\d$")
_SOME_ERA, _BEFORE_OUR_ERA = "ERA", "BC"
_NO_YEAR = re.compile(r"XXXX-(\d\d)")
_WITH_YEAR = re.compile(r"(\d{4})-(\d\d)")


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression as the text gives it, before any anchor: its span, type and unfinished value."""

    start: int
    end: int
    type: TimexType
    value: str
    mod: str | None
    rule: str
    toward: Toward | None = None
    apart: bool = False
    told: bool = False
    compares: bool = False


def read(found: Found) -> Reading:
    """Return what a match means, still without an anchor."""
    row = found.rule.row
    return Reading(
        start=found.start,
        end=found.end,
        type=row.type,
        value=unfinished(found),
        mod=found.mod,
        rule=found.rule.id,
        toward=row.toward,
        apart=row.apart,
        told=row.told,
        compares=row.compares,
    )


def forward(readings: Iterable[Reading]) -> list[Reading]:
    """Drop ranges that run backwards, "2025/06" or "June 12-5": they are something else.

    One that shares a year and runs over its end, "December-January 2026", begins in the year before.
    """
    turned = (replace(reading, value=_over_new_year(reading.value)) for reading in readings)
    return [reading for reading in turned if not _runs_back(reading.value)]


def _over_new_year(value: str) -> str:
    head, _, tail = value.partition("/")
    first, last = _WITH_YEAR.match(head), _WITH_YEAR.match(tail)
    if first and last and first.group(1) == last.group(1) and first.group(2) > last.group(2):
        return f"{int(first.group(1)) - 1:04}{head[4:]}/{tail}"
    return value


def _runs_back(value: str) -> bool:
    head, slash, tail = value.partition("/")
    if not slash or len(head) != len(tail):
        return False
    turns = head.startswith("XXXX-") and head[:7] != tail[:7]  # from December into January
    return tail <= head and not turns


def in_era(readings: Sequence[Reading]) -> list[Reading]:
    """Give years of three digits the era that the text counts in, and drop them where it tells none."""
    told = any(reading.value.startswith(_BEFORE_OUR_ERA) for reading in readings)
    return [
        replace(reading, value=reading.value.replace(_SOME_ERA, _BEFORE_OUR_ERA))
        for reading in readings
        if told or not reading.value.startswith(_SOME_ERA)
    ]


def join(readings: Iterable[Reading], folded: str, joins: Sequence[JoinPattern]) -> list[Reading]:
    """Return the readings with neighbours made one, or given one year, where a join says so."""
    joined: list[Reading] = []
    for reading in readings:
        last = joined.pop() if joined else None
        joined += _pair(last, reading, folded, joins) if last else (reading,)
    return joined


def _pair(first: Reading, second: Reading, folded: str, joins: Sequence[JoinPattern]) -> tuple[Reading, ...]:
    if second.start - first.end <= _GAP:
        between = folded[first.end : second.start]
        for rule in joins:
            if rule.between.fullmatch(between) and (pair := _JOINS[rule.row.kind](first, second, rule.id)):
                return pair
    return first, second


def _time_date(first: Reading, second: Reading, rule: str) -> tuple[Reading, ...] | None:
    return _at_time(first, second, rule) if _is_time(first) and _is_day(second) else None


def _date_time(first: Reading, second: Reading, rule: str) -> tuple[Reading, ...] | None:
    single = "/" not in first.value
    return _at_time(second, first, rule) if single and _is_time(second) and _is_day(first) else None


def _at_time(time: Reading, day: Reading, rule: str) -> tuple[Reading, ...]:
    first_day = day.value.partition("/")[0]  # "the night of 18-19 December" begins on the 18th
    stem, mark, weekday = first_day.partition("~")
    stem = stem.partition("T")[0]
    value = f"{stem}T{time.value.removeprefix(_SOME_DAY)}{mark}{weekday}"
    start, end = min(time.start, day.start), max(time.end, day.end)
    whole = replace(day, start=start, end=end, type="TIME", value=value, mod=time.mod or day.mod, rule=rule)
    return (whole,)


def _shared_year(first: Reading, second: Reading, _: str) -> tuple[Reading, ...] | None:
    """Give the one that lacks a year that of the other; a year turns where the months run backwards."""
    if (lacking := _NO_YEAR.match(first.value)) and (given := _WITH_YEAR.match(second.value)):
        year = int(given.group(1)) - (lacking.group(1) > given.group(2))
        return replace(first, value=f"{year:04}{first.value[4:]}"), second
    if (given := _WITH_YEAR.match(first.value)) and (lacking := _NO_YEAR.match(second.value)):
        year = int(given.group(1)) + (lacking.group(1) < given.group(2))
        return first, replace(second, value=f"{year:04}{second.value[4:]}")
    return None


def _is_time(reading: Reading) -> bool:
    return reading.type == "TIME" and reading.value.startswith(_SOME_DAY)


def _is_day(reading: Reading) -> bool:
    """Tell whether a reading is a day or begins with one: of a month, of the week, or counted in days."""
    return reading.type in ("DATE", "TIME") and bool(_DAY.match(reading.value.partition("/")[0]))


_JOINS: Mapping[str, Callable[[Reading, Reading, str], tuple[Reading, ...] | None]] = {
    "time-date": _time_date,
    "date-time": _date_time,
    "shared-year": _shared_year,
}
