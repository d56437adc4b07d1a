"""From a parsed sentence to drafts of events: what happened, who, when, where, how surely, who says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from datelines.extractors.clauses import (
    admission,
    attribution,
    factuality,
    format_sides,
    formats,
    gapping,
    opinion,
    stance,
    triggers,
    unnamed_acts,
    when,
    where,
)
from datelines.extractors.discourse import hosts, who
from datelines.extractors.language import grammar
from datelines.extractors.language.words import words
from datelines.extractors.layers.draft import Draft
from datelines.extractors.layers.hit import Hit
from datelines.extractors.layers.memory import Cast
from datelines.extractors.layers.parse import SentenceParse
from datelines.extractors.learned.attach import FAR, LOOSE, NEAR
from datelines.extractors.page import Page
from datelines.seeds.event_types import event_types
from datelines.seeds.models.events import EventType
from datelines.sources.records import Attribution, DateRange, Factuality, MechanismRef, Participant, Passage

QUOTE = re.compile(r"[\"“«„]([^\"”»“]{4,200}?)[.,]?[\"”»]")


@dataclass(frozen=True, slots=True)
class _Told:
    """When an event was and how surely; of which type, where a day to come is that of what was put off."""

    kind: EventType
    factuality: Factuality
    steps: tuple[str, ...]
    date: DateRange | None
    cost: float


def acts(unit: SentenceParse, page: Page) -> list[Hit] | None:
    """Return what a sentence tells of by its triggers; None where it is the author's own view, outside of a
    speaker's turn."""
    if opinion.is_opinion(unit) and unit.number not in page.turns:
        return None
    return triggers.choose(unit.matches, lambda token: factuality.factuality(token, unit)[0])


def read(unit: SentenceParse, page: Page) -> list[Draft]:
    """Return the drafts of a sentence in order."""
    hits = page.hits[unit.number]
    governed = when.govern(hits, unit)
    drafts = [draft for hit in hits if admission.stands(draft := _draft(hit, unit, page, governed), page)]
    drafts = gapping.repeated(drafts, unit, page.cast, page.dct)
    drafts += _dated_acts(drafts, unit, page)
    return gapping.repeated(drafts, unit, page.cast, page.dct)


def _dated_acts(drafts: Sequence[Draft], unit: SentenceParse, page: Page) -> list[Draft]:
    """Return what known actors do on days that no draft of the sentence has taken."""
    heads = [unit.doc[i] for draft in drafts for i in draft.hit.consumed]
    taken = {draft.date.timex for draft in drafts if draft.date and draft.date.timex is not None}
    found = []
    for hit, index in unnamed_acts.dated(unit, heads, taken):
        draft = _draft(hit, unit, page, {hit.head.i: (index, unnamed_acts.CLOSE)})
        meets = draft.mechanism is not None and draft.kind.meets
        stands = admission.known(draft) or meets or (page.between_states and admission.tells(draft))
        if stands and not admission.is_background(draft):
            found.append(draft)
    return found


def _draft(hit: Hit, unit: SentenceParse, page: Page, governed: dict[int, tuple[int, float]]) -> Draft:
    trigger, lang, cast = hit.row.trigger, page.lang, page.cast
    told = _told(hit, unit, page, governed)
    label, date, kind = told.factuality, told.date, told.kind
    parties = who.participants(hit, unit, cast)
    place, venue = where.find(hit, unit)
    place = place or where.filed(hit, unit, parties, label, cast)
    mechanism = formats.find(hit, unit, label, cast)
    if kind.format == "setting" or (mechanism and mechanism.id):  # a council may agree or ask
        parties = _without_format(parties, mechanism, hit)
    if not parties and date and trigger.noun and kind.meets and told.cost < NEAR:
        parties = _parties_around(hit, unit, cast)
    if kind.meets and not any(p.country for p in parties):
        sides = _sides_of(hit, unit, cast)
        parties = sides if len(sides) > 1 else parties or format_sides.partners(mechanism, lang)
    parties = hosts.seat(parties, place, kind, cast)
    position = stance.find(hit, unit, parties, label)
    return Draft(
        hit=hit, unit=unit, kind=kind, subtype=hit.row.subtype,
        cameo=(trigger.cameo if kind is hit.row.kind else None) or kind.cameo,
        factuality=label, participants=parties, date=date, cost=told.cost,
        attribution=attribution.attribution(hit.head, unit) or _turn(unit, page) or page.credited,
        place=place, venue=_apart(venue, parties), mechanism=mechanism, position=position,
        work_title=_work_title(unit) if kind.titled else None,
        evidence=_evidence(hit, unit), pointing=_points_back(hit, lang),
        ordinal=formats.number(hit, lang),
        steps=(f"“{hit.head.text}” is {hit.row.rule} → {kind.type}/{trigger.subtype}", *told.steps),
    )  # fmt: skip


