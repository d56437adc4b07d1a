"""Full dates in words of another language, read by dateparser: the only module that calls it.

dateparser fills what is missing from the clock, prefers the past and may read numbers as dates. So it
is asked only about text with a day, a word and a year, must find all three in it, gets a fixed base,
and what it returns is believed only where day and year stand in the text as well.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

_BASE = datetime(2000, 1, 1)  # noqa: DTZ001  any day: no part of a date is taken from it
_NUMBER = re.compile(r"\d+")


@lru_cache(maxsize=4096)
def full_date(written: str, languages: tuple[str, ...]) -> str | None:
    """Return the ISO day that `written` names in one of the languages; None where it names none."""
    import dateparser  # slow to import, and few texts need it

    found = dateparser.parse(
        written,
        languages=list(languages),
        settings={
            "REQUIRE_PARTS": ["day", "month", "year"],
            "RELATIVE_BASE": _BASE,
            "PARSERS": ["absolute-time"],
            "STRICT_PARSING": True,
        },
    )
    if found is None or not {found.day, found.year} <= set(map(int, _NUMBER.findall(written))):
        return None
    return str(found.date().isoformat())
