"""Read a machine-written date or date-time: ISO 8601 and RFC 2822, nothing else.

A date is as precise as it is written, and what may mean two days (03/05/2026) is not read at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from datelines.sources.records import DctPrecision

# ISO 8601-1:2019, calendar dates, extended and basic, reduced precision allowed in the extended form.
# RFC 3339 allows the space for the "T". Groups: year month day hour minute second offset.
_TIME = r"[Tt ](?P<hour>\d\d)(?::?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?)?"
_OFFSET = r"\s?(?P<offset>[Zz]|UTC|GMT|[+-]\d\d(?::?\d\d)?)?"
_EXTENDED = re.compile(
    rf"(?P<year>\d{{4}})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:{_TIME}{_OFFSET})?)?)?", re.ASCII
)
_BASIC = re.compile(rf"(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d)(?:{_TIME}{_OFFSET})?", re.ASCII)
_WEEK_DATE = re.compile(r"\d{4}-?W\d\d-?[1-7]", re.ASCII)
# RFC 2822 section 3.3 and its obsolete forms; the standard library's parser takes far more than that.
_RFC2822 = re.compile(
    r"(?:[A-Z][a-z]{2},?\s+)?\d{1,2}\s+[A-Z][a-z]{2}\s+(?:\d{4}|\d\d)\s+\d\d:\d\d(?P<second>:\d\d)?"
    r"(?:\s+(?P<zone>[+-]\d{4}|[A-Z]{1,5}))?(?:\s+\(.*\))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """`value` is ISO 8601, no finer than `precision`; an offset stands only where one was written."""

    value: str
    precision: DctPrecision


def parse_moment(text: str) -> Moment | None:
    """Return the moment that `text` names, or None where it is neither ISO 8601 nor RFC 2822.

    "Z", "UTC" and "GMT" give "Z": RFC 9557 (section 2) reads it as UTC with the local offset unknown,
    whereas "+00:00" says that the local time is UTC.

    >>> parse_moment("2026-03-05T23:40:12+0500")
    Moment(value='2026-03-05T23:40:12+05:00', precision='second')
    >>> parse_moment("Thu, 05 Mar 2026 23:40:00 GMT")
    Moment(value='2026-03-05T23:40:00Z', precision='second')
    >>> parse_moment("2026-03")
    Moment(value='2026-03', precision='month')
    >>> parse_moment("03/05/2026") is None
    True
    """
    text = text.strip()
    try:
        return _iso(text) or _rfc2822(text)
    except (ValueError, OverflowError):  # the right shape, but no such day: 2026-02-30
        return None


def _iso(text: str) -> Moment | None:
    if _WEEK_DATE.fullmatch(text):
        return Moment(date.fromisoformat(text).isoformat(), "day")
    match = _EXTENDED.fullmatch(text) or _BASIC.fullmatch(text)
    if match is None:
        return None
    part = match.groupdict()
    numbers = {
        name: int(part[name]) for name in ("year", "month", "day", "hour", "minute", "second") if part[name]
    }
    datetime(**{"month": 1, "day": 1, **numbers}, tzinfo=UTC)  # ValueError for a day or hour there is not
    day = "-".join(part[name] for name in ("year", "month", "day") if part[name])
    if not part["hour"]:
        return Moment(day, "day" if part["day"] else "month" if part["month"] else "year")
    finest: DctPrecision = "second" if part["second"] else "minute" if part["minute"] else "hour"
    clock = ":".join(part[name] for name in ("hour", "minute", "second") if part[name])
    return Moment(f"{day}T{clock}{_offset(part['offset'])}", finest)


def _offset(written: str | None) -> str:
    """Return "", "Z" or ±HH:MM. Raises ValueError for an offset that no place has."""
    if not written:
        return ""
    if written.upper() in {"Z", "UTC", "GMT"}:
        return "Z"
    hours, minutes = written[1:3], written[-2:] if len(written) > 3 else "00"
    if timedelta(hours=int(hours), minutes=int(minutes)) > timedelta(hours=14) or int(minutes) > 59:
        raise ValueError(f"no place has the offset {written}")
    return f"{written[0]}{hours}:{minutes}"


def _rfc2822(text: str) -> Moment | None:
    match = _RFC2822.fullmatch(text)
    if match is None:
        return None
    # An unknown zone name (ALMT) gives a naive date-time: its local day stands, no offset is invented.
    when = parsedate_to_datetime(text)
    finest: DctPrecision = "second" if match["second"] else "minute"
    value = when.replace(tzinfo=None).isoformat(timespec=f"{finest}s")
    if match["zone"] in {"GMT", "UT", "UTC", "Z"}:
        return Moment(value + "Z", finest)
    return Moment(value + (when.isoformat()[19:] if when.tzinfo else ""), finest)
