"""From a parsed sentence to drafts of events: what happened, who, when, where, how surely, who says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors import actors, acts, context, mechanisms, places, positions, syntax, triggers, when
from extractors.cast import Cast, actor_of
from extractors.triggers import Hit
from extractors.unit import Entry, Unit
from extractors.words import words
from sources.records import (
    Attribution,
    DateRange,
    Factuality,
    MechanismRef,
    Participant,
    Passage,
    Place,
    Position,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

LOOSE = 7.0  # the cost up to which a time expression dates a noun at all
NEAR = 4.0  # the cost up to which a time expression is a noun's own, not its clause's
QUOTE = re.compile(r"[\"“«„]([^\"”»“]{4,200}?)[.,]?[\"”»]")


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a whole document while its sentences are read."""

    lang: str
    dct: str | None
    countries: dict[str, str]
    source: Attribution | None = None
    heading: DateRange | None = None
    between_states: bool = False  # it names two states or bodies: its days are those of diplomacy


@dataclass(frozen=True, slots=True)
class Draft:
    """One mention of an event, before mentions of one happening are merged."""

    hit: Hit
    unit: Unit
    type: str
    subtype: str
    cameo: str | None
    factuality: Factuality
    participants: tuple[Participant, ...]
    date: DateRange | None
    cost: float
    attribution: Attribution | None
    place: Place | None
    venue: Passage | None
    mechanism: MechanismRef | None
    position: Position | None
    work_title: Passage | None
    evidence: tuple[int, int]
    pointing: bool
    ordinal: int | None
    steps: tuple[str, ...]

    @property
    def head(self) -> Token:
        return self.hit.head

    @property
    def nominal(self) -> bool:
        return bool(self.hit.row.trigger.noun)


def read(unit: Unit, cast: Cast, setting: Setting) -> list[Draft]:
    """Return the drafts of a sentence in order; none where it is the author's own opinion."""
    lang = setting.lang
    if context.is_opinion(unit, lang) and cast.speaker is None:
        return []
    _note_subjects(unit, cast)
    hits = triggers.choose(unit.matches, lambda token: context.factuality(token, unit, lang)[0])
    governed = when.govern(hits, unit, lang)
    drafts: list[Draft] = []
    for hit in hits:
        draft = _draft(hit, unit, cast, setting, governed)
        actors.remember(hit, unit, cast)
        if _stands(draft, cast, setting):
            drafts.append(draft)
            cast.settle([actor_of(party) for party in draft.participants])
    drafts += _dated_acts(drafts, unit, cast, setting)
    _note_subjects(unit, cast)
    mechanisms.note(unit, cast)
    return drafts


def _dated_acts(drafts: Sequence[Draft], unit: Unit, cast: Cast, setting: Setting) -> list[Draft]:
    """Return what known actors do on days that no draft of the sentence has taken."""
    heads = [unit.doc[i] for draft in drafts for i in draft.hit.consumed]
    taken = {draft.date.timex for draft in drafts if draft.date and draft.date.timex is not None}
    found = []
    for hit, index in acts.dated(unit, heads, taken, setting.lang):
        draft = _draft(hit, unit, cast, setting, {hit.head.i: (index, acts.CLOSE)})
        stands = _known(draft) or (setting.between_states and _tells(draft))
        if stands and not _is_background(draft):
            found.append(draft)
    return found


def _known(draft: Draft) -> bool:
    """Say whether a party acts for a state or a body that we know."""
    return any(
        party.country or party.id or any(e.id and _covers(party, e) for e in draft.unit.entries)
        for party in draft.participants
    )


def _tells(draft: Draft) -> bool:
    """Say whether somebody acts or something happens somewhere; what unknown firms do does not count."""
    somebody = any(party.kind != "organisation" for party in draft.participants)
    turn = draft.hit.row.trigger.impersonal
    return somebody or turn or draft.place is not None or syntax.is_passive(draft.head)


def _covers(party: Participant, entry: Entry) -> bool:
    return party.start is not None and party.start <= entry.start and entry.end <= (party.end or 0)


