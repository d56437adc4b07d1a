"""The calendar behind TIMEX3 values: which days a value covers, and values moved by whole units.

Weeks are ISO 8601 weeks. Seasons are the meteorological ones of the northern hemisphere, and a
winter bears the year of its December. All functions are pure; a value that names no days gives None.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MINYEAR, date, timedelta

from datelines.sources.records import Precision

_VALUE = re.compile(
    r"(?P<year>\d{2,4})"
    r"(?:-W(?P<week>\d\d)(?P<weekend>-WE)?"
    r"|-Q(?P<quarter>[1-4])|-H(?P<half>[12])|-(?P<season>SP|SU|FA|WI)"
    r"|-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T.+)?)?)?"
)
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS = {"Y": 12, "Q": 3, "M": 1, "H": 6}
_WEEKS = {"W": 1, "WE": 1, "FN": 2}
_YEARS = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, both inclusive."""

    start: date
    end: date
    precision: Precision

    def distance(self, day: date) -> int:
        """Return how many days lie between `day` and the stretch; 0 inside it."""
        return max((self.start - day).days, (day - self.end).days, 0)


def month_after(year: int, month: int, shift: int) -> tuple[int, int]:
    """Return year and month `shift` months on."""
    index = year * 12 + month - 1 + shift
    return index // 12, index % 12 + 1


def months(year: int, month: int, count: int, precision: Precision) -> Days | None:
    """Return `count` whole months from the given one, or None outside the calendar."""
    last_year, last_month = month_after(year, month, count - 1)
    if not MINYEAR <= year <= last_year <= 9999:
        return None
    last_day = monthrange(last_year, last_month)[1]
    return Days(date(year, month, 1), date(last_year, last_month, last_day), precision)


def days(value: str) -> Days | None:
    """Return the days a TIMEX3 value covers; None for holes, references, durations and non-dates."""
    if "/" in value:
        first, _, last = value.partition("/")
        begin, finish = days(first), days(last)
        if begin is None or finish is None or finish.end < begin.start:
            return None
        return Days(begin.start, finish.end, "interval")
    match = _VALUE.fullmatch(value.removesuffix("-XX-XX"))  # 12/5/2026: the year is sure
    if match is None:
        return None
    part = match.groupdict()
    digits = part["year"]
    if len(digits) < 4:
        return _many_years(digits) if digits == value else None
    year = int(digits)
    if part["week"]:
        return _week(year, int(part["week"]), bool(part["weekend"]))
    if part["quarter"]:
        return months(year, int(part["quarter"]) * 3 - 2, 3, "quarter")
    if part["half"]:
        return months(year, int(part["half"]) * 6 - 5, 6, "half")
    if part["season"]:
        return months(year, _SEASON_MONTH[part["season"]], 3, "season")
    if part["day"]:
        return _day(year, int(part["month"]), int(part["day"]))
    if part["month"]:
        return months(year, int(part["month"]), 1, "month") if 1 <= int(part["month"]) <= 12 else None
    return months(year, 1, 12, "year")


def _many_years(digits: str) -> Days | None:
    """A decade (199) or, as a century (19), an interval of a hundred years."""
    width = 10 ** (4 - len(digits))
    return months(int(digits) * width, 1, 12 * width, "decade" if width == 10 else "interval")


def _week(year: int, week: int, weekend: bool) -> Days | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
        first = monday + timedelta(days=5) if weekend else monday
        return Days(first, monday + timedelta(days=6), "interval" if weekend else "week")
    except (ValueError, OverflowError):  # a year with 52 weeks, or the calendar's end
        return None


def _day(year: int, month: int, day: int) -> Days | None:
    try:
        found = date(year, month, day)
    except ValueError:  # 31 June
        return None
    return Days(found, found, "day")


def moved(day: date, unit: str, shift: int) -> str | None:
    """Return the value of the calendar unit that lies `shift` units from the one around `day`.

    D gives a day, W and FN a week, WE a weekend, M a month, Q a quarter, Y a year, DE a decade's
    three digits, CE a century's two. None outside the calendar.
    """
    try:
        if unit == "D":
            return (day + timedelta(days=shift)).isoformat()
        if unit in _WEEKS:
            year, week, _ = (day + timedelta(weeks=shift * _WEEKS[unit])).isocalendar()
            return f"{year:04}-W{week:02}" + ("-WE" if unit == "WE" else "")
    except OverflowError:
        return None
    if unit in ("M", "Q", "H"):
        year, month = month_after(day.year, day.month, shift * _MONTHS[unit])
        if not MINYEAR <= year <= 9999:
            return None
        if unit == "M":
            return f"{year:04}-{month:02}"
        return f"{year:04}-{unit}{(month - 1) // _MONTHS[unit] + 1}"
    if unit in _YEARS:
        year = day.year + shift * _YEARS[unit]
        if not MINYEAR <= year <= 9999:
            return None
        return f"{year:04}"[: {"DE": 3, "CE": 2}.get(unit, 4)]
    return None
