"""Who takes part in an event: from the tokens in its slots to participants with roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from datelines.extractors.discourse import beside, descriptions, hosts
from datelines.extractors.language import grammar
from datelines.extractors.language.slots import FOR
from datelines.extractors.language.words import words
from datelines.extractors.layers.actor import Actor
from datelines.extractors.layers.entry import Entry, actor_kind
from datelines.extractors.layers.hit import Hit
from datelines.extractors.layers.memory import Memory
from datelines.extractors.layers.parse import SentenceParse
from datelines.extractors.names.overlay import owner_of
from datelines.sources.records import Participant, Role

if TYPE_CHECKING:
    from spacy.tokens import Token

# What a pronoun may stand for.
KINDS = {
    "person": frozenset({"person"}),
    "thing": frozenset({"country", "organisation", "group"}),
    "group": frozenset({"country", "organisation", "group", "person"}),
}
JOINED = frozenset({"apposition", "conjunct", "unclear", "noun", "compound"})


def resolve(token: Token, unit: SentenceParse, memory: Memory, slot: str) -> list[Actor]:
    """Return the actors that a noun in a slot stands for, what is co-ordinated with it included."""
    found: dict[str, Actor] = {}
    token = _before_date(token, unit)
    for part in (*grammar.conjuncts(token), *_listed_with(token, unit, slot)):
        own = _one(part, unit, memory, slot)
        more = [
            a
            for t in beside.beside(part, memory.lang)
            for c in grammar.conjuncts(t)
            for a in _one(c, unit, memory, slot)
        ]
        for actor in (*_known_by(own, more), *more):
            found.setdefault(actor.key, actor)
    return list(found.values())


def named(token: Token, unit: SentenceParse, memory: Memory, slot: str) -> list[Actor]:
    """Return the actors whose names stand in a slot, without those who are only described there."""
    parts = (part for part in grammar.conjuncts(token) if unit.at(part))
    return [actor for part in parts for actor in _one(part, unit, memory, slot)]


def _before_date(token: Token, unit: SentenceParse) -> Token:
    """Return the name that the parser took for a part of the date after it: "to Kazakhstan May 23"."""
    at = unit.offset(token)
    if unit.at(token) or not any(d.timex.start <= at < d.timex.end for _, d in unit.dated):
        return token
    return next((c for c in token.lefts if grammar.hangs(c) == "compound" and unit.at(c)), token)


def _known_by(own: list[Actor], more: list[Actor]) -> list[Actor]:
    """Give a group of whom nothing is known the country of who leads it; drop one whose members are named."""
    countries = {actor.country for actor in more}
    if len(countries) > 1:
        return [actor for actor in own if actor.country or actor.id or actor.kind != "group"]
    return [
        replace(a, country=next(iter(countries)))
        if a.kind == "group" and a.country is None and countries
        else a
        for a in own
    ]


def _listed_with(token: Token, unit: SentenceParse, slot: str) -> list[Token]:
    """Return the heads of further names in a noun's phrase that the parser took for appositions: the
    countries of a long list, the first of two titled people."""
    own = unit.at(token)
    listed = {"person", "country"} | ({"place"} if slot == "before" else set())
    kinds = {entry.kind for entry in own} & listed
    if not own and grammar.has_lemma(token, words(unit.lang).people):
        kinds = {"person"}
    return [
        child
        for child in token.subtree
        if grammar.hangs(child) in JOINED
        and any(e.kind in kinds and e.form != "demonym" and e not in own for e in unit.at(child))
        and not _within_clause(child, token)
    ]


def _within_clause(token: Token, top: Token) -> bool:
    """Say whether a clause, a preposition or a possessive stands between a word and the noun above."""
    while token.i != top.i:
        if grammar.hangs(token) in {
            "relative",
            "participle",
            "preposition",
            "governed",
            "possessor",
            "adverbial",
        }:
            return True
        token = token.head
    return False


def _one(token: Token, unit: SentenceParse, memory: Memory, slot: str) -> list[Actor]:
    entries = unit.at(token)
    if slot == "before" and not entries:  # an adjective takes no part
        return []
    if not entries:
        return list(memory.look(token, unit)) or _unknown(token, unit, memory, slot)
    return [actor for entry in entries for actor in _actors(entry, token, unit, memory, slot)]


def _unknown(token: Token, unit: SentenceParse, memory: Memory, slot: str) -> list[Actor]:
    """Return somebody known to nobody: a doer written like a name, or who has a title before the name."""
    if grammar.kind(token) != "name" or not token.text[:1].isupper():
        return []
    if (
        token.text in words(memory.lang).rank_modifiers | words(memory.lang).ranks
    ):  # what is left of a long title
        return []
    before = [c for c in token.lefts if grammar.hangs(c) in {"compound", "noun"}]
    titles = [c for c in before if grammar.has_lemma(c, words(memory.lang).titles)]
    kinds = [c for c in before if grammar.has_lemma(c, words(memory.lang).bodies)]
    after = [
        c
        for c in token.rights
        if grammar.hangs(c) == "apposition" and grammar.has_lemma(c, words(memory.lang).titles)
    ]
    if slot != "subject" and not titles and grammar.hangs(token) != "passive-subject":
        return []
    names = {
        c.i for c in before if grammar.kind(c) == "name" and not (titles and c.i <= titles[-1].right_edge.i)
    }
    left = token.i
    while left - 1 in names:
        left -= 1
    text, at = unit.text(left, token.i + 1), unit.span(left, token.i + 1)
    named = descriptions.countries(token, unit)
    if not titles and not after:
        owner = owner_of(at[0], unit.entries, unit.sentence, memory.lang)  # "Oman's Roe"
        if owner:
            return [memory.meet(Entry(*at, "person", text, at, country=owner.country, known=False))]
        country = named[0].country if named and kinds else None  # "Turkish company X"
        return [Actor(text, *at, None, None, "organisation" if country else "group", country)]
    country = named[0].country if named else memory.home
    return [memory.meet(Entry(*at, "person", text, at, country=country, known=False))]


def _actors(entry: Entry, token: Token, unit: SentenceParse, memory: Memory, slot: str) -> list[Actor]:
    """Return whom a named entry stands for in a slot: itself, a city's government, those it describes."""
    if entry.kind == "place":
        if slot in words(memory.lang).at:
            return [_government(e) for e in _states_after(entry, unit)]
        if entry.country and not entry.known and slot != "before":  # "Oman's Roe" was taken for a town
            return [memory.meet(replace(entry, kind="person"))]
        acts = entry.country and entry.known and (slot != "before" or _is_paired(entry, unit))
        return [_government(entry)] if acts else []
    if entry.form == "demonym" and slot == "subject" and grammar.kind(token) in {"noun", "name"}:
        people = unit.root(*entry.at) == token and not list(memory.look(token, unit))
        if people and entry.country:  # "Nigerians voted"
            return [Actor(entry.text, *entry.at, None, None, "group", entry.country)]
    if (
        entry.kind == "region" and slot in words(memory.lang).sides_of
    ):  # "a summit of the union and the region"
        return descriptions.members(entry)
    if entry.form == "demonym" or entry.kind in {"region", "topic"}:
        alone = [_government(entry)] if entry.country and slot == "before" else []
        return list(memory.look(token, unit)) or alone
    if entry.kind == "title" and entry.id is None:
        sent = [
            e for n in grammar.prepositional(token).get(FOR, []) for e in unit.at(n) if e.kind == "person"
        ]
        if sent:  # "Special Representative for Peace Jane Roe"
            return [memory.meet(replace(sent[0], country=sent[0].country or entry.country))]
    unknown = entry.kind == "title" and entry.country is None and entry.id is None
    of_body = entry.end > unit.span(token.i, token.i + 1)[1]  # "the president of the European Council"
    if unknown and not of_body and (found := list(memory.look(token, unit))):
        return found
    if entry.kind == "person":
        return [memory.meet(entry)]
    kind = actor_kind(entry)
    return [Actor(entry.text, *entry.at, entry.name, entry.id, kind, entry.country)] if kind else []


