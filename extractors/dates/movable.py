"""Days that move from year to year: feasts of the sun and moon, and the nth weekday of a month."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

# The library's tables of lunar dates: its public interface gives them only as the holidays of one
# country, under that country's names. tests/test_dates_calendar.py watches that they stay.
from holidays.calendars.chinese import _ChineseLunisolar
from holidays.calendars.islamic import _IslamicLunar

_NTH_WEEKDAY = re.compile(r"(\d{1,2})-([1-5]|last)-([1-7])")
_FEAST = re.compile(r"([a-z-]*[a-z])(?:-(before|after)-(\d{1,2}))?")
_ISLAMIC = _IslamicLunar()
_CHINESE = _ChineseLunisolar()


def _islamic(name: str) -> Callable[[int], date | None]:
    """A lunar year is shorter than the sun's: of two feasts in a year the later one is taken."""

    def on(year: int) -> date | None:
        found = [day for day, _ in getattr(_ISLAMIC, f"{name}_dates")(year) if day.year == year]
        return max(found, default=None)

    return on


def _lunar_new_year(year: int) -> date | None:
    found = _CHINESE.lunar_new_year_date(year)
    return found[0] if found else None


_FEASTS: dict[str, Callable[[int], date | None]] = {
    "easter": lambda year: easter(year, EASTER_WESTERN),
    "orthodox-easter": lambda year: easter(year, EASTER_ORTHODOX),
    "lunar-new-year": _lunar_new_year,
    "ramadan-begins": _islamic("ramadan_beginning"),
    "eid-al-fitr": _islamic("eid_al_fitr"),
    "eid-al-adha": _islamic("eid_al_adha"),
    "islamic-new-year": _islamic("hijri_new_year"),
    "mawlid": _islamic("mawlid"),
}


def movable(year: int, name: str) -> str | None:
    """Return the ISO day on which a moving day falls in `year`; None where the tables do not reach.

    `name` is a feast (``easter``, ``easter-before-2``, ``eid-al-fitr``) or month, number and ISO
    weekday (``11-4-4`` the fourth Thursday of November, ``5-last-1``). Raises `KeyError` for a feast
    that is not known. Lunar dates before 1925 or after 2075 are outside the library's tables.
    """
    if match := _NTH_WEEKDAY.fullmatch(name):
        return _nth_weekday(year, int(match.group(1)), match.group(2), int(match.group(3)))
    match = _FEAST.fullmatch(name)
    if match is None:
        raise KeyError(name)
    feast, side, count = match.groups()
    day = _FEASTS[feast](year) if 1583 <= year <= 4099 else None
    if day is None:
        return None
    shift = int(count or 0) * (-1 if side == "before" else 1)
    return (day + timedelta(days=shift)).isoformat()


def _nth_weekday(year: int, month: int, number: str, weekday: int) -> str | None:
    if not 1 <= year <= 9998:
        return None
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.isoweekday()) % 7)
    of_month = [day + timedelta(weeks=week) for week in range(5)]
    of_month = [day for day in of_month if day.month == month]
    index = len(of_month) - 1 if number == "last" else int(number) - 1
    return of_month[index].isoformat() if index < len(of_month) else None
