"""Tell whether a name as written can be a known person's, across transliterations and word order.

Words are compared by difflib. rapidfuzz is forty times as quick, but takes for alike some words with letters
changed about that difflib does not, and all comparisons in the gold's 78 documents take 2 ms of its 7 s.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import cache

from datelines.seeds.knowledge import knowledge
from datelines.seeds.packed import Form

# Letters that transliterations of one name differ in, longer ones first: Zhaparov, Dzhaparov, Japarov.
SAME_SOUND = {
    "shch": "s", "dzh": "j", "zh": "j", "dj": "j", "kh": "h", "gh": "g", "ch": "c", "sh": "s", "ts": "c",
    "tz": "c", "ph": "f", "ou": "u", "ye": "e", "yo": "o", "yu": "u", "ya": "a", "y": "i", "q": "k",
    "w": "v", "x": "h",
}  # fmt: skip
# Alike from here on, with the same first sound: Mirziyaev and Mirziyoyev are .93, Tanaka and Tanabe .67. Both
# numbers are chosen by hand between pairs like these, and not measured on a corpus.
ALIKE = 0.8
# The same for whole names written together, Kasymzhomart for Kassym-Jomart: more letters hide more.
ALIKE_AS_ONE = 0.9


def same_person(written: str, person: str, *, exact: bool = False) -> bool:
    """Say whether `written` can name the person with that id.

    Every written word must be like a word of one of the person's names, in any order, the family
    name among them; an initial stands for a word. `exact` asks for equal words, marks apart.
    """
    words = _words(written)
    return any(_matches(words, names, family, 1.0 if exact else ALIKE) for names, family in _known(person))


@cache
def _known(person: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Return each listed name of a person as words, with the words that are family names."""
    listed = _listed().get(person, [])
    families = tuple(dict.fromkeys(w for name, form in listed if form == "short" for w in _words(name)))
    return tuple(dict.fromkeys((_words(name), families) for name, _ in listed))


@cache
def _listed() -> dict[str, list[tuple[str, Form]]]:
    """Return the names of every person, those in capitals aside, which say nothing more."""
    base = knowledge()
    found: dict[str, list[tuple[str, Form]]] = {}
    for names in base.aliases.values():
        for name, meanings in names.items():
            for id, form in meanings:
                if base.entities[id].kind == "person" and not name.isupper():
                    found.setdefault(id, []).append((name, form))
    return found


def _words(name: str) -> tuple[str, ...]:
    decomposed = unicodedata.normalize("NFKD", name.replace("-", " "))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return tuple(re.findall(r"[^\W\d_]+", bare.casefold()))


def _matches(
    written: tuple[str, ...], names: tuple[str, ...], families: tuple[str, ...], alike: float
) -> bool:
    if not written:
        return False
    known = names or families
    each = all(any(_alike(word, other, alike) for other in (*known, *families)) for word in written)
    each = each or (alike < 1 and _alike("".join(written), "".join(known), ALIKE_AS_ONE))
    family = not families or any(_alike(word, other, alike) for word in written for other in families)
    return each and family


def _alike(word: str, other: str, alike: float) -> bool:
    """Compare a written word with a known one; a written initial stands for any word it begins."""
    if word == other:
        return True
    if len(word) == 1 or len(other) == 1:
        return len(word) == 1 and other.startswith(word)
    sound, known = _sound(word), _sound(other)
    return alike < 1 and sound[0] == known[0] and SequenceMatcher(None, sound, known).ratio() >= alike


@cache
def _sound(word: str) -> str:
    for letters, one in SAME_SOUND.items():
        word = word.replace(letters, one)
    return re.sub(r"(.)\1", r"\1", word)
