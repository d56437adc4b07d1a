"""Letters as parts of patterns: capitals of every alphabet, scripts without spaces.

Each constant is what stands between the brackets of a character class. ``re`` has no ``\\p{Lu}``: `UPPER` is
made from the tables of Unicode, so that "ÖZTÜRK" is a name like "OZTURK".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

LAST_ALPHABET = 0x2E80  # no script beyond has capitals, but for rare ones and full-width letters


def _ranges(codes: Iterator[int]) -> Iterator[str]:
    """Yield runs of code points as they are written in a character class."""
    for _, run in groupby(enumerate(codes), key=lambda item: item[1] - item[0]):
        points = [code for _, code in run]
        first, last = chr(points[0]), chr(points[-1])
        yield first if first == last else f"{first}-{last}"


UPPER = "".join(
    _ranges(code for code in range(LAST_ALPHABET) if unicodedata.category(chr(code)) in {"Lu", "Lt"})
)
KANA = "\u3040-\u30ff"
HAN = "\u3400-\u9fff\uf900-\ufaff"
# All that stands in text without spaces: radicals, punctuation, kana, Han.
UNSPACED = "\u2e80-\u9fff\uf900-\ufaff"

_UNSPACED = re.compile(f"[{UNSPACED}]")


def is_unspaced(text: str) -> bool:
    """Say whether a text holds a letter of a script that is written without spaces."""
    return _UNSPACED.search(text) is not None
