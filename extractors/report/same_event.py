"""Mentions of one happening become one report: by type, date, parties and place, never by wording alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from datelines.extractors.language import grammar
from datelines.extractors.language.words import words
from datelines.extractors.layers.draft import Cluster, Draft
from datelines.seeds.person_names import family_key
from datelines.sources.records import DateRange, Participant


def merge(drafts: Sequence[Draft], lang: str) -> list[Cluster]:
    """Return the happenings of a document, in order of their first mention."""
    clusters: list[Cluster] = []
    for draft in absorb(drafts, lang):
        home = next((c for c in reversed(clusters) if _same(c, draft)), None)
        if home is None:
            clusters.append(Cluster([draft]))
        else:
            home.drafts.append(draft)
    return [cluster for cluster in clusters if _keeps(cluster) and not _is_content(cluster, clusters)]


def _is_content(cluster: Cluster, clusters: Sequence[Cluster]) -> bool:
    """Say whether an act is only what was said in a meeting or a speech that the text tells of."""
    lead = cluster.lead
    if not all(draft.hit.row.trigger.content for draft in cluster.drafts) or _on_known_topic(lead):
        return False
    if lead.mechanism and lead.mechanism.stage in {"proposed", "established"}:
        return False
    return any(
        other is not cluster
        and other.lead.kind.occasion
        and not other.lead.hit.row.trigger.content
        and (other.lead.evidence[0] <= lead.evidence[0] or other.lead.unit is lead.unit)
        and _speaks_in(lead, other.lead)
        for other in clusters
    )


def _speaks_in(draft: Draft, frame: Draft) -> bool:
    """Say whether who speaks took part in a meeting or speech, and no other day is told."""
    if draft.date and draft.date.basis != "inherited" and frame.date and draft.date.start != frame.date.start:
        return False
    doers = [p for p in draft.participants if p.role == "source"]
    countries = {p.country for p in frame.participants if p.country}
    same_side = bool(countries & {p.country for p in doers})
    return same_side or bool(keys(doers) & keys(frame.participants)) or all(p.kind == "group" for p in doers)


def _on_known_topic(draft: Draft) -> bool:
    return draft.position is not None and draft.position.topic.id is not None


def _keeps(cluster: Cluster) -> bool:
    """Drop what only points back to something never told, and headlines that nothing below bears out."""
    lead = cluster.lead
    begun = lead.mechanism is not None and lead.mechanism.stage in {"proposed", "established"}
    if lead.date or lead.position or begun:
        return True
    if all(d.pointing for d in cluster.drafts):
        return False
    return not (all(d.unit.heading for d in cluster.drafts) and lead.factuality == "asserted")


# ---- inside one sentence


def absorb(drafts: Sequence[Draft], lang: str) -> list[Draft]:
    """Let an event take in another of its sentence that only places or explains it."""
    kept: list[Draft] = []
    gone: set[int] = set()
    for number, draft in enumerate(drafts):
        if number in gone:
            continue
        current = draft
        for other_number, other in enumerate(drafts):
            if other_number == number or other_number in gone or other.unit is not draft.unit:
                continue
            if _inside(other, current, lang):
                current = _taken_in(current, other)
                gone.add(other_number)
                kept = [k for k in kept if k is not other]
        kept.append(current)
    return kept


def _inside(inner: Draft, outer: Draft, lang: str) -> bool:
    """Say whether `inner` is the frame, the purpose or the content of `outer`: "met at the talks",
    "travel … to meet", "urged … to release"."""
    if not outer.head.is_ancestor(inner.head):
        return False
    if inner.date and outer.date and inner.date.timex != outer.date.timex:
        return False
    both_meet = inner.kind is outer.kind and outer.kind.meets
    if inner.nominal and both_meet and _hangs_within(inner, outer, lang):
        return inner.subtype is outer.subtype or not _own_date(inner)
    if inner.factuality != outer.factuality:
        return _is_called_for(inner, outer)
    if inner.nominal and both_meet:
        return False
    if inner.kind is outer.kind and not both_meet:  # "bombs went off …, killing ten"
        head = inner.head.head if grammar.hangs(inner.head) == "conjunct" else inner.head
        result = grammar.hangs(head) in {"adverbial", "participle"} and grammar.form(inner.head) == "gerund"
        within = inner.nominal and _hangs_within(inner, outer, lang)  # "shelled the post in an attack"
        return result or within
    if both_meet and grammar.hangs(inner.head) == "participle":  # "hosted a meeting attended by …"
        told = outer.hit.consumed | {t.i for t in outer.hit.slots.get("object", ())}
        return inner.head.head.i in told and grammar.has_lemma(inner.head, words(lang).accompanying)
    if both_meet and outer.subtype.journey:
        named = {p.text for p in inner.participants if p.kind == "person"}
        return grammar.hangs(inner.head) in {"adverbial", "open-complement", "relative"} and named <= {
            p.text for p in outer.participants
        }
    return False


def _is_called_for(inner: Draft, outer: Draft) -> bool:
    """Say whether an act is only what another asks for or promises; a meeting agreed on is its own."""
    called = (
        {"open-complement", "complement", "governed-clause", "object"}
        if inner.nominal
        else {"open-complement", "complement", "governed-clause"}
    )
    if grammar.hangs(inner.head) not in called or inner.factuality == "asserted":
        return False
    agreed = outer.kind.promises and inner.kind.meets
    return not agreed and grammar.clause_verb(inner.head) == outer.head


def _hangs_within(inner: Draft, outer: Draft, lang: str) -> bool:
    token = inner.head
    while token.i != outer.head.i:
        if grammar.kind(token) in {"verb", "auxiliary"} and token.i != inner.head.i:
            return False
        if grammar.hangs(token) == "preposition" and token.head.i == outer.head.i:
            return token.lower_ in words(lang).within
        token = token.head
    return True


def _own_date(draft: Draft) -> bool:
    """Say whether a noun's date stands inside its own phrase."""
    if draft.date is None or draft.date.timex is None:
        return False
    dated = dict(draft.unit.dated)[draft.date.timex]
    root = draft.unit.root(dated.timex.start, dated.timex.end)
    return root is not None and draft.head.is_ancestor(root)


