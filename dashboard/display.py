"""How a value is shown: text in, text out. Nothing here trusts what a document says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_interval
from markupsafe import Markup

LOCALE = Locale("en", "GB")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff]")


def visible(value: Any) -> Any:
    """Replace control characters, which no page may hold, by U+FFFD; anything but text is left alone.

    Direction marks stay: they belong to the text, and the pages isolate every piece of it.
    """
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _CONTROL.sub("\ufffd", value)


def safe_link(address: str | None) -> str | None:
    """Return `address` where it is plain http or https with a host, else None.

    >>> safe_link("javascript:alert(1)"), safe_link("https://example.org/a")
    (None, 'https://example.org/a')
    """
    if not address or _CONTROL.search(address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:  # a broken IPv6 host
        return None
    return address if parts.scheme in {"http", "https"} and parts.hostname else None


@cache
def country_name(code: str) -> str:
    """Return the English name of an ISO 3166-1 alpha-3 code (CLDR), or the code where CLDR has none."""
    alpha2: Sequence[str] = get_global("territory_aliases").get(code) or ()
    return str(LOCALE.territories.get(alpha2[0], code)) if len(alpha2) == 1 else code


def day(value: date) -> str:
    """Return a day (of a time, its day) as people write it.

    >>> day(date(2025, 12, 19))
    '19 Dec 2025'
    """
    return str(format_date(value, "d MMM y", locale=LOCALE))


def when(start: date | None, end: date | None, precision: str | None) -> str:
    """Return the date of an event, never finer than it is known.

    >>> when(date(2025, 6, 1), date(2025, 6, 30), "month")
    'Jun 2025'
    """
    if start is None or end is None:
        return "undated"
    match precision:
        case "day":
            return day(start)
        case "month":
            return format_date(start, "MMM y", locale=LOCALE)
        case "quarter":
            return format_date(start, "QQQ y", locale=LOCALE)
        case "year":
            return format_date(start, "y", locale=LOCALE)
        case "decade":
            return f"{start.year}s"
        case _:  # week, season, half, interval: the two days say it best
            return format_interval(start, end, "yMMMd", locale=LOCALE)


def words(code: str | None) -> str:
    """Return a vocabulary's code as words: ``office-holder-unknown`` as "office holder unknown"."""
    return (code or "").replace("-", " ").replace("_", " ").lower()


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    marked: bool


def pieces(text: str, spans: Iterable[tuple[int, int]]) -> list[Piece]:
    """Cut `text` where `spans` (code points, end exclusive) begin and end; overlapping ones are joined.

    >>> [(piece.text, piece.marked) for piece in pieces("They met.", [(5, 8)])]
    [('They ', False), ('met', True), ('.', False)]
    """
    cut: list[Piece] = []
    at = 0
    for start, end in sorted(spans):
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        if start > at:
            cut.append(Piece(text[at:start], False))
        cut.append(Piece(text[start:end], True))
        at = end
    if at < len(text):
        cut.append(Piece(text[at:], False))
    return cut