def _note_subjects(unit: Unit, cast: Cast) -> None:
    """Remember the sentence's own subject, which its pronouns and the next sentence's most often mean."""
    root = next((token for token in unit.doc if token.dep_ == "ROOT"), None)
    if root is None:
        return
    for token in (*syntax.subjects(root), *syntax.passive_subjects(root)):
        if unit.at(token):
            actors.point_to(actors.resolve(token, unit, cast, "subject"), cast)


def _draft(
    hit: Hit, unit: Unit, cast: Cast, setting: Setting, governed: dict[int, tuple[int, float]]
) -> Draft:
    trigger, kind, lang = hit.row.trigger, hit.row.type, setting.lang
    label, steps = context.factuality(hit.head, unit, lang)
    if trigger.gives:
        label, steps = trigger.gives, (*steps, f"{hit.row.rule} → {trigger.gives}")
    index, cost = governed.get(hit.head.i, (-1, when.FAR))
    if trigger.noun and cost > LOOSE:  # a noun in passing has no date of its clause's
        index, cost = -1, when.FAR
    date = when.date_range(unit, index, lang)
    if date is None and label == "asserted" and setting.dct and not unit.heading and _performs(hit):
        date = when.on_publication(setting.dct, f"“{hit.head.text}” is done by being told")
    if date and setting.dct and date.start > setting.dct and label == "asserted" and _untold(hit.head):
        label, steps = "planned", (*steps, f"{date.start} is after the DCT {setting.dct} → planned")
    if date is None and setting.heading and kind.type == "CONSULT" and when.is_present(hit.head):
        date = when.inherited(setting.heading, "the heading's date")
        if setting.dct and date.start > setting.dct and label == "asserted":
            label, steps = "planned", (*steps, f"{date.start} is after the DCT {setting.dct} → planned")
    moved = trigger.moves_to and date is not None and when.led_by(unit, index, trigger.moves_to)
    if (
        moved and setting.dct and date and date.start > setting.dct
    ):  # "put off until June": the meeting is in June
        kind, label = triggers.event_types()["CONSULT"], "planned"
        steps = (*steps, f"moved to {date.start} → CONSULT planned")
    parties = actors.participants(hit, unit, cast)
    place, venue = places.find(hit, unit, lang)
    place = place or places.filed(hit, unit, parties, label, cast)
    mechanism = mechanisms.find(hit, unit, label, cast)
    parties = _without_format(parties, mechanism)
    if not parties and date and trigger.noun and kind.type == "CONSULT" and cost < NEAR:
        parties = _parties_around(hit, unit, cast)
    if not parties and kind.type == "CONSULT":
        parties = mechanisms.partners(mechanism, lang)
    parties = actors.at_home(parties, place, cast)
    if kind.type == "CONSULT":
        parties = _with_host(parties, place)
    position = positions.find(hit, unit, parties, label, lang, setting.countries)
    return Draft(
        hit=hit, unit=unit, type=kind.type, subtype=trigger.subtype,
        cameo=(None if moved else trigger.cameo) or kind.cameo,
        factuality=label, participants=parties, date=date, cost=cost,
        attribution=context.attribution(hit.head, unit, lang) or _turn(cast) or setting.source,
        place=place, venue=_apart(venue, parties), mechanism=mechanism, position=position,
        work_title=_work_title(unit, lang) if kind.type == "STATEMENT" else None,
        evidence=_evidence(hit, unit), pointing=_points_back(hit, lang),
        ordinal=mechanisms.number(hit, lang),
        steps=(f"“{hit.head.text}” is {hit.row.rule} → {kind.type}/{trigger.subtype}", *steps),
    )  # fmt: skip


