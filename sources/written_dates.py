"""Dates as people write them on pages and in feeds: "5 März 2026", "2026年3月5日", "Чт, 05 мар 2026 23:40".

The names of months are those of the CLDR, for every language of ``seeds/languages.yml``. A date in digits
counts only where it has one reading: 19.12.2025 has, 05.03.2026 has not, unless the source's `order` says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names

from datelines.seeds.models.languages import languages
from datelines.sources.moments import Moment, parse_moment

Order = Literal["dmy", "mdy"]

FIRST_YEAR = 1800  # of a newspaper's archive; what is older is a field that nobody filled in
UNFILLED = frozenset({"1900-01-01", "1970-01-01"})  # what programs write for "no date"
MAX_LABEL = 90  # characters: a longer text is a sentence, and its date may be that of what it tells

_YEAR, _DAY = r"(?P<year>(?:19|20)\d\d)", r"(?P<day>0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
_GAP = r"[\s.,/-]{1,3}"
_CLOCK = re.compile(
    r"(?<!\d)(?P<clock>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?!\d)"
    r"(?P<half>\s?[AaPp]\.?[Mm])?\s?(?:(?:UTC|GMT)(?=[+-]))?(?P<offset>Z\b|UTC\b|GMT\b|[+-]\d\d:?\d\d)?"
)
# Between year, month and day other languages put a word: "5 de marzo de 2026", "2026 жылғы 5 наурыз",
# "2026-yil 5-mart", "den 5. mars 2026".
_LINK = rf"(?:{_GAP}[^\W\d]{{1,5}}\.?)?"


def written_date(label: str, order: Order | None = None) -> Moment | None:
    """Return the date that a short label holds; None for none, for several, and for one with two readings.

    A clock time is kept, with its offset if that is written in digits; "2:30 pm" is left out.

    >>> written_date("Posted: 5 марта 2026, 23:40")
    Moment(value='2026-03-05T23:40', precision='minute')
    >>> written_date("05.03.2026") is None
    True
    >>> written_date("05.03.2026", order="dmy")
    Moment(value='2026-03-05', precision='day')
    """
    text = " ".join(label.split())
    if len(text) > MAX_LABEL:
        return None
    machine = parse_moment(text)
    if machine is not None:
        return machine
    days = set(_days(text, order))
    if len(days) != 1:
        return None
    day = days.pop().isoformat()
    clock = _CLOCK.search(text)
    return _with_clock(day, clock) if clock and not clock["half"] else Moment(day, "day")


def is_filled_in(moment: Moment) -> bool:
    """Return whether a machine's date is more than the value of an empty field."""
    return moment.value[:10] not in UNFILLED and int(moment.value[:4]) >= FIRST_YEAR


def _with_clock(day: str, clock: re.Match[str]) -> Moment:
    parts = [clock["clock"].zfill(2), clock["minute"], clock["second"] or ""]
    written = f"{day}T{':'.join(filter(None, parts))}{clock['offset'] or ''}"
    return parse_moment(written) or Moment(day, "day")  # an offset that no place has leaves the day


def _days(text: str, order: Order | None) -> Iterator[date]:
    for pattern in _worded():
        for match in pattern.finditer(text):
            yield from _day(match["year"], _month_numbers()[match["name"].casefold()], match["day"])
    for pattern in _YEAR_FIRST:
        for match in pattern.finditer(text):
            yield from _day(match["year"], int(match["month"]), match["day"])
    for match in _DIGITS.finditer(text):
        yield from _digit_days(int(match["first"]), int(match["second"]), match["year"], order)


_YEAR_FIRST = (
    re.compile(rf"(?<!\d){_YEAR}(?P<sep>[-/.])\s?{_MONTH}(?P=sep)\s?{_DAY}(?!\d)"),
    re.compile(rf"(?<!\d){_YEAR}\s?[年년]\s?{_MONTH}\s?[月월]\s?{_DAY}\s?[日일]"),
)
_DIGITS = re.compile(rf"(?<![\d./-])(?P<first>\d\d?)(?P<sep>[./-])(?P<second>\d\d?)(?P=sep){_YEAR}(?![\d])")


def _digit_days(first: int, second: int, year: str, order: Order | None) -> Iterator[date]:
    """Yield the day of two numbers and a year, where only one order is possible or `order` is known."""
    readings = {"dmy": (second, first), "mdy": (first, second)}
    if order is not None:
        readings = {order: readings[order]}
    days = {day for month, number in readings.values() for day in _day(year, month, str(number))}
    if len(days) == 1:
        yield days.pop()


def _day(year: str, month: int, day: str) -> Iterator[date]:
    """Yield the day, if there is such a day."""
    try:
        yield date(int(year), month, int(day))
    except ValueError:  # 31 November
        return


@cache
def _month_numbers() -> dict[str, int]:
    """Return month names by number, in lower case; a name that is two months in two languages is left out."""
    numbers: defaultdict[str, set[int]] = defaultdict(set)
    for language in languages().languages:
        for name, number in _names_in(language.tag):
            for ending in ("", *language.month_endings):
                numbers[name.casefold().rstrip(".") + ending].add(number)
    return {name: found.pop() for name, found in numbers.items() if len(found) == 1}


def _names_in(tag: str) -> Iterator[tuple[str, int]]:
    try:
        locale = Locale.parse(tag)
    except UnknownLocaleError:  # a language that we tell apart but that the CLDR has no data for
        return
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names(width, context, locale).items():
                if any(letter.isalpha() for letter in name) and not name[0].isdigit():
                    yield name, number


@cache
def _worded() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of day-month-year, month-day-year and year-day-month with the month as a word."""
    names = "|".join(sorted(map(re.escape, _month_numbers()), key=len, reverse=True))
    name = rf"(?<!\w)(?P<name>{names})(?!\w)\.?"
    ordinal = r"(?:st|nd|rd|th|er|º|ª|\.)?"
    shapes = (
        rf"(?<![\d:]){_DAY}{ordinal}{_LINK}{_GAP}{name}{_LINK}{_GAP}{_YEAR}(?!\d)",
        rf"{name}{_GAP}{_DAY}{ordinal}{_GAP}{_YEAR}(?!\d)",
        rf"{name}\s{_DAY}\s\d\d?:[\d:]{{2,5}}\s(?:[A-Z]{{2,4}}\s|[+-]\d{{4}}\s)?{_YEAR}",  # ctime
        rf"(?<!\d){_YEAR}{_LINK}{_GAP}{_DAY}{ordinal}{_GAP}{name}",
    )
    return tuple(re.compile(shape, re.IGNORECASE) for shape in shapes)
