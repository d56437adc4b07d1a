"""Finish a TIMEX3 value with the day it hangs on: unfinished value + anchor -> value, days, steps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from datelines.extractors.time.calendar import Days, days, month_after, moved
from datelines.extractors.time.movable import movable
from datelines.sources.records import Precision

_NEAR_FUTURE = 10  # years; not measured: chosen by hand
NEVER = 10**7  # days: more than the calendar has
Toward = Literal["past", "future"]
DateBasis = Literal["text", "text+dct", "text+context"]

_CLOCK = re.compile(r"(.+?)(T(?:\d\d.*|[A-Z]{2}))?")
_STEP = re.compile(r"@(TH|TM|TS|DE|CE|ML|WE|FN|[DWMQYH])([+-]\d+)(.*)")
_STEP_HOLES = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "FN": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
}
_CLOCK_UNITS = {"TH": "hours", "TM": "minutes", "TS": "seconds"}
_YEAR_HOLE = re.compile(r"XXXX(-(?:\d\d(?:-\d\d)?|Q\d|H\d|SP|SU|FA|WI)|![a-z0-9-]+)")
_MONTH_HOLE = re.compile(r"XXXX-XX-(\d\d)")
_DAY_HOLE = re.compile(r"XXXX-XX-XX")
_WEEK_HOLE = re.compile(r"XXXX-WXX-([1-7])")
_WEEKEND_HOLE = re.compile(r"XXXX-WXX-WE")
_CENTURY_HOLE = re.compile(r"XX(\d\d)(.*)")
_MOVABLE = re.compile(r"(\d{4})!([a-z0-9-]+)")
_WEEK_OF = "^W"
_WEEK_DAY = re.compile(r"(\d{4})-W(\d\d)-([1-7])")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day an expression hangs on, what to call it, and which way its holes are filled.

    `until` is the last day where the anchor is wider than one: what lies inside it is near. With `apart`
    its own day is on neither side. `reluctance` is how many days nearer a date on the other side must be
    to be preferred all the same. `clock` is the anchor's time where it is known.
    """

    day: date
    name: str
    basis: DateBasis
    toward: Toward | None = None
    reluctance: int = NEVER
    apart: bool = False
    why: str = ""
    until: date | None = None
    clock: datetime | None = None

    def distance(self, span: Days) -> int:
        return max((span.start - (self.until or self.day)).days, (self.day - span.end).days, 0)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A finished value. `days` is None where it names none; `steps` tell how it was reached."""

    value: str
    days: Days | None
    basis: DateBasis | None
    steps: tuple[str, ...]

    @property
    def precision(self) -> Precision | None:
        return self.days.precision if self.days else None


def resolve(value: str, anchor: Anchor | None) -> Resolved:
    """Fill the holes of an unfinished value from `anchor`; without one they stay."""
    if "/" in value:
        return _resolve_range(value, anchor)
    if value.endswith(_WEEK_OF):
        return _week_around(resolve(value.removesuffix(_WEEK_OF), anchor))
    value, _, weekday = value.partition("~")
    match = _CLOCK.fullmatch(value)
    stem, clock = match.groups("") if match else (value, "")
    try:
        filled, step = _fill(stem, int(weekday) if weekday else None, anchor)
    except (OverflowError, ValueError):  # outside the calendar: before year 1 or after 9999
        filled, step = None, None
    if filled is None:
        open_value = _with_holes(stem) + clock
        return Resolved(open_value, None, None, (f"{open_value}: nothing fills its holes",))
    finished = filled + clock
    covered = days(filled)
    if step is None:
        return Resolved(finished, covered, "text" if covered else None, (finished,))
    basis = anchor.basis if anchor and covered else None
    return Resolved(finished, covered, basis, (f"{step} → {finished}",))


def _week_around(day: Resolved) -> Resolved:
    week = moved(day.days.start, "W", 0) if day.days else None
    if week is None:
        return replace(day, value="XXXX-WXX", days=None, basis=None)
    return replace(day, value=week, days=days(week), steps=(*day.steps, f"its week → {week}"))


def _resolve_range(value: str, anchor: Anchor | None) -> Resolved:
    """Resolve both ends; the later one is looked for from the earlier one on."""
    head, _, tail = value.partition("/")
    first = resolve(head, anchor)
    last = resolve(tail, _onward(first, anchor))
    finished = f"{first.value}/{last.value}"
    covered = days(finished)
    basis = first.basis if first.basis != "text" else last.basis
    return Resolved(finished, covered, basis if covered else None, first.steps + last.steps)


def _onward(first: Resolved, anchor: Anchor | None) -> Anchor | None:
    if anchor is None or first.days is None:
        return anchor
    return replace(anchor, day=first.days.start, name="its beginning", toward="future", why="")


def _with_holes(stem: str) -> str:
    """Return what TIMEX3 can say of a stem that nothing anchors: its holes, without our own signs."""
    if step := _STEP.match(stem):
        unit, shift, rest = step.groups()
        if unit in _CLOCK_UNITS:
            return "PAST_REF" if int(shift) < 0 else "FUTURE_REF"
        return _STEP_HOLES.get(unit, "XXXX") + rest
    return re.sub(r"!.*", "-XX-XX", stem)


def _fill(stem: str, weekday: int | None, anchor: Anchor | None) -> tuple[str | None, str | None]:
    """Return the filled stem and the step that filled it: (None, None) where an anchor is missing."""
    if named := _MOVABLE.fullmatch(stem):
        return movable(int(named.group(1)), named.group(2)), f"{named.group(2)} of {named.group(1)}"
    if not stem.startswith(("@", "X")):
        return _plain_day(stem), None
    if anchor is None:
        return None, None
    if step := _STEP.fullmatch(stem):
        unit, shift, rest = step.groups()
        base = _clock_moved(anchor, unit, int(shift)) or moved(anchor.day, unit, int(shift))
        if base is None:
            return None, None
        return _plain_day(base + rest), f"{_steps(int(shift), unit)} from {anchor.name} {anchor.day}"
    for hole, candidates in _HOLES:
        if match := hole.fullmatch(stem):
            return _choose(stem, list(candidates(match, anchor.day)), weekday, anchor)
    return None, None


def _clock_moved(anchor: Anchor, unit: str, shift: int) -> str | None:
    if anchor.clock is None or unit not in _CLOCK_UNITS:
        return None
    moment = anchor.clock + timedelta(**{_CLOCK_UNITS[unit]: shift})
    return moment.isoformat(timespec="minutes")[:16]


def _steps(shift: int, unit: str) -> str:
    return f"{shift:+}{unit}" if shift else f"the same {unit}"


def _plain_day(stem: str) -> str:
    """Write a day of a week (1998-W12-2) as a day of a month, and finish what else is only a form."""
    if match := _WEEK_DAY.fullmatch(stem):
        year, week, weekday = map(int, match.groups())
        return date.fromisocalendar(year, week, weekday).isoformat()
    return stem


def _years(match: re.Match[str], day: date) -> Iterator[str]:
    rest = match.group(1)
    for year in range(day.year - 7, day.year + 8):
        value = movable(year, rest[1:]) if rest.startswith("!") else f"{year:04}{rest}"
        if value:
            yield value


def _months(match: re.Match[str], day: date) -> Iterator[str]:
    for shift in range(-2, 3):
        year, month = month_after(day.year, day.month, shift)
        yield f"{year:04}-{month:02}-{match.group(1)}"


def _anchor_day(_: re.Match[str], day: date) -> Iterator[str]:
    yield day.isoformat()


def _weeks(match: re.Match[str], day: date) -> Iterator[str]:
    here = day + timedelta(days=int(match.group(1)) - day.isoweekday())
    for weeks in (-1, 0, 1):
        yield (here + timedelta(weeks=weeks)).isoformat()


def _weekends(_: re.Match[str], day: date) -> Iterator[str]:
    for weeks in (-1, 0, 1):
        year, week, _weekday = (day + timedelta(weeks=weeks)).isocalendar()
        yield f"{year:04}-W{week:02}-WE"


def _centuries(match: re.Match[str], day: date) -> Iterator[str]:
    """A century left out is the latest that makes no more than a near future of the year."""
    century = (day.year + _NEAR_FUTURE - int(match.group(1))) // 100
    yield f"{century:02}{match.group(1)}{match.group(2)}"


_HOLES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Iterator[str]]], ...] = (
    (_YEAR_HOLE, _years),
    (_DAY_HOLE, _anchor_day),
    (_MONTH_HOLE, _months),
    (_WEEK_HOLE, _weeks),
    (_WEEKEND_HOLE, _weekends),
    (_CENTURY_HOLE, _centuries),
)


def _choose(
    stem: str, values: list[str], weekday: int | None, anchor: Anchor
) -> tuple[str | None, str | None]:
    """Choose what fills a hole: the weekday must agree, then the nearest on the right side is taken."""
    covered = [(value, span) for value in values if (span := days(value))]
    agreeing = [(value, span) for value, span in covered if weekday == span.start.isoweekday()]
    pool = agreeing or covered
    if not pool:
        return None, None
    value, span = min(pool, key=lambda item: (_cost(item[1], anchor), item[1].start))
    fixed = ", its weekday agreeing" if agreeing else ""
    cue = f" ({anchor.why})" if anchor.why else ""
    return value, f"{_side(stem, span, anchor)} {anchor.name} {anchor.day}{fixed}{cue}"


def _cost(span: Days, anchor: Anchor) -> int:
    wrong_side = anchor.toward is not None and not _on_side(span, anchor)
    return anchor.distance(span) + (anchor.reluctance if wrong_side else 0)


def _side(stem: str, span: Days, anchor: Anchor) -> str:
    if anchor.toward is None or not _on_side(span, anchor):
        return f"{stem} nearest to"
    return f"latest {stem} not after" if anchor.toward == "past" else f"first {stem} not before"


def _on_side(span: Days, anchor: Anchor) -> bool:
    """Tell whether days lie on the side the anchor asks for; those around it lie on both."""
    if anchor.apart and span.start == anchor.day == span.end:
        return False
    return span.start <= anchor.day if anchor.toward == "past" else span.end >= anchor.day