def _parties_around(hit: Hit, unit: Unit, cast: Cast) -> tuple[Participant, ...]:
    """Return who takes part in a meeting that names nobody: the subject of its clause ("In a call on 4 May,
    the ministers agreed …"). Whom the text told of before is no safe guess."""
    verb = syntax.clause_verb(hit.head)
    subject = syntax.subjects(verb) if verb is not None and hit.head.dep_ == "pobj" else []
    found = [a for token in subject for a in actors.resolve(token, unit, cast, "subject")]
    return tuple(actor.takes_part("source") for actor in found)


def _turn(cast: Cast) -> Attribution | None:
    speaker = cast.speaker
    return Attribution(speaker.text, speaker.start, speaker.end) if speaker else None


def _performs(hit: Hit) -> bool:
    """Say whether the text does the act by telling it: "condemns", "is designating"."""
    if not when.is_present(hit.head) or hit.head.dep_ in {"relcl", "acl", "advcl"}:
        return False
    progressive = hit.head.tag_ == "VBG"
    return hit.row.trigger.performative or (progressive and hit.row.type.type not in {"CONSULT", "COOPERATE"})


def _untold(head: Token) -> bool:
    """Say whether nothing in the grammar tells the event as past: no past tense, or a noun without verb."""
    verb = head if head.pos_ in {"VERB", "AUX"} else syntax.clause_verb(head)
    return verb is None or not syntax.is_past(verb)


def _with_host(parties: tuple[Participant, ...], place: Place | None) -> tuple[Participant, ...]:
    """Make the host of a meeting its target: whoever acts for the country it takes place in."""
    if place is None or place.country is None or any(p.role == "target" for p in parties):
        return parties
    hosts = {p.country for p in parties} & {place.country}
    if not hosts or {p.country for p in parties} == hosts:
        return parties
    return tuple(replace(p, role="target") if p.country in hosts else p for p in parties)


def _without_format(
    parties: tuple[Participant, ...], mechanism: MechanismRef | None
) -> tuple[Participant, ...]:
    """Leave a format out of the parties of its own session."""
    if mechanism is None:
        return parties
    return tuple(
        p for p in parties if p.id != mechanism.id or (p.id is None and p.text not in mechanism.text)
    )


def _apart(venue: Passage | None, parties: Sequence[Participant]) -> Passage | None:
    """Leave out a venue that takes part."""
    if venue and any(
        p.start is not None
        and venue.start is not None
        and p.start < (venue.end or 0)
        and venue.start < (p.end or 0)
        for p in parties
    ):
        return None
    return venue


def _work_title(unit: Unit, lang: str) -> Passage | None:
    """Return the quoted title of a speech or article: "a speech titled …"."""
    text = unit.sentence.text
    for opening in words(lang).titled:
        at = text.find(opening)
        if at < 0:
            continue
        quoted = QUOTE.search(text, at)
        if quoted and quoted.start() - at < len(opening) + 4:
            start = unit.sentence.start + quoted.start(1)
            return Passage(quoted[1], start, start + len(quoted[1]))
    return None


def _evidence(hit: Hit, unit: Unit) -> tuple[int, int]:
    """Return the clause that tells of the event best; for a noun, that of the verb it hangs on."""
    head = hit.head
    if head.pos_ not in {"VERB", "AUX"} and head.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"}:
        head = head.head if head.head.pos_ in {"VERB", "AUX"} else head
    return unit.span(*syntax.clause_span(head))


def _points_back(hit: Hit, lang: str) -> bool:
    """Say whether a noun only points to what was told before: "the meeting", "his speech"."""
    if not hit.row.trigger.noun:
        return False
    definite = words(lang).articles - words(lang).indefinite
    return any(child.lower_ in definite for child in hit.head.lefts)


def _stands(draft: Draft, cast: Cast, setting: Setting) -> bool:
    """Say whether a draft is an event: somebody acts whom we can name, and a bare noun has a date."""
    if not _names_what_it_must(draft, cast) or _is_background(draft):
        return False
    trigger = draft.hit.row.trigger
    if trigger.impersonal:
        return bool(draft.participants) or draft.date is not None
    if draft.nominal:
        return _noun_stands(draft, setting)
    if setting.between_states and draft.type == "CONSULT" and trigger.object and draft.cost < NEAR:
        return True  # "convene a meeting this summer": a noun's meeting, whoever the parser makes its subject
    passive = syntax.is_passive(draft.head) and draft.date is not None
    return _somebody_acts(draft, cast) and (
        bool(draft.participants) or draft.mechanism is not None or passive
    )


