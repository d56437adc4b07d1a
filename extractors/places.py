"""Where an event happened, and in which building: told apart from who took part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractors import syntax
from extractors.triggers import Hit
from extractors.unit import Entry, Unit
from extractors.words import words
from sources.records import Passage, Place

if TYPE_CHECKING:
    from spacy.tokens import Token

DOWN = frozenset({"dobj", "attr", "nsubjpass", "npadvmod", "advmod", "dep"})
UP = frozenset({"dobj", "nsubj", "nsubjpass", "pobj", "prep", "xcomp", "advcl", "conj", "attr", "acl"})


def _prepositions(subtype: str, lang: str) -> tuple[str, ...]:
    """Return the prepositions that place an event, the likeliest first."""
    lists = words(lang)
    return (*lists.toward, *lists.at) if subtype == "visit" else (*lists.at, *lists.toward)


def _below(head: Token, depth: int = 3) -> Iterator[tuple[str, Token]]:
    """Yield preposition and noun for the phrases under a head, the nearer first, clauses left out."""
    queue = [(head, 0)]
    while queue:
        token, level = queue.pop(0)
        for prep, nouns in syntax.prepositional(token).items():
            for noun in nouns:
                yield prep, noun
                if level < depth:
                    queue.append((noun, level + 1))
        if level < depth:
            queue += [(c, level + 1) for c in token.children if c.dep_ in DOWN]
        if token is head and head.pos_ in {"NOUN", "PROPN"}:  # "the summit, which took place in Bishkek"
            queue += [(c, level + 1) for c in token.children if c.dep_ == "relcl"]


def _reach(head: Token) -> Iterator[Token]:
    """Yield the words whose phrases may place an event: itself, then the verbs that carry it."""
    yield head
    current = head
    for _ in range(3):
        if current.dep_ not in UP:
            return
        current = current.head
        yield current


def _entries(token: Token, unit: Unit) -> list[Entry]:
    return [e for part in syntax.conjuncts(token) for e in unit.at(part) if e.form != "demonym"]


def find(hit: Hit, unit: Unit, lang: str) -> tuple[Place | None, Passage | None]:
    """Return the place and the venue of an event, from the phrases nearest to its word."""
    place: Entry | None = None
    venue: Entry | None = None
    for head in _reach(hit.head):
        for prep, entry in _phrases(head, hit, unit, lang):
            if entry.form == "metonym":  # "at the White House": a building, though it stands for a state
                place = place or entry
            elif entry.kind in {"place", "country"} and (place is None or _finer(entry, place)):
                place = entry
            elif venue is None and _is_venue(entry, prep, lang):
                venue = entry
        if place:
            break
    place = place or next(_in_slots(hit, unit), None)
    if place is None and venue is not None and venue.country:
        return _place_of(venue), _passage(venue)
    return (_as_place(place, unit) if place else None), (_passage(venue) if venue else None)


def _phrases(head: Token, hit: Hit, unit: Unit, lang: str) -> Iterator[tuple[str, Entry]]:
    """Yield what the phrases of place under a head name, the likeliest preposition first."""
    lists = words(lang)
    moves = hit.row.trigger.subtype == "visit" or syntax.has_lemma(head, lists.achieves)
    wanted = _prepositions(hit.row.trigger.subtype, lang) if moves else lists.at
    found = [(prep, noun) for prep, noun in _below(head) if prep in wanted]
    for prep, noun in sorted(found, key=lambda phrase: wanted.index(phrase[0])):
        for entry in _entries(noun, unit):
            yield prep, entry


def _in_slots(hit: Hit, unit: Unit) -> Iterator[Entry]:
    """Yield places that an event's own slots name: what is visited, the host city, "the Tashkent talks"."""
    subtype = hit.row.trigger.subtype
    slots = {"visit": ("object",), "summit": ("before", "subject"), "meeting": ("before", "subject")}
    for slot in slots.get(subtype, ("before",) if subtype == "negotiation" else ()):
        for token in hit.slots.get(slot, ()):
            yield from (e for e in _entries(token, unit) if e.kind == "place" or subtype == "visit")


def _finer(entry: Entry, than: Entry) -> bool:
    """Say whether a city is told beside its country: "in Tashkent, Uzbekistan"."""
    return entry.kind == "place" and than.kind == "country" and entry.country == than.country


def _is_venue(entry: Entry, prep: str, lang: str) -> bool:
    return entry.kind == "venue" or (entry.kind == "organisation" and prep in words(lang).housed)


def _passage(entry: Entry) -> Passage:
    return Passage(entry.text, *entry.at)


def _place_of(venue: Entry) -> Place:
    return Place(venue.text, *venue.at, venue.name, venue.country, venue.lat, venue.lon)


def _as_place(entry: Entry, unit: Unit) -> Place:
    """Return a place; one that we don't know takes the country named right after it ("Osh, Kyrgyzstan")."""
    country = entry.country
    if country is None:
        after = [e for e in unit.entries if entry.end <= e.start <= entry.end + 3 and e.kind == "country"]
        country = after[0].country if after else None
    return Place(entry.text, *entry.at, entry.name, country, entry.lat, entry.lon)
