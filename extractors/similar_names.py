"""Tell whether a name as written can be a known person's, across transliterations and word order."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import cache

from seeds.knowledge import Form, knowledge

# Tokaev/Toqaev/Tokayev are .83 and more alike, Sano/Aso .57, Hanae/Hayashi .33: the doubt goes to the writer.
ALIKE = 0.75


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
    family = not families or any(_alike(word, other, alike) for word in written for other in families)
    return each and family


def _alike(word: str, other: str, alike: float) -> bool:
    if word == other:
        return True
    if len(word) == 1 or len(other) == 1:
        return word[0] == other[0]
    return alike < 1 and SequenceMatcher(None, word, other).ratio() >= alike
