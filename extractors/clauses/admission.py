"""Whether a draft is an event: somebody acts whom we can name, and it is not only told in passing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from datelines.extractors.discourse import who
from datelines.extractors.language import grammar
from datelines.extractors.layers.draft import Draft
from datelines.extractors.layers.entry import Entry
from datelines.extractors.layers.memory import Cast
from datelines.extractors.learned.attach import NEAR
from datelines.extractors.page import Page
from datelines.sources.records import Participant

if TYPE_CHECKING:
    from spacy.tokens import Token


def stands(draft: Draft, page: Page) -> bool:
    """Say whether a draft is an event: somebody acts whom we can name, and a bare noun has a date."""
    if not _names_what_it_must(draft, page.cast) or is_background(draft):
        return False
    trigger = draft.hit.row.trigger
    if trigger.impersonal:
        return bool(draft.participants) or draft.date is not None
    if draft.nominal:
        return _nounstands(draft, page)
    if page.between_states and draft.kind.meets and trigger.object and draft.cost < NEAR:
        return True  # "convene a meeting this summer": a noun's meeting, whoever the parser makes its subject
    passive = grammar.is_passive(draft.head) and draft.date is not None
    return _somebody_acts(draft, page.cast) and (
        bool(draft.participants) or draft.mechanism is not None or passive
    )


def _names_what_it_must(draft: Draft, cast: Cast) -> bool:
    """Say whether the slots that must hold an actor or a name do."""
    slots = draft.hit.slots
    if draft.hit.row.trigger.several and len(draft.participants) < 2:
        return False
    named = draft.hit.row.trigger.named
    for slot in named:
        tokens = slots.get(slot, [])
        if tokens and not any(
            who.resolve(t, draft.unit, cast, slot) or who.is_named(t, draft.unit) for t in tokens
        ):
            return False
    if not all(_is_certain(slots.get(slot, []), draft, cast) for slot in draft.hit.row.trigger.certain):
        return False
    if named and not any(slots.get(slot) for slot in named):
        return len(draft.participants) > 1 or any(p.kind == "group" for p in draft.participants)
    return True


def _is_certain(tokens: Sequence[Token], draft: Draft, cast: Cast) -> bool:
    """Say whether a slot holds a place, a country or somebody who acts for a state."""
    unit = draft.unit
    for token in tokens:
        if any(e.kind in {"place", "country"} and e.form != "metonym" for e in unit.at(token)):
            return True
        journey = draft.subtype.journey  # to somewhere, not to somebody's house
        if not journey and any(a.country or a.id for a in who.resolve(token, unit, cast, "object")):
            return True
    return False


def is_background(draft: Draft) -> bool:
    """Say whether an undated event is only told in passing, inside a relative or adverbial clause."""
    if draft.position is not None:
        return False
    if draft.mechanism and draft.mechanism.stage in {"proposed", "established"}:
        return False
    if draft.factuality == "possible" and grammar.hangs(draft.head) in {
        "adverbial",
        "participle",
        "relative",
    }:
        return True  # what something is for, whenever that was
    if draft.date is not None:
        return False
    if _is_habit(draft) or _is_undated_aim(draft):
        return True
    for token in (draft.head, *draft.head.ancestors):
        infinitive = grammar.form(token) == "base" and any(
            grammar.hangs(c) == "auxiliary" and grammar.form(c) == "to" for c in token.children
        )
        if grammar.hangs(token) in {"relative", "participle", "adverbial", "governed-clause"} and (
            not infinitive or draft.factuality != "asserted"
        ):
            return not _is_headline_infinitive(draft)
    return False


def _is_habit(draft: Draft) -> bool:
    """Say whether an undated present tense tells what is so, not what happened: "cooperates with …"."""
    trigger = draft.hit.row.trigger
    told = grammar.form(draft.head) == "present" and draft.factuality == "asserted"
    return told and not draft.unit.heading and not draft.unit.alone and not trigger.performative


def _is_undated_aim(draft: Draft) -> bool:
    """Say whether an undated infinitive only tells what something is for: "a plan to meet"."""
    head = draft.head
    infinitive = grammar.form(head) == "base" and any(grammar.form(child) == "to" for child in head.children)
    below = grammar.hangs(head) in {
        "open-complement",
        "complement",
        "participle",
        "adverbial",
        "relative",
        "governed-clause",
    }
    return infinitive and below and not draft.unit.heading and not draft.unit.alone


def _is_headline_infinitive(draft: Draft) -> bool:
    """Say whether a plan is told as headlines do: "Oman, Iran to sign pact"."""
    return (
        grammar.hangs(draft.head.head) == "root"
        and grammar.kind(draft.head.head) in {"noun", "name"}
        and draft.factuality == "planned"
    )


def _nounstands(draft: Draft, page: Page) -> bool:
    """Say whether a noun tells of an event of its own: dated, with parties, a place or a format's number."""
    if draft.date is None:
        return bool(draft.participants) and (draft.unit.heading or draft.pointing)
    if page.between_states and draft.kind.meets:
        return True
    placed = draft.place is not None or draft.mechanism is not None
    return placed or any(p.country or p.id or p.kind != "group" for p in draft.participants)


def _somebody_acts(draft: Draft, cast: Cast) -> bool:
    """Say whether a verb's doer is an actor; a passive without one needs a date or another party."""
    roles = draft.hit.row.trigger.roles
    if grammar.is_passive(draft.head) and draft.date is not None:
        return True
    subject = draft.hit.slots.get("subject", []) if "subject" in roles else []
    if subject:
        dated = draft.date is not None and draft.date.basis != "dct"
        told = dated and grammar.kind(subject[0]) == "pronoun"  # somebody, though we can't tell who
        return told or any(who.resolve(token, draft.unit, cast, "subject") for token in subject)
    return bool(draft.participants)


def known(draft: Draft) -> bool:
    """Say whether a party acts for a state or a body that we know."""
    return any(
        party.country or party.id or any(e.id and _covers(party, e) for e in draft.unit.entries)
        for party in draft.participants
    )


def tells(draft: Draft) -> bool:
    """Say whether somebody acts or something happens somewhere; what unknown firms do does not count."""
    somebody = any(party.kind != "organisation" for party in draft.participants)
    turn = draft.hit.row.trigger.impersonal
    return somebody or turn or draft.place is not None or grammar.is_passive(draft.head)


def _covers(party: Participant, entry: Entry) -> bool:
    return party.start is not None and party.start <= entry.start and entry.end <= (party.end or 0)
