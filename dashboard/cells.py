"""Values as text that no program obeys: shared by the formats that people open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from typing import Any

import orjson

# Control characters but line break and tab; and Unicode's Bidi_Control: an override in one cell turns round
# whatever is shown after it.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LINE_ENDS = re.compile("\r\n?")
_SEPARATORS = re.compile("[\u2028\u2029]")


def harmless(text: str) -> str:
    """Return text without control characters and direction marks; line breaks and tabs stay.

    >>> harmless("Tokyo\\x1b[2J \\u202etxt.exe\\x00")
    'Tokyo[2J txt.exe'
    """
    if text.isascii() and text.isprintable():
        return text
    return _OBEYED.sub("", _SEPARATORS.sub(" ", _LINE_ENDS.sub("\n", text)))


def one_line(text: str) -> str:
    """Return harmless text with every run of white space as one space."""
    return " ".join(harmless(text).split())


def address(link: str) -> str:
    """Return a link's address with what could end it, or the cell that it stands in, encoded."""
    return "".join(f"%{ord(c):02X}" if c in ' <>|\\`"' else c for c in one_line(link))


def flat(value: object) -> str:
    """Return one cell's text: null is empty, a list joined by "; ", a struct as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "; ".join(flat(item) for item in value)
    if isinstance(value, Mapping):
        return orjson.dumps(value, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
    return str(value)


def distinct(columns: Sequence[str]) -> list[str]:
    """Return the column names, `n`, `n_2`, `n_3` where one occurs again."""
    names: list[str] = []
    for column in columns:
        name, again = column, 1
        while name in names:
            again += 1
            name = f"{column}_{again}"
        names.append(name)
    return names


def objects(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterable[dict[str, Any]]:
    """Yield each row as a mapping; of two columns with one name the later is numbered."""
    names = distinct(columns)
    return (dict(zip(names, row, strict=True)) for row in rows)


def as_json(data: object, option: int = 0) -> bytes:
    """Return strict JSON: days as ISO text, NaN as null, huge integers and intervals as text."""
    try:
        return orjson.dumps(data, default=str, option=option | orjson.OPT_NON_STR_KEYS)
    except TypeError:  # an integer over 64 bits, such as a HUGEINT, or a time of day with a zone
        return orjson.dumps(_narrowed(data), default=str, option=option | orjson.OPT_NON_STR_KEYS)


def _narrowed(value: object) -> object:
    """Return a value with as text whatever orjson refuses before it asks for a default."""
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, int) and value.bit_length() > 63:
        return str(value)
    if isinstance(value, list | tuple):
        return [_narrowed(item) for item in value]
    if isinstance(value, dict):
        return {key: _narrowed(item) for key, item in value.items()}
    return value
