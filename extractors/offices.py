"""Offices: who held which on a day, what people call them, and names that no list bears out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractors.office_names import find_office
from extractors.similar_names import same_person
from extractors.titles import Titled, find_titles
from seeds.knowledge import Knowledge, Office, Term, knowledge
from seeds.partial_dates import first_day, last_day, within
from sources.records import ReviewItem, ReviewKind

__all__ = ["Holder", "Titled", "find_office", "find_titles", "holders", "review_offices"]

GRACE = 7  # days in which a text may still, or already, name the holder before or after


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


def review_offices(titles: Sequence[Titled], on: str | None) -> tuple[ReviewItem, ...]:
    """Return the people named with an office whose list, complete for those years, does not bear it out.

    `on` is the ISO day in question; other years that the sentence names come before it. A "former"
    holder, and anyone where `on` is null, is looked for in the whole complete span. Nothing is
    corrected: the text is quoted as written.
    """
    base = knowledge()
    found = (_doubt(base, titled, on) for titled in titles)
    return tuple(dict.fromkeys(item for item in found if item))


def _doubt(base: Knowledge, titled: Titled, on: str | None) -> ReviewItem | None:
    if titled.office is None or titled.person_text is None:
        return None
    office = base.offices[titled.office]
    if office.complete is None:
        return None
    held = [term for term in base.terms_of.get(office.id, []) if _is(titled, term)]
    if on is None or titled.other_time:
        return None if held else _unknown(office, titled, *office.complete)
    start, end = _asked(titled, on)
    if not (within(first_day(start), *office.complete) and within(last_day(end), *office.complete)):
        return None
    if any(_near(first_day(start), last_day(end), term) for term in held):
        return None
    if held:
        return _out_of_time(base, office, titled, held, on)
    return _unknown(office, titled, start, end)


def _asked(titled: Titled, on: str) -> tuple[str, str]:
    """Return the time a title speaks of: the years its sentence names, unless the day's is among them."""
    if titled.years and on[:4] not in titled.years:
        return min(titled.years), max(titled.years)
    return on, on


def _is(titled: Titled, term: Term) -> bool:
    if titled.person_id:
        return titled.person_id == term.person
    return same_person(titled.person_text or "", term.person)


def _near(start: str, end: str, term: Term) -> bool:
    """Say whether a term may include a day of a span, give or take the days of a handover."""
    begins = date.fromisoformat(first_day(term.from_)).toordinal() - GRACE
    ends = (
        date.fromisoformat(last_day(term.until)).toordinal() + GRACE if term.until else date.max.toordinal()
    )
    return begins <= date.fromisoformat(end).toordinal() and date.fromisoformat(start).toordinal() <= ends


def _unknown(office: Office, titled: Titled, start: str, end: str) -> ReviewItem:
    when = f"in {start}" if start == end else f"in the years looked at, {start} to {end}"
    if start == end and len(start) == len("2004-09-27"):
        when = f"on {start}"
    why = f"nobody of that name is listed as {office.name} {when}"
    return _item("office-holder-unknown", titled, why)


def _out_of_time(
    base: Knowledge, office: Office, titled: Titled, held: Sequence[Term], on: str
) -> ReviewItem:
    terms = ", ".join(f"{term.from_} to {term.until or 'now'}" for term in held)
    name = base.entities[held[0].person].name
    return _item("office-holder-out-of-time", titled, f"{name} was {office.name} {terms}, not on {on}")


def _item(kind: ReviewKind, titled: Titled, why: str) -> ReviewItem:
    spans = ((titled.person_start or 0, titled.person_end or 0),)
    return ReviewItem(kind, titled.person_text or "", why, spans)
