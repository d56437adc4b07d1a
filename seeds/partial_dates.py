"""The first and the last day that a date of year, month or day precision can mean (ISO 8601)."""

from __future__ import annotations

from calendar import monthrange

BEGINNING, END = "0000-00-00", "9999-99-99"


def first_day(date: str | None) -> str:
    """Return the earliest day `date` can mean: 2004-09 -> 2004-09-01; null sorts before all days."""
    if date is None:
        return BEGINNING
    return date + "-01-01"[len(date) - 4 :]


def last_day(date: str | None) -> str:
    """Return the latest day `date` can mean: 2004-02 -> 2004-02-29; null sorts after all days."""
    if date is None:
        return END
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        return f"{date}-{monthrange(int(date[:4]), int(date[5:]))[1]:02}"
    return date


def within(day: str, start: str | None, end: str | None) -> bool:
    """Say whether `day` may lie between two dates of any precision, both inclusive."""
    return first_day(start) <= day <= last_day(end)


def touches(days: tuple[str, str], span: tuple[str | None, str | None]) -> bool:
    """Say whether two ISO days with all between them may share a day with two dates of any precision."""
    return first_day(span[0]) <= days[1] and days[0] <= last_day(span[1])


def overlap(first: tuple[str | None, str | None], second: tuple[str | None, str | None]) -> bool:
    """Say whether two spans surely share a day other than one on which both touch.

    A null start has always been, a null end is still to come.
    """
    return _surely_before(first[0], second[1]) and _surely_before(second[0], first[1])


def _surely_before(start: str | None, end: str | None) -> bool:
    return start is None or end is None or last_day(start) < first_day(end)