def _government(entry: Entry) -> Actor:
    """Return the country for which a capital's name stands ("Tashkent urged …")."""
    return Actor(entry.text, *entry.at, None, entry.country, "country", entry.country)


def _states_after(town: Entry, unit: SentenceParse) -> list[Entry]:
    """Return the country told after a town that somebody travels to: "New Delhi, India"."""
    after = (e for e in unit.entries if town.end <= e.start <= town.end + 3)
    return [e for e in after if e.kind == "country" and e.form == "name" and e.country == town.country]


def _is_paired(town: Entry, unit: SentenceParse) -> bool:
    """Say whether a town before a noun stands for its state beside another's: "the Baku-Yerevan talks"."""
    near = (e for e in unit.entries if e is not town and e.kind in {"place", "country"})
    return any(0 < max(e.start - town.end, town.start - e.end) <= 3 for e in near)


def is_named(token: Token, unit: SentenceParse) -> bool:
    """Say whether a noun names a place to travel to, a body to join, "the X summit"."""
    kinds = {"place", "country", "venue", "region", "mechanism", "organisation"}
    for part in grammar.conjuncts(token):
        before = (c for c in part.lefts if grammar.hangs(c) in {"noun", "compound", "possessor"})
        if any(e.kind in kinds and e.form != "demonym" for t in (part, *before) for e in unit.at(t)):
            return True
    return False