def _told(hit: Hit, unit: SentenceParse, page: Page, governed: dict[int, tuple[int, float]]) -> _Told:
    """Return when an event was and how surely: what lies after the DCT and is not told as past is planned."""
    trigger, dct = hit.row.trigger, page.dct
    label, steps = factuality.factuality(hit.head, unit)
    if trigger.gives:
        label, steps = trigger.gives, (*steps, f"{hit.row.rule} → {trigger.gives}")
    index, cost = governed.get(hit.head.i, (-1, FAR))
    if trigger.noun and cost > LOOSE:  # a noun in passing has no date of its clause's
        index, cost = -1, FAR
    date = when.date_range(unit, index)
    if date is None and label == "asserted" and dct and not unit.heading and _performs(hit):
        date = when.on_publication(dct, f"“{hit.head.text}” is done by being told")
    listed = page.heading_date and hit.row.kind.meets and grammar.is_present(hit.head)
    if date is None and page.heading_date and listed:
        date = when.inherited(page.heading_date, "the heading's date")
    ahead = date is not None and dct is not None and date.start > dct
    if ahead and label == "asserted" and grammar.is_untold(hit.head):
        label, steps = "planned", (*steps, f"{date and date.start} is after the DCT {dct} → planned")
    kind = hit.row.kind
    if ahead and trigger.moves_to and when.led_by(unit, index, trigger.moves_to):
        kind = event_types()[kind.put_off or kind.type]  # "put off until June": the meeting is in June
        label, steps = "planned", (*steps, f"moved to {date and date.start} → {kind.type} planned")
    return _Told(kind, label, steps, date, cost)


def _parties_around(hit: Hit, unit: SentenceParse, cast: Cast) -> tuple[Participant, ...]:
    """Return who takes part in a meeting that names nobody: the subject of its clause ("In a call on 4 May,
    the ministers agreed …"). Whom the text told of before is no safe guess."""
    verb = grammar.clause_verb(hit.head)
    subject = grammar.subjects(verb) if verb is not None and grammar.hangs(hit.head) == "governed" else []
    found = [a for token in subject for a in who.resolve(token, unit, cast, "subject")]
    return tuple(actor.takes_part("source") for actor in found)


def _sides_of(hit: Hit, unit: SentenceParse, cast: Cast) -> tuple[Participant, ...]:
    """Return whose body it is that meets: "the commission between Oman and Peru"."""
    between = words(cast.lang).sides_of
    nouns = [*hit.slots.get("subject", ()), *(hit.head.doc[i] for i in hit.consumed)]
    whose = [
        (p, t) for noun in nouns for p, ts in grammar.prepositional(noun).items() for t in ts if p in between
    ]
    found = [a for prep, token in whose for a in who.resolve(token, unit, cast, prep)]
    return tuple(actor.takes_part("source") for actor in found if actor.country)


def _turn(unit: SentenceParse, page: Page) -> Attribution | None:
    speaker = page.cast.speaker(unit)
    return Attribution(speaker.text, speaker.start, speaker.end) if speaker else None


def _performs(hit: Hit) -> bool:
    """Say whether the text does the act by telling it: "condemns", "is designating"."""
    if not grammar.is_present(hit.head) or grammar.hangs(hit.head) in {"relative", "participle", "adverbial"}:
        return False
    progressive = grammar.form(hit.head) == "gerund"
    return hit.row.trigger.performative or (progressive and not hit.row.kind.ongoing)


def _without_format(
    parties: tuple[Participant, ...], mechanism: MechanismRef | None, hit: Hit
) -> tuple[Participant, ...]:
    """Leave a format out of the parties of its own session; one that we don't know meets where nobody is
    named."""
    if mechanism is None:
        return parties
    others = tuple(
        p
        for p in parties
        if p.country is not None
        or (p.id is not None and p.id != mechanism.id)
        or (p.id is None and p.text not in mechanism.text and not _is_of(p, mechanism))
    )
    meets = mechanism.stage == "convened" and bool(hit.row.trigger.verb)
    return parties if meets and mechanism.id is None and not others else others


def _is_of(party: Participant, mechanism: MechanismRef) -> bool:
    """Say whether a party that we don't know is but an unknown format: "the Council of the Gulf"."""
    return mechanism.id is None and mechanism.text in party.text


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


def _work_title(unit: SentenceParse) -> Passage | None:
    """Return the quoted title of a speech or article: "a speech titled …"."""
    text = unit.sentence.text
    for opening in words(unit.lang).titled:
        at = text.find(opening)
        if at < 0:
            continue
        quoted = QUOTE.search(text, at)
        if quoted and quoted.start() - at < len(opening) + 4:
            start = unit.sentence.start + quoted.start(1)
            return Passage(quoted[1], start, start + len(quoted[1]))
    return None


def _evidence(hit: Hit, unit: SentenceParse) -> tuple[int, int]:
    """Return the clause that tells of the event best; for a noun, that of the verb it hangs on."""
    head = hit.head
    if grammar.kind(head) not in {"verb", "auxiliary"} and grammar.hangs(head) in {
        "subject",
        "passive-subject",
        "object",
        "attribute",
    }:
        head = head.head if grammar.kind(head.head) in {"verb", "auxiliary"} else head
    return unit.span(*grammar.clause_span(head))


def _points_back(hit: Hit, lang: str) -> bool:
    """Say whether a noun only points to what was told before ("the meeting", "his speech"), or a verb says
    who came to it ("attended the meeting")."""
    definite = words(lang).articles - words(lang).indefinite
    if hit.row.trigger.noun:
        return any(child.lower_ in definite for child in hit.head.lefts)
    nouns = [hit.head.doc[i] for i in hit.consumed - {hit.head.i}]
    dobj = [noun for noun in nouns if grammar.hangs(noun) == "object" and grammar.kind(noun) == "noun"]
    bare = [
        noun
        for noun in dobj
        if not any(
            grammar.hangs(c) in {"preposition", "adjective", "compound", "participle"} for c in noun.children
        )
    ]
    attends = hit.row.kind.meets and grammar.has_lemma(hit.head, words(lang).attending)
    return attends and any(child.lower_ in definite for noun in bare for child in noun.lefts)
