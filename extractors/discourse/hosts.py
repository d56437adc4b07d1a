"""Who is the host of an event and who the guest: the one home of that question.

A trigger's roles may say it (`says_target`: "visited Oman"). Else it is told beside the event ("hosted by
Oman", "at the invitation of Oman"), or found: whoever acts for the country that a meeting takes place in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from datelines.extractors.discourse import beside
from datelines.extractors.language import grammar
from datelines.extractors.language.slots import TO, WITH
from datelines.extractors.language.words import words
from datelines.extractors.layers.actor import actor_of
from datelines.extractors.layers.draft import Draft
from datelines.extractors.layers.hit import Hit
from datelines.extractors.layers.memory import Cast
from datelines.extractors.layers.parse import SentenceParse
from datelines.seeds.models.events import EventType
from datelines.sources.records import Participant, Place, Role

if TYPE_CHECKING:
    from spacy.tokens import Token

CARRIED = frozenset(
    {"subject", "passive-subject", "object", "attribute"}
)  # how the noun of an event hangs on its verb


# ---- told beside the event


def around(hit: Hit, unit: SentenceParse) -> Iterator[tuple[Role, Token]]:
    """Yield who is told around an event as host or guest: who hosts it, with whose participation it is held,
    who invited; who came for the visit that a noun tells of, and where that led."""
    yield from _held_by(hit, unit.lang)
    if hit.row.trigger.noun and hit.row.subtype.journey:
        yield from _visiting(hit, unit)


def of_verb(hit: Hit, lang: str) -> list[Token]:
    """Return who hosts by the event's own verb: "Norway will host the next round"."""
    return hit.slots.get("subject", []) if grammar.has_lemma(hit.head, words(lang).hosting) else []


def _held_by(hit: Hit, lang: str) -> Iterator[tuple[Role, Token]]:
    head = hit.head
    nouns = [head, *(head.doc[i] for i in hit.consumed if i != head.i)]
    for noun in nouns:
        if grammar.kind(noun) in {"noun", "name"}:
            yield from (("target", t) for t in beside.agents(noun, words(lang).hosting))
            yield from (("source", t) for t in beside.agents(noun, words(lang).accompanying))
    if not hit.row.kind.meets:
        return
    below = (
        c for c in head.children if grammar.hangs(c) == "adverbial" and grammar.form(c) == "participle"
    )  # "was held, co-chaired by X"
    for led in (c for c in below if grammar.has_lemma(c, words(lang).accompanying)):
        yield from (("source", t) for t in grammar.agents(led))
    if WITH not in hit.slots and hit.row.trigger.verb:  # "discussed trade with the minister"
        objects = hit.slots.get("object", ())
        yield from (("source", t) for o in objects for t in grammar.prepositional(o).get(WITH, []))
    verb = (
        grammar.clause_verb(head)
        if grammar.hangs(head) in CARRIED and grammar.kind(head) not in {"verb", "auxiliary"}
        else None
    )
    for token in (*nouns, *([verb] if verb is not None else [])):
        yield from (("source", t) for t in beside.participating(token, lang))
        yield from (("target", t) for t in _inviting(token, lang))


def _visiting(hit: Hit, unit: SentenceParse) -> Iterator[tuple[Role, Token]]:
    """Yield who came for a visit ("arrived for a visit") and the country that it led to."""
    verb = grammar.clause_verb(hit.head)
    if grammar.hangs(hit.head) == "governed" and verb is not None and not hit.slots.get("whose"):
        yield from (("source", t) for t in grammar.subjects(verb))
    if not hit.slots.get(TO):
        leads = _after(hit.head, unit.lang)
        yield from (("target", t) for t in leads if any(e.kind == "country" for e in unit.at(t)))


def _inviting(token: Token, lang: str) -> list[Token]:
    """Return who invited: "at the invitation of X", "at Oman's invitation"."""
    lists = words(lang)
    nouns = [
        noun
        for nouns in grammar.prepositional(token).values()
        for noun in nouns
        if grammar.has_lemma(noun, lists.invitation)
    ]
    return [t for noun in nouns for t in beside.whose(noun, lists)]


def _after(noun: Token, lang: str) -> list[Token]:
    """Return where a journey leads though the parser hung it elsewhere: "the visit of the king to Oman"."""
    following = noun.doc[noun.right_edge.i + 1 : noun.right_edge.i + 2]
    leads = [t for t in following if grammar.hangs(t) == "preposition" and t.lower_ in words(lang).toward]
    return [c for prep in leads for c in prep.children if grammar.hangs(c) == "governed"]


# ---- found


def seat(
    parties: tuple[Participant, ...], place: Place | None, kind: EventType, cast: Cast
) -> tuple[Participant, ...]:
    """Return the parties of an event with who is at home in its place: an official whose state is not told,
    and, where the parties meet, the host as target."""
    parties = _at_home(parties, place, cast)
    return _with_host(parties, place) if kind.meets else parties


def moved(parties: tuple[Participant, ...], draft: Draft, place: Place | None) -> tuple[Participant, ...]:
    """Return the parties of a meeting that is told again for another place, with its host."""
    if not _is_found(draft):
        return parties
    return _with_host(tuple(replace(p, role="source") for p in parties), place)


def is_equal(party: Participant, parties: Sequence[Participant], draft: Draft) -> bool:
    """Say whether the host of a meeting is told of in one breath with the guests: "the presidents of A and B
    met in A"."""
    if not _is_found(draft):
        return False
    told = slot_of(party, draft)
    return told == "subject" or any(slot_of(p, draft) == told for p in parties if p.role == "source")


def slot_of(party: Participant, draft: Draft) -> str | None:
    """Return the slot in whose phrase somebody is named; None where that is another sentence's or none."""
    for slot, tokens in draft.hit.slots.items():
        spans = (draft.unit.span(t.left_edge.i, t.right_edge.i + 1) for t in tokens)
        if party.start is not None and any(a <= party.start < b for a, b in spans):
            return slot
    return None


def _is_found(draft: Draft) -> bool:
    """Say whether the host of an event is found by its place, not told by its trigger."""
    return draft.kind.meets and not draft.hit.row.trigger.says_target


def _at_home(parties: tuple[Participant, ...], place: Place | None, cast: Cast) -> tuple[Participant, ...]:
    """Let an unknown minister, governor or mayor whom others meet in a country act for it."""
    country = place.country if place else None
    others = {party.country for party in parties if party.country}
    if country is None or not others or country in others:
        return parties
    governs = [a.key for title, a in cast.titled if any(word in title for word in words(cast.lang).governing)]
    return tuple(
        replace(p, country=country)
        if p.country is None and p.id is None and actor_of(p).key in governs
        else p
        for p in parties
    )


def _with_host(parties: tuple[Participant, ...], place: Place | None) -> tuple[Participant, ...]:
    """Make the host of a meeting its target: whoever acts for the country it takes place in."""
    if place is None or place.country is None or any(p.role == "target" for p in parties):
        return parties
    hosts = {p.country for p in parties} & {place.country}
    if not hosts or {p.country for p in parties} == hosts:
        return parties
    return tuple(replace(p, role="target") if p.country in hosts else p for p in parties)
