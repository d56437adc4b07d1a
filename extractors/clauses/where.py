"""Where an event happened, and in which building: told apart from who took part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from datelines.extractors.discourse import hosts
from datelines.extractors.language import grammar
from datelines.extractors.language.words import words
from datelines.extractors.layers.entry import Entry
from datelines.extractors.layers.hit import Hit
from datelines.extractors.layers.memory import Cast
from datelines.extractors.layers.parse import SentenceParse
from datelines.seeds.knowledge import knowledge
from datelines.seeds.models.events import Subtype
from datelines.seeds.packed import unpack
from datelines.sources.records import Factuality, Participant, Passage, Place

if TYPE_CHECKING:
    from spacy.tokens import Token

DOWN = frozenset(
    {"object", "attribute", "passive-subject", "noun-adverb", "adverb", "unclear", "adjective-complement"}
)
UP = frozenset(
    {
        "object",
        "subject",
        "passive-subject",
        "governed",
        "preposition",
        "open-complement",
        "adverbial",
        "conjunct",
        "attribute",
        "participle",
        "adjective",
    }
)
FAR = 30  # characters between the name of a country and that of its town; not measured: chosen by hand


def _prepositions(subtype: Subtype, lang: str) -> tuple[str, ...]:
    """Return the prepositions that place an event, the likeliest first."""
    lists = words(lang)
    return (*lists.toward, *lists.at) if subtype.journey else (*lists.at, *lists.toward)


def _below(head: Token, lang: str, depth: int = 3) -> Iterator[tuple[str, Token]]:
    """Yield preposition and noun for the phrases under a head, the nearer first, clauses left out. Where a
    journey leads, one is: "during a visit to Bishkek"."""
    lists = words(lang)
    queue = [(head, 0)]
    while queue:
        token, level = queue.pop(0)
        on_journey = level > 0 and grammar.has_lemma(token, lists.journeys)
        for prep, nouns in grammar.prepositional(token).items():
            for noun in nouns:
                yield lists.at[0] if on_journey and prep in lists.toward else prep, noun
                if level < depth:
                    queue.append((noun, level + 1))
        if level < depth:
            queue += [(c, level + 1) for c in token.children if grammar.hangs(c) in DOWN]
        if token is head and grammar.kind(head) in {
            "noun",
            "name",
        }:  # "the summit, which took place in Bishkek"
            queue += [
                (c, level + 1) for c in token.children if grammar.hangs(c) in {"relative", "participle"}
            ]


def _reach(head: Token) -> Iterator[Token]:
    """Yield the words whose phrases may place an event: itself, then the verbs that carry it."""
    yield head
    current = head
    for _ in range(3):
        if grammar.hangs(current) not in UP:
            return
        current = current.head
        yield current


def _entries(token: Token, unit: SentenceParse) -> list[Entry]:
    """Return what a noun and those joined to it name: a town, "the city of Osh", "the Kazakh capital"; what
    is joined to a date is no place ("in 2017 and Oman in 2023")."""
    found: list[Entry] = []
    at = unit.offset(token)
    dated = any(d.timex.start <= at < d.timex.end for _, d in unit.dated) and not unit.at(token)
    for part in grammar.conjuncts(token) if not dated else [token]:  # "in Lima last May"
        own = [e for e in unit.at(part) if e.form != "demonym"]
        if dated:
            own = [
                e
                for c in part.children
                if grammar.hangs(c) == "compound"
                for e in unit.at(c)
                if e.kind == "place"
            ]
        if own and own[0].kind in {"venue", "organisation"}:  # "at State House, Nairobi"
            own += [
                e
                for c in part.children
                if grammar.hangs(c) == "apposition"
                for e in unit.at(c)
                if e.kind == "place"
            ]
        if not own:
            inside = [c for c in part.children if grammar.hangs(c) in {"apposition", "compound", "possessor"}]
            of = words(unit.lang).of
            inside += [n for prep, nouns in grammar.prepositional(part).items() if prep in of for n in nouns]
            own = [e for c in inside for e in unit.at(c) if e.kind == "place"] or _capital(part, unit)
        found += own
    return found


def _own(token: Token, unit: SentenceParse) -> list[Entry]:
    return [e for part in grammar.conjuncts(token) for e in unit.at(part) if e.form != "demonym"]


def _capital(token: Token, unit: SentenceParse) -> list[Entry]:
    """Return the town that a description of a capital means: "the Uzbek capital", "Oman's capital"."""
    lists = words(unit.lang)
    if not grammar.has_lemma(token, lists.capitals):
        return []
    whose = [c for c in token.children if grammar.hangs(c) in {"adjective", "possessor", "compound", "noun"}]
    whose += [
        n for prep, nouns in grammar.prepositional(token).items() if prep in lists.belonging for n in nouns
    ]
    base = knowledge()
    for country in (e for c in whose for e in unit.at(c) if e.kind == "country"):
        state = base.entities.get(country.id or "")
        town = base.entities.get(state.at) if state and state.at else None
        if town:
            start, end = min(country.start, unit.offset(token)), unit.span(token.i, token.i + 1)[1]
            text = unit.sentence.text[start - unit.sentence.start : end - unit.sentence.start]
            return [
                Entry(
                    start,
                    end,
                    "place",
                    text,
                    (start, end),
                    town.id,
                    town.name,
                    town.country,
                    lat=town.lat,
                    lon=town.lon,
                )
            ]
    return []


def find(hit: Hit, unit: SentenceParse) -> tuple[Place | None, Passage | None]:
    """Return the place and the venue of an event, from the phrases nearest to its word."""
    place: Entry | None = None
    venue: Entry | None = None
    for head in _reach(hit.head):
        for prep, entry in _phrases(head, hit, unit):
            if entry.form == "metonym":  # "at the White House": a building, though it stands for a state
                place = place or entry
            elif entry.kind in {"place", "country"} and (place is None or _finer(entry, place)):
                place = entry
            elif venue is None and _is_venue(entry, prep, unit.lang):
                venue = entry
        if place:
            break
    place = place or next(_in_slots(hit, unit), None) or _where(hit.head, unit) or _of_name(hit, unit)
    if place is None and venue is not None and venue.country:
        return _place_of(venue), _passage(venue)
    return (as_place(place, unit) if place else None), (_passage(venue) if venue else None)


def filed(
    hit: Hit, unit: SentenceParse, parties: Sequence[Participant], factuality: Factuality, cast: Cast
) -> Place | None:
    """Return the dateline's place for an event that names none: what is said to be "here", and the main event
    of the dateline's own sentence where its country takes part."""
    if cast.filed is None:
        return None
    here = any(t.lower_ in words(cast.lang).here and t.head.i == hit.head.i for t in unit.doc)
    lead = bool(unit.starts) and cast.filed.end <= unit.starts[0] and cast.filed.start == unit.sentence.start
    main = grammar.hangs(hit.head) == "root" or (
        grammar.hangs(hit.head.head) == "root"
        and grammar.hangs(hit.head) in {"object", "passive-subject", "conjunct"}
    )
    shouted = cast.filed.text.isupper()  # an agency's desk, which need not be where it happened
    takes_part = not shouted or any(party.country == cast.filed.country for party in parties)
    told = lead and main and factuality == "asserted" and hit.row.subtype.filed
    return as_place(cast.filed, unit) if here or (told and takes_part) else None


