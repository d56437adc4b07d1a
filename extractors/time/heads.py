"""How the matches of a pattern may begin: what the pre-scan looks for, so that few rules run in few places.

Patterns are regular expressions without unbounded repetition (`datelines.seeds.models.timex.check_bounded`).
"""

from __future__ import annotations

import re
from itertools import product

LENGTH = 6  # characters: tells "the 19" from "the en", and keeps the set of heads small
_DIGITS = "0123456789"
_TOKEN = re.compile(
    r"(?P<look>\(\?(?:<?[=!]))|(?P<open>\((?:\?(?::|P<\w+>))?)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<set>\[[^\]]+\])|(?P<escape>\\.)|(?P<times>\{(?P<least>\d+),(?P<most>\d+)\}|\?)|(?P<plain>.)",
    re.DOTALL,
)
_RANGE = re.compile(r"(.)-(.)")

# A head, and whether what follows in the pattern may still lengthen it.
_Head = tuple[str, bool]
_EMPTY: frozenset[_Head] = frozenset({("", True)})


def heads(pattern: str) -> frozenset[str]:
    """Return strings of at most `LENGTH` characters with one of which every match begins.

    Raises `ValueError` where a match may be empty, or begin with a space or with anything.
    """
    tokens = list(_TOKEN.finditer(pattern))
    found, _ = _either(tokens, 0)
    if odd := {head for head, _ in found if not head or head[0].isspace()}:
        raise ValueError(f"a match may begin with {min(odd)!r}, which is no word: {pattern[:80]}")
    return frozenset(head for head, _ in found)


def _either(tokens: list[re.Match[str]], at: int) -> tuple[frozenset[_Head], int]:
    """Read alternatives up to the closing parenthesis; return their heads and the place after it."""
    found: frozenset[_Head] = frozenset()
    sequence = _EMPTY
    while at < len(tokens) and tokens[at].lastgroup != "close":
        if tokens[at].lastgroup == "bar":
            found, sequence, at = found | sequence, _EMPTY, at + 1
            continue
        if not any(open_ for _, open_ in sequence):
            at = _past(tokens, at)
            continue
        element, at = _element(tokens, at)
        sequence = _then(sequence, element)
    return found | sequence, at + 1


def _past(tokens: list[re.Match[str]], at: int) -> int:
    """Return the place of the bar or parenthesis that ends the alternative around `at`."""
    depth = 0
    while at < len(tokens):
        kind = tokens[at].lastgroup
        if depth == 0 and kind in ("bar", "close"):
            break
        depth += (kind in ("open", "look")) - (kind == "close")
        at += 1
    return at


def _element(tokens: list[re.Match[str]], at: int) -> tuple[frozenset[_Head], int]:
    token = tokens[at]
    if token.lastgroup in ("open", "look"):
        element, after = _either(tokens, at + 1)
        if token.lastgroup == "look":
            return _EMPTY, after
    else:
        element, after = _character(token), at + 1
    if after < len(tokens) and (times := tokens[after]).group("times"):
        least, most = int(times["least"] or 0), int(times["most"] or 1)
        repeated = element if most == 1 else element | _then(element, _closed(element, most))
        return (repeated | _EMPTY if least == 0 else repeated), after + 1
    return element, after


def _closed(element: frozenset[_Head], most: int) -> frozenset[_Head]:
    """Two repetitions are spelt out (a space and the end of a line); of more only the first two count."""
    return element if most == 2 else frozenset((head, False) for head, _ in element)


def _character(token: re.Match[str]) -> frozenset[_Head]:
    written, kind = token.group(), token.group()[-1]
    if token.lastgroup == "set":
        members = _members(written[1:-1])
    elif written == r"\b":
        return _EMPTY
    elif written == r"\d":
        members = _DIGITS
    elif (token.lastgroup == "escape" and kind.isalnum()) or written == ".":
        return frozenset({("", False)})  # anything
    else:
        members = kind
    return frozenset((char, not char.isdigit()) for char in members)  # one digit is enough: numbers are many


def _members(inside: str) -> str:
    """Spell out a character class."""
    if inside.startswith("^"):
        return ""
    spelt = _RANGE.sub(
        lambda m: "".join(map(chr, range(ord(m[1]), ord(m[2]) + 1))), inside.replace(r"\d", _DIGITS)
    )
    return spelt.replace("\\", "")


def _then(first: frozenset[_Head], second: frozenset[_Head]) -> frozenset[_Head]:
    grown = {head for head in first if not head[1]}
    for (head, open_), (tail, more) in product(first - grown, second):
        whole = head + tail
        grown.add((whole[:LENGTH], open_ and more and len(whole) < LENGTH))
    return frozenset(grown)