def _taken_in(outer: Draft, inner: Draft) -> Draft:
    """Return `outer` with what only `inner` says."""
    if inner.factuality != outer.factuality:
        return replace(outer, date=outer.date or inner.date)
    general = inner.subtype.name in outer.subtype.takes_in
    return replace(
        outer,
        subtype=inner.subtype if general else outer.subtype,
        cameo=inner.cameo if general else outer.cameo,
        date=outer.date or inner.date,
        place=outer.place or inner.place,
        venue=outer.venue or inner.venue,
        mechanism=outer.mechanism or inner.mechanism,
        participants=_union(outer.participants, inner.participants),
    )


# ---- between sentences


def _same(cluster: Cluster, draft: Draft) -> bool:
    """Say whether a draft tells of a cluster's happening."""
    lead = cluster.lead
    if draft.kind is not lead.kind or not _compatible_subtypes(lead, draft):
        return False
    either_heading = draft.unit.heading or lead.unit.heading
    if draft.factuality != lead.factuality and not either_heading:
        return False
    if lead.unit is draft.unit and not (draft.pointing or lead.pointing):
        return (
            lead.hit.row is draft.hit.row
            and lead.participants == draft.participants
            and lead.date == draft.date
        )
    if not _compatible_dates(lead.date, draft.date, draft) or _differ_in_place(lead, draft):
        return False
    if lead.mechanism and draft.mechanism and lead.mechanism.name != draft.mechanism.name:
        return False
    if _both_differ(lead.ordinal, draft.ordinal):
        return False
    if draft.subtype.by_thing and _of_other_things(lead, draft):
        return False
    if lead.position and draft.position and lead.position.topic != draft.position.topic:
        return False
    return _same_parties(lead, draft)


def _of_other_things(one: Draft, two: Draft) -> bool:
    """Say whether two verbs have objects of different kinds: "signed a treaty", "also signed a contract"."""
    things = [
        {lemma for i in d.hit.consumed - {d.head.i} for lemma in grammar.lemmas(d.head.doc[i])}
        for d in (one, two)
    ]
    told = not (one.nominal or two.nominal or one.unit.heading or two.unit.heading)
    return told and all(things) and not things[0] & things[1]


def _both_differ(one: object, two: object) -> bool:
    return one is not None and two is not None and one != two


def _compatible_subtypes(one: Draft, two: Draft) -> bool:
    if one.subtype is two.subtype:
        return one.kind.occasion or one.hit.row is two.hit.row or one.nominal or two.nominal
    pair = {one.subtype.name, two.subtype.name}
    return one.kind.meets and (
        any(pair <= {general.name, *general.like} for general in one.kind.subtypes.values())
        or ((one.pointing or two.pointing) and (_recalls(one, two) or _recalls(two, one)))
    )


def _recalls(one: Draft, two: Draft) -> bool:
    """Say whether the word for one may mean the other, told before: "the meeting" a call or a visit."""
    return two.subtype.name in one.subtype.recalls


def _compatible_dates(one: DateRange | None, two: DateRange | None, draft: Draft) -> bool:
    if one and two:
        return (one.start <= two.start and two.end <= one.end) or (
            two.start <= one.start and one.end <= two.end
        )
    return one is None or draft.kind.occasion or draft.pointing or draft.unit.heading or not two


def _same_days(one: DateRange | None, two: DateRange | None) -> bool:
    return one is not None and two is not None and (one.start, one.end) == (two.start, two.end)


def _differ_in_place(one: Draft, two: Draft) -> bool:
    if one.place is None or two.place is None:
        return False
    return one.place.country != two.place.country or _both_differ(one.place.name, two.place.name)


def keys(parties: Sequence[Participant]) -> set[str]:
    return {p.id or family_key(p.text) for p in parties}


def _same_parties(one: Draft, two: Draft) -> bool:
    """Say whether two mentions name the same side or sides, a person for a country allowed."""
    mine, theirs = keys(one.participants), keys(two.participants)
    if two.pointing and not two.nominal:  # "also attended the meeting"
        return True
    if not mine or not theirs:
        same_format = one.mechanism is not None and two.mechanism is not None
        return same_format or two.pointing or (_same_days(one.date, two.date) and one.unit is not two.unit)
    if mine & theirs:
        return mine <= theirs or theirs <= mine or not _named_apart(one, two)
    countries = [{p.country for p in d.participants if p.country} for d in (one, two)]
    both = bool(countries[0]) and bool(countries[1])
    inside = countries[0] <= countries[1] or countries[1] <= countries[0]
    return both and inside and not _named_apart(one, two)


def _named_apart(one: Draft, two: Draft) -> bool:
    """Say whether each of two mentions names a person whom the other does not."""
    people = [keys([p for p in d.participants if p.kind == "person"]) for d in (one, two)]
    return bool(people[0] - people[1]) and bool(people[1] - people[0])


def _union(one: Sequence[Participant], two: Sequence[Participant]) -> tuple[Participant, ...]:
    known = keys(one)
    return (*one, *(p for p in two if (p.id or family_key(p.text)) not in known))
