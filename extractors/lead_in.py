"""What stands before a report's first words and is no part of its sentence: a dateline, a speaker's name.

"ASTANA, March 11 (Steppe News) — Norway and Oman …" says where and when a report was filed. Its city is no
actor; it is where the event was when nothing else says so. "MINISTER ROE: Thank you" says who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.names import Name
from extractors.sentences import Sentence

_CAPITALISED = r"[^\W\d_a-z][\w.'’]*"
_PLACES = (
    rf"{_CAPITALISED}(?:[ -]{_CAPITALISED}){{0,3}}(?:(?:, | & |/){_CAPITALISED}(?: {_CAPITALISED})?){{0,2}}"
)
_FILED = rf"(?:[,.]?\s*(?:\d[\w:.]*|{_CAPITALISED},?|[(\[][^)\]\n]{{2,60}}[)\]]|/[^/\n]{{2,40}}/))*"
DATELINE = re.compile(rf"(?P<place>{_PLACES}?)(?P<filed>{_FILED}?)[.,]?\s*(?P<dash>--|[–—]|\s-|:)\s+(?=\S)")
TURN = re.compile(r"[A-Z][A-Z.'’\- ]{3,60}:\s+")
FARTHEST = 120  # characters that a dateline may take
FEWEST = 6  # words that follow it


def begins(sentence: Sentence, names: Sequence[Name]) -> int:
    """Return the document's offset at which a sentence begins, its lead-in left out."""
    line = DATELINE.match(sentence.text[:FARTHEST])
    if line and _is_dateline(sentence, line, names):
        return sentence.start + line.end()
    turn = TURN.match(sentence.text)
    return sentence.start + (turn.end() if turn else 0)


def _is_dateline(sentence: Sentence, line: re.Match[str], names: Sequence[Name]) -> bool:
    """Say whether what a dash closes begins with a place that a report was filed from: it is in capitals, or
    a date, an agency or a full sentence follows."""
    name = next((n for n in names if n.start == sentence.start and n.kind in {"place", "country"}), None)
    inside = name is not None and name.form == "name" and name.end <= sentence.start + line.end("filed")
    first = re.split(r"[,/(]| -", line["place"])[0]
    shouted = first.isupper() and len(first) > 3
    if not (inside or (shouted and line["filed"].strip())):
        return False
    if line["dash"] == ":":
        return shouted and bool(line["filed"].strip() or inside)
    if shouted or any(c.isdigit() or c in "(/[" for c in line["filed"]):
        return True
    rest = sentence.text[line.end() :]
    whole = len(rest.split()) >= FEWEST and rest.rstrip("\"'”’»)").endswith((".", "!", "?"))
    after = sentence.start + line.end()
    return line["dash"] in "–—" and whole and not any(n.start == after and n.kind == "place" for n in names)
