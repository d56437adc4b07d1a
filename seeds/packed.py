"""What compiled names look like as JSON, and the characters that count as one in them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal

Kind = Literal["person", "country", "organisation", "place", "venue", "mechanism", "topic", "region"]


Form = Literal["name", "demonym", "metonym", "short"]


FORMS: dict[str, Form] = {"n": "name", "d": "demonym", "m": "metonym", "s": "short"}


# One character for another, so that offsets stay: the dashes, apostrophes and spaces of typesetters.
FOLD = {
    **dict.fromkeys(map(ord, "‐‑‒–—−"), "-"),
    **dict.fromkeys(map(ord, "’‘ʻʼ′`"), "'"),
    **dict.fromkeys(map(ord, "\u00a0\u2009\u202f\n\t"), " "),
}


def pack(meanings: Iterable[tuple[str, Form]]) -> str:
    """Return (entity id, form) pairs as one string, which loads many times quicker than lists."""
    return " ".join(f"{form[0]}{id}" for id, form in meanings)


@cache
def unpack(packed: str) -> tuple[tuple[str, Form], ...]:
    """Return the (entity id, form) pairs that `pack` made a string of."""
    return tuple((one[1:], FORMS[one[0]]) for one in packed.split(" "))
