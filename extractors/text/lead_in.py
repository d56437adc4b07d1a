"""What stands before a report's first words and is no part of its sentence: a dateline, a speaker's name.

"ASTANA, March 11 (Steppe News) — Norway and Oman …" says where and when a report was filed. Its city is no
actor; it is where the event was when nothing else says so. "MINISTER ROE: Thank you" says who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from datelines.extractors.layers.name import Name
from datelines.extractors.layers.sentence import Sentence
from datelines.extractors.text.turns import opened

_CAPITALISED = r"[^\W\d_a-z][\w.'’]*"
_PLACE = re.compile(rf"{_CAPITALISED}(?:[ -]{_CAPITALISED}){{0,3}}")
_PART = rf"(?:{_CAPITALISED}|\d[\w:.]*|[(\[][^)\]\n]{{2,60}}[)\]]|/[^/\n]{{2,40}}/)"
_PREFIX = re.compile(
    rf"(?:{_PART}[\s,.&/-]*+)++"
)  # possessive: a long line of capitals must not be tried in all ways
_CLOSE = re.compile(r"[.,]?\s*(?P<dash>--|[–—]|\s-|:)\s+(?=\S)")
# Not measured: chosen by hand.
FARTHEST = 120  # characters that a dateline may take
FEWEST = 6  # words that follow it


def begins(sentence: Sentence, names: Sequence[Name]) -> int:
    """Return the document's offset at which a sentence begins, its lead-in left out."""
    close = _CLOSE.search(sentence.text, 0, FARTHEST)
    place = _PLACE.match(sentence.text, 0, close.start()) if close else None
    if close and place and _PREFIX.fullmatch(sentence.text, 0, close.start()):
        filed = sentence.text[place.end() : close.start()]
        if _is_dateline(sentence, place[0], filed, close, names):
            return sentence.start + close.end()
    turn = opened(sentence.text)
    return sentence.start + (turn.begins if turn else 0)


def _is_dateline(
    sentence: Sentence, place: str, filed: str, close: re.Match[str], names: Sequence[Name]
) -> bool:
    """Say whether what a dash closes begins with a place that a report was filed from: it is in capitals, or
    a date, an agency or a full sentence follows."""
    name = next((n for n in names if n.start == sentence.start and n.kind in {"place", "country"}), None)
    inside = name is not None and name.form == "name" and name.end <= sentence.start + close.start()
    first = re.split(r"[,/(]| -", place)[0]
    shouted = first.isupper() and len(first) > 3
    if not (inside or (shouted and filed.strip())):
        return False
    if close["dash"] == ":":
        return shouted and bool(filed.strip() or inside)
    if shouted or any(c.isdigit() or c in "(/[" for c in filed):
        return True
    rest = sentence.text[close.end() :]
    whole = len(rest.split()) >= FEWEST and rest.rstrip("\"'”’»)").endswith((".", "!", "?"))
    after = sentence.start + close.end()
    return close["dash"] in "–—" and whole and not any(n.start == after and n.kind == "place" for n in names)