def _phrases(head: Token, hit: Hit, unit: SentenceParse) -> Iterator[tuple[str, Entry]]:
    """Yield what the phrases of place under a head name, the likeliest preposition first."""
    lists = words(unit.lang)
    moves = hit.row.subtype.travels or grammar.has_lemma(head, lists.achieves)
    wanted = _prepositions(hit.row.subtype, unit.lang) if moves else lists.at
    found = [(prep, noun) for prep, noun in _below(head, unit.lang) if prep in wanted]
    for prep, noun in sorted(found, key=lambda phrase: wanted.index(phrase[0])):
        for entry in _entries(noun, unit):
            yield prep, entry


def _in_slots(hit: Hit, unit: SentenceParse) -> Iterator[Entry]:
    """Yield places that an event's own slots name: what is visited, the host city, "the Tashkent talks"."""
    subtype = hit.row.subtype
    at_home = [e for token in hosts.of_verb(hit, unit.lang) for e in _own(token, unit)]
    yield from (e for e in at_home if e.kind in {"place", "country"} and e.form == "name")
    for slot in subtype.places:
        for token in hit.slots.get(slot, ()):
            named = _entries(token, unit) if subtype.journey else _own(token, unit)
            if slot == "before" and _is_pair(token, unit):
                continue
            kinds = {"place", "country", "venue"} if subtype.journey else {"place"}
            yield from (e for e in named if e.kind in kinds and (e.known or subtype.journey))
    nouns = (hit.head.doc[i] for i in hit.consumed)
    for noun in (n for n in nouns if grammar.kind(n) in {"noun", "name"}):  # "hosted the Samarkand summit"
        before = [c for c in noun.lefts if not _is_pair(c, unit)]
        yield from (e for c in before for e in unit.at(c) if e.kind == "place" and e.known)


