"""Chains: all mentions of one person, country or body in a document, each with the rule that linked it.

A mention is named in the text, or it is one of `links`. Several who are meant at once ("the two sides") are a
chain of their own, with those meant as `members`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from datelines.extractors.layers.actor import Actor
from datelines.extractors.layers.reference import Reference
from datelines.extractors.page import Page
from datelines.sources.records import ActorKind, Chain, ChainMention, MentionForm, Participant, Report

NAMED = "named in the text"
HELD = "who held the office on the day"
NAMES = frozenset({"country", "organisation"})


@dataclass(frozen=True, slots=True)
class _Mention:
    """A mention with whom it means: the key of its chain, and the offset of what it was linked to."""

    start: int
    end: int
    form: MentionForm
    rule: str
    key: str
    actor: Actor
    linked: int | None = None
    members: tuple[str, ...] = ()


def chains(page: Page) -> tuple[Chain, ...]:
    """Return the chains of a page in order of their first mention: those of two mentions or more, of groups,
    and of the members of groups."""
    told: dict[str, dict[tuple[int, int], _Mention]] = {}
    for mention in (*_named(page), *_linked(page)):
        told.setdefault(mention.key, {}).setdefault((mention.start, mention.end), mention)
    members = {key for own in told.values() for mention in own.values() for key in mention.members}
    kept = {
        key: sorted(own.values(), key=_place) for key, own in told.items() if len(own) > 1 or key in members
    }
    kept |= {key: list(own.values()) for key, own in told.items() if any(m.members for m in own.values())}
    order = sorted(kept, key=lambda key: (_place(kept[key][0]), key))
    ids = {key: f"c{number}" for number, key in enumerate(order, 1)}
    return tuple(_chain(ids[key], kept[key], ids) for key in order)


def _place(mention: _Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _chain(id: str, mentions: Sequence[_Mention], ids: dict[str, str]) -> Chain:
    starts = {mention.start: number for number, mention in reversed(list(enumerate(mentions)))}
    return Chain(
        id=id,
        mentions=tuple(
            ChainMention(m.start, m.end, m.form, m.rule, None if m.linked is None else starts.get(m.linked))
            for m in mentions
        ),
        name=next((m.actor.name for m in mentions if m.actor.name), None),
        entity=next((m.actor.id for m in mentions if m.actor.id), None),
        kind=_kind(mentions),
        country=next((m.actor.country for m in mentions if m.actor.country), None),
        members=tuple(ids[key] for key in mentions[0].members if key in ids),
    )


def _kind(mentions: Sequence[_Mention]) -> ActorKind:
    return "group" if mentions[0].members else mentions[0].actor.kind


def _named(page: Page) -> Iterator[_Mention]:
    """Yield whom the text names: persons, countries, bodies; a title alone where its holder is known."""
    parsed = set()
    for unit in page.units:
        parsed.add(unit.number)
        for entry in unit.entries:
            if entry.kind == "person":
                actor = page.people.known(entry)
                yield _Mention(*entry.at, "name", NAMED, actor.key, actor)
            elif entry.kind == "title" and entry.id:
                actor = Actor(entry.text, *entry.at, entry.name, entry.id, "person", entry.country)
                yield _Mention(*entry.at, "title", HELD, actor.key, actor)
    for name in page.names:
        if name.kind in NAMES and name.form != "demonym":
            kind: ActorKind = "country" if name.kind == "country" else "organisation"
            actor = Actor(name.text, name.start, name.end, name.name, name.id, kind, name.country)
            yield _Mention(name.start, name.end, "name", NAMED, actor.key, actor)
    for _, actor in page.introduced.titled:
        yield _Mention(actor.start, actor.end, "name", NAMED, actor.key, actor)


def _linked(page: Page) -> Iterator[_Mention]:
    for reference in page.cast.references.values():
        if len(reference.actors) == 1:
            [actor] = reference.actors
            own = reference.start <= actor.start < reference.end  # a description that stands for itself
            key = f"@{reference.start}" if own and actor.id is None else actor.key
            linked = None if own else actor.start
            yield _Mention(reference.start, reference.end, reference.form, reference.rule, key, actor, linked)
        elif reference.actors:
            yield _group(reference)
            for actor in reference.actors:  # whoever is meant with others has a chain, if of one mention
                yield _Mention(actor.start, actor.end, "name", NAMED, actor.key, actor)


def _group(reference: Reference) -> _Mention:
    members = tuple(dict.fromkeys(actor.key for actor in reference.actors))
    about = replace(reference.actors[0], name=None, id=None, country=None)
    key = "&".join(sorted(members))
    return _Mention(reference.start, reference.end, "group", reference.rule, key, about, members=members)


def with_chains(reports: Iterable[Report], found: Sequence[Chain]) -> tuple[Report, ...]:
    """Return reports whose participants say to which chain they belong."""
    by_start = {mention.start: chain.id for chain in found for mention in chain.mentions}
    by_entity = {chain.entity: chain.id for chain in found if chain.entity}

    def marked(party: Participant) -> Participant:
        told = by_start.get(party.start) if party.start is not None else None
        return replace(party, chain=by_entity.get(party.id or "") or told)

    return tuple(replace(one, participants=tuple(map(marked, one.participants))) for one in reports)