def participants(hit: Hit, unit: SentenceParse, memory: Memory) -> tuple[Participant, ...]:
    """Return who takes part in an event with which role, each once, in order of their slots.

    A group of whom nothing is known is left out beside others who are known.
    """
    return parties(hit, unit, memory)[0]


def parties(
    hit: Hit, unit: SentenceParse, memory: Memory
) -> tuple[tuple[Participant, ...], tuple[Actor, ...]]:
    """Return the participants of an event, and those of them last named in one breath."""
    found: dict[str, Participant] = {}
    joined: tuple[Actor, ...] = ()
    for slot, role in hit.row.trigger.roles.items():
        journey = hit.row.subtype.journey and role == "target"
        for token in _tokens(hit, unit, slot):
            actors = resolve(token, unit, memory, words(memory.lang).at[0] if journey else slot)
            joined = tuple(actors) if len(actors) > 1 else joined
            for actor in actors:
                found.setdefault(actor.key, actor.takes_part(role))
    for role, token in _around(hit, unit):
        for actor in resolve(token, unit, memory, "subject"):
            countries = {party.country for party in found.values()}
            if actor.country not in countries or actor.kind == "person":
                found.setdefault(actor.key, actor.takes_part(role))
    all_ = _apart(list(found.values() or _acted_on(hit, unit, memory)))
    known = [party for party in all_ if party.country or party.id or party.kind != "group"]
    return tuple(known if len(known) > 1 else all_), joined


def _around(hit: Hit, unit: SentenceParse) -> Iterator[tuple[Role, Token]]:
    """Yield who is named around an event, with the role: who attends it, hosts and guests, who is accused."""
    if hit.row.trigger.noun:
        yield from (("source", t) for t in beside.attending(hit.head, unit.lang))
    yield from hosts.around(hit, unit)
    yield from beside.harmed(hit, unit)


def _tokens(hit: Hit, unit: SentenceParse, slot: str) -> list[Token]:
    """Return the nouns of a slot, for a subject with who does it too."""
    tokens = hit.slots.get(slot, [])
    if slot != "subject":  # what somebody is made is nobody: "was appointed ambassador"
        return [t for t in tokens if grammar.hangs(t) != "object-attribute" or unit.at(t)]
    more = beside.of_verb(hit.head, unit.lang) + ([] if tokens else grammar.fronted(hit.head))
    if unit.heading or unit.alone:
        more += [t for token in tokens for t in beside.listed_before(token) if unit.at(t)]
    return [*tokens, *more]


def _acted_on(hit: Hit, unit: SentenceParse, memory: Memory) -> list[Participant]:
    """Return who is known of whom a passive tells that names no doer ("The embassy was opened"), and the two
    states whose ties are told of without their names."""
    nouns = [hit.head, *(hit.head.doc[i] for i in hit.consumed)]
    if any(grammar.has_lemma(noun, words(memory.lang).ties) for noun in nouns):
        return [a.takes_part("source") for a in memory.named_together(2, unit.number)]
    if not grammar.is_passive(hit.head):
        return []
    found = [a for t in grammar.passive_subjects(hit.head) for a in resolve(t, unit, memory, "object")]
    return [actor.takes_part("source") for actor in found if actor.country or actor.id]


def _apart(parties: list[Participant]) -> list[Participant]:
    """Leave out who is only part of another's title or phrase: "the ambassador of Norway", "Envoy X"."""
    kept = []
    for party in parties:
        inside = any(
            p is not party
            and (p.start or 0) <= (party.start or 0)
            and (party.end or 0) <= (p.end or 0)
            and (p.start, p.end) != (party.start, party.end)
            and p.country == party.country
            for p in parties
        )
        titles = any(
            p.kind == "person"
            and p is not party
            and party.id is None
            and 0 <= (p.start or 0) - (party.end or 0) < 2
            for p in parties
        )
        if not inside and not (titles and party.kind != "country"):
            kept.append(party)
    return kept
