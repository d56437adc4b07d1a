"""Offices: who held which on a day, what people call them, and names that no list bears out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from datelines.extractors.layers.days import Span
from datelines.extractors.layers.titled import Titled
from datelines.extractors.names.likeness import same_person
from datelines.extractors.offices.asked import find_office
from datelines.extractors.offices.titles import find_titles
from datelines.seeds.knowledge import Knowledge, Office, Term, knowledge
from datelines.seeds.partial_dates import first_day, last_day
from datelines.sources.records import ReviewItem, ReviewKind

__all__ = ["Holder", "Titled", "find_office", "find_titles", "holders", "review_offices"]

GRACE = 7  # days in which a text may still, or already, name the holder before or after; not measured


@dataclass(frozen=True, slots=True)
class Holder:
    """A person's term in an office; dates as precise as the source has them, `until` null if still in it."""

    office: str
    person: str
    name: str
    from_: str
    until: str | None
    acting: bool
    source: str


def holders(office: str, on: str) -> tuple[Holder, ...]:
    """Return who may have held an office on an ISO day; on a day of handover the new one comes first."""
    base = knowledge()
    return tuple(_holder(base, term) for term in base.holders_on(office, on))


def _holder(base: Knowledge, term: Term) -> Holder:
    name = base.entities[term.person].name
    return Holder(term.office, term.person, name, term.from_, term.until, term.acting, term.source)


def review_offices(titles: Sequence[Titled]) -> tuple[ReviewItem, ...]:
    """Return the people named with an office whose list, complete for those years, does not bear it out.

    The days in question are those of each title. A "former" holder, and anyone where no day is known, is
    looked for in the whole complete span. Nothing is corrected: the text is quoted as written.
    """
    base = knowledge()
    found = (_doubt(base, titled) for titled in titles)
    return tuple(dict.fromkeys(item for item in found if item))


def _doubt(base: Knowledge, titled: Titled) -> ReviewItem | None:
    if titled.office is None or titled.person_text is None:
        return None
    office = base.offices[titled.office]
    if office.complete is None:
        return None
    held = [term for term in base.terms_of.get(office.id, []) if _is(titled, term)]
    if titled.other_time or not titled.asked:
        return None if held else _unknown(office, titled, (_whole(office.complete),))
    spans = [span for span in titled.asked if _checked(span, office.complete)]
    if not spans or any(_near(span, term) for span in spans for term in held):
        return None
    if held:
        return _out_of_time(base, office, titled, held, spans)
    return _unknown(office, titled, spans)


def _whole(complete: Span) -> Span:
    return first_day(complete[0]), last_day(complete[1])


def _checked(span: Span, complete: Span) -> bool:
    """Say whether a span of days lies wholly within the years that were checked."""
    begin, end = _whole(complete)
    return begin <= span[0] and span[1] <= end


def _is(titled: Titled, term: Term) -> bool:
    if titled.person_id:
        return titled.person_id == term.person
    return same_person(titled.person_text or "", term.person)


def _near(span: Span, term: Term) -> bool:
    """Say whether a term may include a day of a span, give or take the days of a handover."""
    begins = date.fromisoformat(first_day(term.from_)).toordinal() - GRACE
    ends = (
        date.fromisoformat(last_day(term.until)).toordinal() + GRACE if term.until else date.max.toordinal()
    )
    first, last = (date.fromisoformat(day).toordinal() for day in span)
    return begins <= last and first <= ends


def _unknown(office: Office, titled: Titled, spans: Sequence[Span]) -> ReviewItem:
    looked = f"in the years looked at, {spans[0][0]} to {spans[0][1]}"
    when = looked if titled.other_time or not titled.asked else _when(spans)
    why = f"nobody of that name is listed as {office.name} {when}"
    return _item("office-holder-unknown", titled, why)


def _when(spans: Sequence[Span]) -> str:
    days = [f"on {first}" if first == last else f"from {first} to {last}" for first, last in spans]
    return " or ".join(days)


def _out_of_time(
    base: Knowledge, office: Office, titled: Titled, held: Sequence[Term], spans: Sequence[Span]
) -> ReviewItem:
    terms = ", ".join(f"{term.from_} to {term.until or 'now'}" for term in held)
    name = base.entities[held[0].person].name
    return _item("office-holder-out-of-time", titled, f"{name} was {office.name} {terms}, not {_when(spans)}")


def _item(kind: ReviewKind, titled: Titled, why: str) -> ReviewItem:
    spans = ((titled.person_start or 0, titled.person_end or 0),)
    return ReviewItem(kind, titled.person_text or "", why, spans)
