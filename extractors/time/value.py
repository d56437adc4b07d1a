"""What a match means before anybody knows when it was written: a TIMEX3 value with holes.

Beside TIMEX3's own holes (``XXXX-12-19``, ``XXXX-WXX-2``, ``XXXX-XX-19``) an unfinished value may
- begin with a step from the anchor: ``@D-1`` the day before, ``@M+0-19`` the 19th of this month,
  ``@W-1-2`` the Tuesday of last week (units: D W WE FN M Q Y DE CE; TH TM TS on the clock),
- lack its century: ``XX98``,
- name a moving day: ``XXXX!easter``, ``XXXX!11-4-4`` (the fourth Thursday of November),
- end with the weekday it must be: ``XXXX-12-19~5``, or mean the week around it: ``XXXX-12-08^W``.
`resolve` finishes it.
"""

from __future__ import annotations

import re
from decimal import Decimal

from datelines.extractors.time.find import Found

_FIELD = re.compile(r"\{(\w+)(?:\|([^}]*))?\}")
_CLOCK_UNIT = re.compile(r"^P([^T]*?)T([HMS])$")
_LONG_UNIT = re.compile(r"^P([\d.]+|X)(DE|CE|ML|FN)$")
_IN_ISO = {"DE": (10, "Y"), "CE": (100, "Y"), "ML": (1000, "Y"), "FN": (2, "W")}
_MERIDIEM = re.compile(r"T(\d\d)(:[\d:]+)?([ap])$")


def unfinished(found: Found) -> str:
    """Return the value of a match: its rule's template, with its fields filled in."""
    if found.day:
        return found.day
    template = found.rule.row.value
    if template is None:
        raise ValueError(f"{found.rule.id} is negative: it has no value")
    return tidy(_FIELD.sub(lambda field: found.fields.get(field.group(1), field.group(2) or ""), template))


def tidy(value: str) -> str:
    """Bring units and twelve-hour clocks to ISO 8601: P3TH is PT3H, P2DE is P20Y, T03p is T15."""
    value = _CLOCK_UNIT.sub(r"PT\1\2", value)
    if long := _LONG_UNIT.match(value):
        count, (size, unit) = long.group(1), _IN_ISO[long.group(2)]
        if count == "X":
            return f"PX{unit if unit == 'W' else long.group(2)}"  # decades are told, not tens of years
        return f"P{(Decimal(count) * size).normalize():f}{unit}"
    return _MERIDIEM.sub(_twenty_four, value)


def _twenty_four(match: re.Match[str]) -> str:
    hour = int(match.group(1)) % 12 + (12 if match.group(3) == "p" else 0)
    return f"T{hour:02}{match.group(2) or ':00'}"
