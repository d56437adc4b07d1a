"""Gapping: a second happening that leaves its verb out, "met in Astana in 2022 and in Osh in 2023".

What remains of the second clause stands between the joint and its time expression, and each remnant answers
to a part of the first clause (Ross 1970): a place to its place, a party to its subject or to an object of
the same kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from datelines.extractors.clauses import when, where
from datelines.extractors.discourse import hosts
from datelines.extractors.language import grammar
from datelines.extractors.language.words import words
from datelines.extractors.layers.dated import Dated
from datelines.extractors.layers.draft import Draft
from datelines.extractors.layers.entry import Entry, actor_kind
from datelines.extractors.layers.memory import Cast
from datelines.extractors.layers.parse import SentenceParse
from datelines.sources.records import Participant

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACES = frozenset({"place", "venue"})


@dataclass(frozen=True, slots=True)
class Remnant:
    """What is left of a second clause: its span, time expression, place, parties and number."""

    start: int
    end: int
    timex: int
    place: Entry | None
    parties: tuple[Entry, ...]
    ordinal: int | None


def repeated(drafts: Sequence[Draft], unit: SentenceParse, cast: Cast, dct: str | None) -> list[Draft]:
    """Return the drafts of a sentence, and one more for each time expression that repeats an event of it."""
    found = list(drafts)
    for first, remnant in _remnants(unit):
        dated = [d for d in found if d.date and d.date.timex == first]
        draft = min(dated, key=lambda d: d.cost, default=None)
        taken = any(d.date and d.date.timex == remnant.timex for d in found)
        bare = remnant.place is None and not remnant.parties and remnant.ordinal is None
        if draft is None or taken or (bare and draft.subtype.lasting):
            continue
        found[found.index(draft)] = _without(draft, remnant)
        again = _again(draft, remnant, cast, dct)
        found += [again] if again else []
    return found


def _remnants(unit: SentenceParse) -> Iterator[tuple[int, Remnant]]:
    """Yield the time expression before each remnant, and the remnant."""
    spans = set(when.joined(unit))
    for (one, first), (two, second) in pairwise(unit.dated):
        if (one, two) in spans or first.start is None or second.start is None:
            continue
        remnant = _remnant(two, first, second, unit)
        if remnant is not None:
            yield one, remnant


def _remnant(index: int, first: Dated, second: Dated, unit: SentenceParse) -> Remnant | None:
    lists = words(unit.lang)
    between = [t for t in unit.doc if first.timex.end <= unit.offset(t) < second.timex.start]
    joint = next((t for t in between if t.lower_ in lists.joints), None)
    if joint is None or not _is_placed(between[: between.index(joint)], unit):
        return None
    rest = between[between.index(joint) + 1 :]
    small = lists.joints | lists.articles | lists.again | set(lists.at) | set(lists.at_dates)
    if not all(
        t.lower_ in small or t.lower_ in lists.ordinals or grammar.kind(t) == "number" or unit.at(t)
        for t in rest
    ):
        return None
    after = [t for t in unit.doc if second.timex.end <= unit.offset(t)][:3]
    behind = _place(after[1:], unit) if after and after[0].lower_ in lists.at else None
    named = _entries(rest, unit)
    place = next((e for e in named if e.kind in PLACES), None) or behind
    parties = tuple(e for e in named if e is not place and actor_kind(e))
    number = next((lists.ordinals[t.lower_] for t in rest if t.lower_ in lists.ordinals), None)
    if joint.is_punct and place is None and not parties and number is None:
        return None  # "on Monday, 5 May": one day
    end = behind.end if behind and place is behind else second.timex.end
    return Remnant(unit.offset(joint), end, index, place, parties, number)


def _is_placed(tokens: Sequence[Token], unit: SentenceParse) -> bool:
    """Say whether nothing but a phrase of place stands here: "in May in Oslo and …"."""
    return all(t.lower_ in words(unit.lang).at or any(e.kind in PLACES for e in unit.at(t)) for t in tokens)


def _entries(tokens: Sequence[Token], unit: SentenceParse) -> list[Entry]:
    found: list[Entry] = []
    for entry in (e for t in tokens for e in unit.at(t)):
        if entry not in found:
            found.append(entry)
    return found


def _place(tokens: Sequence[Token], unit: SentenceParse) -> Entry | None:
    return next((e for t in tokens[:1] for e in unit.at(t) if e.kind in PLACES | {"country"}), None)


def _without(draft: Draft, remnant: Remnant) -> Draft:
    """Leave out of the first happening what is the second's."""

    def inside(start: int | None) -> bool:
        return start is not None and remnant.start <= start < remnant.end

    return replace(
        draft,
        participants=tuple(p for p in draft.participants if not inside(p.start)),
        place=None if draft.place and inside(draft.place.start) else draft.place,
    )


def _again(draft: Draft, remnant: Remnant, cast: Cast, dct: str | None) -> Draft | None:
    """Return the happening that a remnant tells of: the first one's, but for what it replaces."""
    date = when.date_range(draft.unit, remnant.timex)
    if date is None:
        return None
    before = _without(draft, remnant).participants
    parties = _answering(before, remnant.parties, draft, cast)
    gone = {party.start for party in before} - {party.start for party in parties}
    reached = (
        remnant.parties[-1] if draft.place and draft.place.start in gone else None
    )  # "visited Oman in May
    town = remnant.place or reached  # and Peru in June"
    place = where.as_place(town, draft.unit) if town else draft.place
    number = remnant.ordinal
    mechanism = replace(draft.mechanism, ordinal=number) if draft.mechanism else None
    ahead = draft.factuality == "asserted" and dct is not None and date.start > dct
    return replace(
        draft,
        date=date,
        place=place,
        ordinal=number,
        mechanism=mechanism,
        participants=hosts.moved(parties, draft, place),
        factuality="planned" if ahead else draft.factuality,
        steps=(*draft.steps, "told again by what is left of a second clause"),
    )


def _answering(
    parties: Sequence[Participant], new: Sequence[Entry], draft: Draft, cast: Cast
) -> tuple[Participant, ...]:
    """Return the parties with those whom remnants replace: two answer to subject and object, one to an object
    of its kind, else to the subject."""
    if not new:
        return tuple(parties)
    slots = [_of_slot(parties, name, draft) for name in ("subject", "object")]
    kinds = {actor_kind(entry) for entry in new}
    if len(new) == 1 and slots[1] and slots[0] and kinds == {p.kind for p in slots[1]}:
        gone = slots[1]
    else:
        gone = slots[0] + (slots[1] if len(new) > 1 else [])
    role = gone[0].role if gone else "source"
    added = [_party(entry, cast) for entry in new]
    return (*(p for p in parties if p not in gone), *(replace(p, role=role) for p in added if p))


def _of_slot(parties: Sequence[Participant], slot: str, draft: Draft) -> list[Participant]:
    spans = [draft.unit.span(t.left_edge.i, t.right_edge.i + 1) for t in draft.hit.slots.get(slot, ())]
    return [p for p in parties if p.start is not None and any(a <= p.start < b for a, b in spans)]


def _party(entry: Entry, cast: Cast) -> Participant | None:
    if entry.kind == "person":
        return cast.meet(entry).takes_part("source")
    kind = actor_kind(entry)
    if kind is None:
        return None
    return Participant(entry.text, *entry.at, entry.name, entry.id, kind, entry.country, "source")