def _is_pair(token: Token, unit: SentenceParse) -> bool:
    """Say whether a town before a noun stands with another for their states: "the Baku-Yerevan talks"."""
    return any(e.kind in {"place", "country"} for child in token.children for e in unit.at(child))


def _of_name(hit: Hit, unit: SentenceParse) -> Entry | None:
    """Return the town that a conference is named after and held in: "the Tashkent Investment Forum"."""
    tokens = [hit.head, *(hit.head.doc[i] for i in hit.consumed), *hit.slots.get("object", ())]
    named = (
        (e for t in tokens for e in unit.at(t) if e.kind == "mechanism") if hit.row.subtype.namesake else ()
    )
    base = knowledge()
    for entry in named:
        parts = entry.text.split()
        if not any(part.lower() in words(unit.lang).gatherings for part in parts[1:]):
            continue
        packed = base.names[unit.lang].get(parts[0])
        for id, _ in unpack(packed) if packed else ():
            town = base.entities[id]
            if town.kind == "place":
                at = (entry.at[0], entry.at[0] + len(parts[0]))
                return Entry(
                    *at, "place", parts[0], at, town.id, town.name, town.country, lat=town.lat, lon=town.lon
                )
    return None


def _where(head: Token, unit: SentenceParse) -> Entry | None:
    """Return the place that a relative clause speaks of: "flew to Dushanbe, where he met the president"."""
    clause = next(
        (t for t in (head, *head.ancestors) if grammar.hangs(t) in {"relative", "adverbial", "complement"}),
        None,
    )
    if clause is None:
        return None
    where = [
        c
        for t in (clause, head)
        for c in t.children
        if grammar.form(c) == "relative-adverb" and grammar.hangs(c) == "adverb"
    ]
    if not where or not (clause.i == head.i or clause.is_ancestor(head)):
        return None
    at = unit.offset(where[0])
    before = [
        e for e in unit.entries if e.kind in {"place", "country", "venue"} and e.end <= at <= e.end + 40
    ]
    return before[-1] if before and before[-1].form == "name" else None


def _finer(entry: Entry, than: Entry) -> bool:
    """Say whether a city is told beside its country: "in Tashkent, Uzbekistan"."""
    return entry.kind == "place" and than.kind == "country" and entry.country == than.country


def _is_venue(entry: Entry, prep: str, lang: str) -> bool:
    return entry.kind == "venue" or (entry.kind == "organisation" and prep in words(lang).housed)


def _passage(entry: Entry) -> Passage:
    return Passage(entry.text, *entry.at)


def _place_of(venue: Entry) -> Place:
    return Place(venue.text, *venue.at, venue.name, venue.country, venue.lat, venue.lon)


def as_place(entry: Entry, unit: SentenceParse) -> Place:
    """Return a place; one that we don't know takes the country named right after it ("Osh, Kyrgyzstan") or
    with it ("the Kyrgyz town of Naryn")."""
    country = entry.country or _country_around(entry, unit)
    return Place(entry.text, *entry.at, entry.name, country, entry.lat, entry.lon)


def _country_around(entry: Entry, unit: SentenceParse) -> str | None:
    text, offset = unit.sentence.text, unit.sentence.start
    for other in unit.entries:
        if other.kind != "country":
            continue
        if entry.end <= other.start <= entry.end + 3:
            return other.country
        between = text[other.end - offset : entry.start - offset].split()
        if other.end <= entry.start < other.end + FAR and set(between) <= words(unit.lang).settlements:
            return other.country
    return None
