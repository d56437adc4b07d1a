"""The filters of a page: read from an address, checked, and written back into one.

An address that names something unknown is refused. Showing every event because ``contry=KAZ`` was
not understood would look like an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from urllib.parse import urlencode

LANES = ("country", "mechanism", "type")
ORDERS = ("newest", "oldest")
LONGEST = 200  # characters: longer than any name, short enough to print back in a message
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


class BadFilter(ValueError):
    """A filter that cannot be used; the message is one line for the person who typed it."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show. The empty string is "not filtered"; days are ISO, a month or a year will do."""

    actor: str = ""
    country: str = ""
    region: str = ""
    mechanism: str = ""
    type: str = ""
    factuality: str = ""
    since: str = ""
    until: str = ""
    q: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """How to show it: rows of the drawing, order and page of the table, and the chosen event."""

    lanes: str = LANES[0]
    order: str = ORDERS[0]
    page: int = 1
    event: str = ""


FILTER_NAMES = tuple(field.name for field in fields(Filters))


def _single(pairs: Iterable[tuple[str, str]], known: Iterable[str]) -> dict[str, str]:
    """Return each parameter once, blank ones left out. Raises `BadFilter` for an unknown or repeated one."""
    allowed, found = tuple(known), dict[str, str]()
    for name, value in pairs:
        if name not in allowed:
            raise BadFilter(f"there is no filter “{name[:LONGEST]}”; there are {', '.join(allowed)}")
        if name in found:
            raise BadFilter(f"{name} is given twice")
        if len(value) > LONGEST:
            raise BadFilter(f"{name} is longer than {LONGEST} characters")
        found[name] = value.strip()
    return {name: value for name, value in found.items() if value}


def _no_day(name: str, value: str) -> str | None:
    if not _DAY.fullmatch(value):
        return f"{name} is a day, a month or a year (2025-12-19, 2025-12 or 2025), not “{value}”"
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return f"{name}: there is no {value} in the calendar"
    return None


def _whole_number(name: str, value: str, least: int, most: int) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 10 and least <= int(value) <= most):
        raise BadFilter(f"{name} is a whole number from {least} to {most}, not “{value}”")
    return int(value)


def one_of(name: str, value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise BadFilter(f"{name} is one of {', '.join(choices)}, not “{value}”")
    return value


def _filters(given: Mapping[str, str]) -> Filters:
    return Filters(**{name: given[name] for name in FILTER_NAMES if name in given})


def wrong_days(filters: Filters) -> list[str]:
    """Return a line for each day that is none, else one where no day is left between the two."""
    days = {name: value for name, value in (("since", filters.since), ("until", filters.until)) if value}
    if wrong := [line for name, value in days.items() if (line := _no_day(name, value))]:
        return wrong
    # A shorter day is a prefix of a longer one: 2025 … 2025-03 is an order that makes sense.
    shortest = min(len(filters.since), len(filters.until))
    if filters.since[:shortest] > filters.until[:shortest]:
        return [f"since ({filters.since}) is after until ({filters.until})"]
    return []


def read_page(pairs: Iterable[tuple[str, str]]) -> tuple[Filters, View]:
    """Read the query string of the page. Raises `BadFilter`."""
    given = _single(pairs, (*FILTER_NAMES, *(field.name for field in fields(View))))
    view = View(
        lanes=one_of("lanes", given.get("lanes", LANES[0]), LANES),
        order=one_of("order", given.get("order", ORDERS[0]), ORDERS),
        page=_whole_number("page", given.get("page", "1"), 1, 10_000_000),
        event=given.get("event", ""),
    )
    return _filters(given), view


@dataclass(frozen=True, slots=True)
class Slice:
    """Which columns (none named: all) and which rows of the matching events an API answer holds."""

    fields: tuple[str, ...]
    limit: int
    offset: int


def read_api(pairs: Iterable[tuple[str, str]], most: int) -> tuple[Filters, Slice]:
    """Read the query string of ``/api/events``; `most` bounds its limit. Raises `BadFilter`."""
    given = _single(pairs, (*FILTER_NAMES, "fields", "limit", "offset"))
    part = Slice(
        fields=tuple(name for name in given.get("fields", "").split(",") if name),
        limit=_whole_number("limit", given.get("limit", "1000"), 1, most),
        offset=_whole_number("offset", given.get("offset", "0"), 0, 999_999_999),
    )
    return _filters(given), part


def query(filters: Filters, view: View | None = None, **changes: str | int) -> str:
    """Return the query string for these filters and view, defaults left out, with `changes` made.

    >>> query(Filters(country="KAZ"), View(page=3), page=1, q="summit")
    '?country=KAZ&q=summit'
    """
    shown = View() if view is None else view
    wanted = asdict(filters) | asdict(shown) | changes
    default = asdict(Filters()) | asdict(View())
    pairs = [(name, value) for name, value in wanted.items() if value != default.get(name, "")]
    return "?" + urlencode(pairs) if pairs else "?"
