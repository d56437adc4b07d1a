"""Who takes part in an event: from the tokens in its slots to participants with roles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors import describe, ranks, syntax
from extractors.cast import Actor, Cast
from extractors.triggers import Hit
from extractors.unit import Entry, Unit, actor_kind
from extractors.words import words
from sources.records import Participant

if TYPE_CHECKING:
    from spacy.tokens import Token

# What a pronoun may stand for.
KINDS = {
    "person": frozenset({"person"}),
    "thing": frozenset({"country", "organisation", "group"}),
    "group": frozenset({"country", "organisation", "group", "person"}),
}
JOINED = frozenset({"appos", "conj", "dep", "nmod", "compound"})


def read_cast(units: Iterable[Unit], lang: str, home: str | None) -> Cast:
    """Meet every person whom the document names, before any pronoun asks for one.

    `home` is the country whose officials the document's publisher speaks of without naming it, or None.
    """
    cast = Cast(lang)
    for unit in units:
        for entry in unit.entries:
            if entry.kind == "person":
                country = (
                    entry.country or _beside(unit, entry, lang) or ranks.country_of(unit, entry, lang, home)
                )
                actor = cast.meet(replace(entry, country=country))
                title = unit.sentence.text[
                    entry.start - unit.sentence.start : entry.end - unit.sentence.start
                ]
                cast.note(title.lower(), actor)
    return cast


def _beside(unit: Unit, entry: Entry, lang: str) -> str | None:
    """Return the country that a person's own phrase names: "X, foreign minister of Oman"."""
    head = unit.root(*entry.at)
    if head is None:
        return None
    beside = [child for child in head.children if child.dep_ in {"appos", "compound", "poss", "nmod", "amod"}]
    named = [entry for child in beside for entry in describe.countries(child, unit, lang)]
    return named[0].country if named else None


def resolve(token: Token, unit: Unit, cast: Cast, slot: str) -> list[Actor]:
    """Return the actors that a noun in a slot stands for, what is co-ordinated with it included."""
    found: dict[str, Actor] = {}
    for part in (*syntax.conjuncts(token), *_listed_with(token, unit, cast.lang)):
        for actor in _one(part, unit, cast, slot):
            found.setdefault(actor.key, actor)
    return list(found.values())


def _listed_with(token: Token, unit: Unit, lang: str) -> list[Token]:
    """Return the heads of further names in a noun's phrase that the parser took for appositions: the
    countries of a long list, the first of two titled people."""
    own = unit.at(token)
    kinds = {entry.kind for entry in own} & {"person", "country"}
    if not own and syntax.has_lemma(token, words(lang).people):
        kinds = {"person"}
    return [
        child
        for child in token.subtree
        if child.dep_ in JOINED
        and any(e.kind in kinds and e.form != "demonym" and e not in own for e in unit.at(child))
        and not _within_clause(child, token)
    ]


def _within_clause(token: Token, top: Token) -> bool:
    """Say whether a clause, a preposition or a possessive stands between a word and the noun above."""
    while token.i != top.i:
        if token.dep_ in {"relcl", "acl", "prep", "pobj", "poss", "advcl"}:
            return True
        token = token.head
    return False


def _one(token: Token, unit: Unit, cast: Cast, slot: str) -> list[Actor]:
    entries = unit.at(token)
    if slot == "before" and not entries:  # an adjective takes no part
        return []
    if not entries:
        found = _of_whom_told(token, unit, cast) or describe.pronoun(token, unit, cast)
        if found is not None:
            return found
        return describe.described(token, unit, cast) or _unknown(token, unit, slot)
    return [actor for entry in entries for actor in _actors(entry, token, unit, cast, slot)]


def _of_whom_told(token: Token, unit: Unit, cast: Cast) -> list[Actor]:
    """Return whom the subject pronoun of a reported clause means: "Oman says it will sign"."""
    pronouns = words(cast.lang).pronouns
    fits = next((kind for kind in KINDS if token.lower_ in getattr(pronouns, kind)), None)
    reporting = syntax.reporting_verb(token)
    if fits is None or reporting is None:
        return []
    found = [
        a for t in syntax.subjects(reporting) if t.i != token.i for a in resolve(t, unit, cast, "subject")
    ]
    return [actor for actor in found if actor.kind in KINDS[fits]]


def _unknown(token: Token, unit: Unit, slot: str) -> list[Actor]:
    """Return a doer that is known to nobody, but written like a name."""
    if slot != "subject" or token.pos_ != "PROPN" or not token.text[:1].isupper():
        return []
    left = min([token.i, *(c.i for c in token.lefts if c.dep_ == "compound" and c.pos_ == "PROPN")])
    return [Actor(unit.text(left, token.i + 1), *unit.span(left, token.i + 1), None, None, "group", None)]


def _actors(entry: Entry, token: Token, unit: Unit, cast: Cast, slot: str) -> list[Actor]:
    """Return whom a named entry stands for in a slot: itself, a city's government, those it describes."""
    if entry.kind == "place":
        acts = entry.country and entry.known and slot not in words(cast.lang).at
        return [_government(entry)] if acts else []
    if entry.form == "demonym" or entry.kind in {"region", "topic"}:
        alone = [_government(entry)] if entry.country and slot == "before" else []
        return describe.described(token, unit, cast) or alone
    if entry.kind == "title" and entry.country is None and (found := describe.described(token, unit, cast)):
        return found
    if entry.kind == "person":
        return [cast.meet(entry)]
    kind = actor_kind(entry)
    return [Actor(entry.text, *entry.at, entry.name, entry.id, kind, entry.country)] if kind else []


def _government(entry: Entry) -> Actor:
    """Return the country for which a capital's name stands ("Tashkent urged …")."""
    return Actor(entry.text, *entry.at, None, entry.country, "country", entry.country)


def is_named(token: Token, unit: Unit) -> bool:
    """Say whether a noun names a place to travel to, a body to join, "the X summit"."""
    kinds = {"place", "country", "venue", "region", "mechanism", "organisation"}
    for part in syntax.conjuncts(token):
        before = (c for c in part.lefts if c.dep_ in {"nmod", "compound", "poss"})
        if any(e.kind in kinds and e.form != "demonym" for t in (part, *before) for e in unit.at(t)):
            return True
    return False


def participants(hit: Hit, unit: Unit, cast: Cast) -> tuple[Participant, ...]:
    """Return who takes part in an event with which role, each once, in order of their slots.

    A group of whom nothing is known is left out beside others who are known.
    """
    found: dict[str, Participant] = {}
    for slot, role in hit.row.trigger.roles.items():
        journey = hit.row.trigger.subtype == "visit" and role == "target"
        for token in hit.slots.get(slot, ()):
            for actor in resolve(token, unit, cast, words(cast.lang).at[0] if journey else slot):
                found.setdefault(actor.key, actor.takes_part(role))
    known = [party for party in found.values() if party.country or party.id or party.kind != "group"]
    return tuple(known if len(known) > 1 else found.values())


def remember(hit: Hit, unit: Unit, cast: Cast) -> None:
    """Note who was the subject, for the pronouns that follow."""
    for token in hit.slots.get("subject", ()):
        for actor in resolve(token, unit, cast, "subject"):
            point_to(actor, cast)


def point_to(actor: Actor, cast: Cast) -> None:
    """Let the next "he" or "it" mean an actor."""
    if actor.kind == "person":
        cast.person = actor
    elif actor.kind in {"country", "organisation"}:
        cast.thing = actor
