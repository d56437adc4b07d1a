"""Days that move from year to year: feasts of the sun and moon, and the nth weekday of a month."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

# The library's tables of lunar dates: its public interface gives them only as the holidays of one
# country, under that country's names. tests/extractors/time/test_calendar.py watches that they stay.
from holidays.calendars.chinese import _ChineseLunisolar
from holidays.calendars.islamic import _IslamicLunar

_NAME = re.compile(r"(?:(\d{1,2})-([1-5]|last)-([1-7])|([a-z-]+?))(?:-(before|after)-(\d{1,2}))?")
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

    `name` is a feast (``easter``) or month, number and ISO weekday (``11-4-4`` the fourth Thursday of
    November, ``05-last-1``), and may go on ``-before-2`` or ``-after-1``. Raises `KeyError` for a name
    that is not known. The lunar tables begin in 1925.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        raise KeyError(name)
    month, number, weekday, feast, side, count = match.groups()
    if not 1583 <= year <= 4099:  # dateutil's Easter knows the Gregorian calendar alone
        return None
    day = _FEASTS[feast](year) if feast else _nth_weekday(year, int(month), number, int(weekday))
    if day is None:
        return None
    return (day + timedelta(days=int(count or 0) * (-1 if side == "before" else 1))).isoformat()


def _nth_weekday(year: int, month: int, number: str, weekday: int) -> date | None:
    first = date(year, month, 1)
    earliest = first + timedelta(days=(weekday - first.isoweekday()) % 7)
    of_month = [day for week in range(5) if (day := earliest + timedelta(weeks=week)).month == month]
    index = len(of_month) - 1 if number == "last" else int(number) - 1
    return of_month[index] if index < len(of_month) else None