def _names_what_it_must(draft: Draft, cast: Cast) -> bool:
    """Say whether the slots that must hold an actor or a name do."""
    slots = draft.hit.slots
    named = draft.hit.row.trigger.named
    for slot in named:
        tokens = slots.get(slot, [])
        if tokens and not any(
            actors.resolve(t, draft.unit, cast, slot) or actors.is_named(t, draft.unit) for t in tokens
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
        journey = draft.subtype == "visit"  # to somewhere, not to somebody's house
        if not journey and any(a.country or a.id for a in actors.resolve(token, unit, cast, "object")):
            return True
    return False


def _is_background(draft: Draft) -> bool:
    """Say whether an undated event is only told in passing, inside a relative or adverbial clause."""
    if draft.position is not None:
        return False
    if draft.mechanism and draft.mechanism.stage in {"proposed", "established"}:
        return False
    if draft.factuality == "possible" and draft.head.dep_ in {"advcl", "acl", "relcl"}:
        return True  # what something is for, whenever that was
    if draft.date is not None:
        return False
    if _is_habit(draft) or _is_undated_aim(draft):
        return True
    for token in (draft.head, *draft.head.ancestors):
        infinitive = token.tag_ == "VB" and any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)
        if token.dep_ in {"relcl", "acl", "advcl", "pcomp"} and (
            not infinitive or draft.factuality != "asserted"
        ):
            return not _is_headline_infinitive(draft)
    return False


def _is_habit(draft: Draft) -> bool:
    """Say whether an undated present tense tells what is so, not what happened: "cooperates with …"."""
    trigger = draft.hit.row.trigger
    told = draft.head.tag_ in {"VBZ", "VBP"} and draft.factuality == "asserted"
    return told and not draft.unit.heading and not draft.unit.alone and not trigger.performative


def _is_undated_aim(draft: Draft) -> bool:
    """Say whether an undated infinitive only tells what something is for: "a plan to meet"."""
    head = draft.head
    infinitive = head.tag_ == "VB" and any(child.tag_ == "TO" for child in head.children)
    below = head.dep_ in {"xcomp", "ccomp", "acl", "advcl", "relcl", "pcomp"}
    return infinitive and below and not draft.unit.heading and not draft.unit.alone


def _is_headline_infinitive(draft: Draft) -> bool:
    """Say whether a plan is told as headlines do: "Oman, Iran to sign pact"."""
    return (
        draft.head.head.dep_ == "ROOT"
        and draft.head.head.pos_ in {"NOUN", "PROPN"}
        and draft.factuality == "planned"
    )


def _noun_stands(draft: Draft, setting: Setting) -> bool:
    """Say whether a noun tells of an event of its own: dated, with parties, a place or a format's number."""
    if draft.date is None:
        return bool(draft.participants) and (draft.unit.heading or draft.pointing)
    if setting.between_states and draft.type == "CONSULT":
        return True
    placed = draft.place is not None or draft.mechanism is not None
    return placed or any(p.country or p.id or p.kind != "group" for p in draft.participants)


def _somebody_acts(draft: Draft, cast: Cast) -> bool:
    """Say whether a verb's doer is an actor; a passive without one needs a date or another party."""
    roles = draft.hit.row.trigger.roles
    if syntax.is_passive(draft.head) and draft.date is not None:
        return True
    subject = draft.hit.slots.get("subject", []) if "subject" in roles else []
    if subject:
        dated = draft.date is not None and draft.date.basis != "dct"
        told = dated and subject[0].pos_ == "PRON"  # somebody, though we can't tell who
        return told or any(actors.resolve(token, draft.unit, cast, "subject") for token in subject)
    return bool(draft.participants)
