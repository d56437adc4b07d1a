"""From merged mentions to a report: title, PLOVER code, id, salience and confidence."""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from datelines.extractors.discourse import hosts
from datelines.extractors.language import grammar
from datelines.extractors.layers.actor import actor_of
from datelines.extractors.layers.draft import Cluster, Draft
from datelines.extractors.names.find import entity
from datelines.extractors.report.confidence import confidence
from datelines.seeds import ROOT, read_seed
from datelines.seeds.models.titles import Phrase, Titles
from datelines.sources.records import Participant, Passage, Plover, Report, Span

LONGEST_TITLE, LONGEST_OBJECT = 140, 80
FROM_ANY = ("date", "place", "venue", "mechanism", "position", "work_title", "attribution")


@cache
def _titles(lang: str) -> Titles:
    return read_seed(ROOT / "languages" / lang / "titles.yml", Titles)


def reports(clusters: Sequence[Cluster], text: str, document_id: str, lang: str) -> tuple[Report, ...]:
    """Return the reports of a document in order of evidence, the main one with salience 1."""
    weights = [_weight(cluster) for cluster in clusters]
    heaviest = max(weights, default=1.0)
    found = [
        _report(cluster, text, document_id, lang, round(weight / heaviest, 3))
        for cluster, weight in zip(clusters, weights, strict=True)
    ]
    return tuple(sorted(found, key=lambda report: (report.evidence.start, report.id)))


def _weight(cluster: Cluster) -> float:
    """Return how much a document is about an event: told early, often, in its headline, dated, by whom.

    Not measured: the terms are chosen by hand.
    """
    lead = cluster.lead
    first = min(draft.unit.number for draft in cluster.drafts)
    headline = any(draft.unit.heading for draft in cluster.drafts)
    return (
        1 / (1 + 0.15 * first)
        + 0.2 * min(len(cluster.drafts) - 1, 3)
        + 0.3 * headline
        + 0.2 * (lead.date is not None)
        + 0.1 * min(len(lead.participants), 3)
        + 0.1 * (not lead.nominal)
    )


def _report(cluster: Cluster, text: str, document_id: str, lang: str, salience: float) -> Report:
    """Compose a report: the lead's values, and what only other mentions of the happening say."""
    lead = cluster.lead
    kind = lead.kind
    start, end = lead.evidence
    parts = {name: _first(cluster, name) for name in FROM_ANY}
    parties = _participants(cluster)
    report = Report(
        id=_id(document_id, lead, parts["date"].start if parts["date"] else "", start),
        type=kind.type,
        subtype=lead.subtype.name,
        cameo=lead.cameo,
        plover=Plover(kind.folds.get(lead.factuality, kind.type) if kind.plover else None),
        title="",
        factuality=lead.factuality,
        participants=parties,
        evidence=Passage(text[start:end], start, end),
        mentions=tuple(Span(*span) for span in sorted({d.evidence for d in cluster.drafts})),
        confidence=confidence(cluster, lang),
        salience=salience,
        steps=(*lead.steps, *_inferred(parties)),
        **parts,
    )
    return replace(report, title=_title(report, lead, lang))


def _first(cluster: Cluster, name: str) -> Any:
    """Return a value of the lead, or of the first mention that has one."""
    values = (getattr(draft, name) for draft in (cluster.lead, *cluster.drafts))
    return next((value for value in values if value is not None), None)


def _participants(cluster: Cluster) -> tuple[Participant, ...]:
    """Return the lead's parties, those who are told to have come, and those whom other mentions of the same
    happening add by name."""
    found = {actor_of(p).key: p for p in cluster.lead.participants}
    countries = {p.country for p in found.values()}
    for draft in cluster.drafts:
        came = draft.pointing and not draft.nominal  # "also attended the meeting"
        for party in draft.participants if came or len(found) < 2 else ():
            if party.country not in countries and (came or party.kind == "person"):
                found.setdefault(actor_of(party).key, party)
    return tuple(found.values())


def _inferred(parties: Sequence[Participant]) -> Iterator[str]:
    """Yield who is meant by an office without a name: its holder in the days told of, a candidate."""
    for party in parties:
        holder = entity(party.id) if party.id and party.name is None and party.kind == "person" else None
        if holder:
            yield f"“{party.text}” is not named: {holder.name} held the office then → inferred"


