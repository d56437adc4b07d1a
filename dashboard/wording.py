"""Small pieces of sentences that people read: numbers with their nouns, alternatives, whole sentences."""

from __future__ import annotations

from collections.abc import Sequence


def counted(number: int, what: str) -> str:
    """Return a number with its noun, in the plural unless there is one.

    >>> counted(1, "row"), counted(2000, "row")
    ('1 row', '2,000 rows')
    """
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def either(names: Sequence[str]) -> str:
    """Return names as alternatives.

    >>> either(["a"]), either(["a", "b", "c"])
    ('a', 'a, b or c')
    """
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def sentence(line: str) -> str:
    """Return a line as a sentence of its own.

    >>> sentence("no country is called XYZ"), sentence("did you mean KAZ?")
    ('No country is called XYZ.', 'Did you mean KAZ?')
    """
    return f"{line[:1].upper()}{line[1:]}{'' if line.endswith(('.', '?')) else '.'}"