def _id(document_id: str, draft: Draft, day: str, start: int) -> str:
    told = "|".join((document_id, draft.kind.type, draft.subtype.name, day, str(start), str(draft.head.idx)))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _title(report: Report, lead: Draft, lang: str) -> str:
    """Compose a display line from the parts: "A and B hold talks, Astana"; of an act that no subtype names
    the clause itself says most."""
    if lead.subtype.title == "clause" and not lead.nominal and grammar.hangs(lead.head) != "relative":
        clause = report.evidence.text
        return _shortened(clause[:1].upper() + clause[1:])
    titles = _titles(lang)
    phrase = _phrase(report, lead, titles)
    line = _clause(report, phrase, _what(report, lead) if phrase.what else "", titles, lead)
    if report.mechanism and report.mechanism.name not in line:
        line += titles.joins.mechanism.format(mechanism=report.mechanism.name)
    if report.venue:
        line += titles.joins.at.format(venue=report.venue.text)
    place = (report.place.name or report.place.text) if report.place else ""
    if place and place not in line:
        line += titles.joins.place + place
    return _shortened(line)


def _phrase(report: Report, lead: Draft, titles: Titles) -> Phrase:
    """Return the words for what was done: the trigger's own, what one does to a meeting, the subtype's."""
    rule = titles.rules.get(lead.hit.row.rule)
    if rule is not None:
        return rule
    phrase = None
    if lead.subtype.title != "subtype":
        phrase = titles.types.get(report.type)
    phrase = phrase or titles.subtypes.get(report.subtype) or titles.types[report.type]
    verb = lead.head if not lead.nominal else lead.head.head
    does = next((titles.leads[lemma] for lemma in grammar.lemmas(verb) if lemma in titles.leads), None)
    if does is None or not phrase.thing or lead.hit.row.trigger.says_target:
        return phrase
    forms = {name: f"{form} {phrase.thing}" for name, form in does}
    return phrase.model_copy(update={**forms, "before": titles.joins.guests})


def _shortened(line: str) -> str:
    return textwrap.shorten(line, LONGEST_TITLE, placeholder=" …")


def _what(report: Report, lead: Draft) -> str:
    """Return what was signed, opened or founded, as written; empty where it is a party or format, or long."""
    objects = [] if lead.nominal or report.mechanism else lead.hit.slots.get("object", [])
    spans = [
        lead.unit.span(*grammar.phrase_span(noun)) for noun in objects[:1] if grammar.kind(noun) != "pronoun"
    ]
    parties = [(p.start, p.end) for p in report.participants if p.start is not None and p.end is not None]
    doers = [(p.start, p.end) for p in report.participants if p.role == "source"]
    for start, end in spans:
        long = end - start >= LONGEST_OBJECT
        who = any(a is not None and b is not None and a < end and start < b for a, b in doers)
        whole = any(a <= start + 4 and end <= b for a, b in parties)  # "the president": a party itself
        if not (long or who or whole):
            first = lead.unit.sentence.start
            return " " + lead.unit.sentence.text[start - first : end - first].rstrip(" ,;")
    return ""


def _clause(report: Report, phrase: Phrase, what: str, titles: Titles, lead: Draft) -> str:
    parties = report.participants
    doers = [p for p in parties if p.role == "source" or hosts.is_equal(p, parties, lead)]
    leaders = (
        [p for p in doers if hosts.slot_of(p, lead) == "subject"]
        if phrase.thing and phrase.thing in phrase.base
        else []
    )
    doers = leaders or doers
    rest = [p for p in parties if p not in doers and p.text not in what]
    others = _listed(rest, titles.joins.last)
    if not doers:
        return phrase.noun + (f": {others or what.strip()}" if others or what else "")
    frame = titles.factuality.get(report.factuality, "{who} {verb}")
    many = len(doers) > 1 or doers[0].kind == "group"
    verb = phrase.many if many else phrase.one
    line = frame.format(who=_listed(doers, titles.joins.last), base=phrase.base + what, verb=verb + what)
    return f"{line} {phrase.before}{others}" if others else line


def _listed(parties: Sequence[Participant], last: str) -> str:
    names = [" ".join((p.name or p.text).split()) for p in parties]
    return last.join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
