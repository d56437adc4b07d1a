"""Read offices in a text: who is called what, and which office that is.

A phrase is a title with what stands around it: "former Japanese Foreign Minister Akiko Sano",
"President Tokayev of Kazakhstan", "the Kazakh leader", "Yoriko Kawaguchi, Japan's foreign
minister". A holder who is not named is inferred from the day, and marked as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from datelines.extractors.layers.days import Days, Span, as_days
from datelines.extractors.layers.name import Name
from datelines.extractors.layers.titled import Titled
from datelines.extractors.names.likeness import same_person
from datelines.extractors.offices.bodies import body_phrases
from datelines.extractors.offices.phrases import Page, Phrase, phrases, read_page
from datelines.extractors.offices.plural import plural_phrases
from datelines.extractors.offices.vocabulary import LEADER, fits, offices_of
from datelines.seeds.knowledge import Knowledge, Office, Term, knowledge

# Not measured: chosen by hand.
HERE = 45  # days around the publication in which a date of the sentence leaves open that today is meant


def find_titles(
    text: str, names: Sequence[Name], on: str | Days | None, lang: str = "en"
) -> tuple[Titled, ...]:
    """Return the offices mentioned in `text`, in order; `names` are what `find_names` found in it.

    `on` is the ISO day in question, or the days that each sentence speaks of, for the holders that are
    not named; without any none is inferred.
    """
    page = read_page(text, names, as_days(on), lang)
    found = (*phrases(page), *plural_phrases(page), *body_phrases(page))
    titled = [one for phrase in found if not phrase.lower and (one := _titled(page, phrase))]
    return tuple(sorted(titled, key=lambda one: one.start))


def _titled(page: Page, phrase: Phrase) -> Titled | None:
    base = knowledge()
    if all(title.named_only for title in phrase.titles) and not phrase.person:
        return None
    known = phrase.person[2] if phrase.person else None
    office = _office(base, phrase, known)
    role = office.role if office else phrase.titles[0].role
    written = page.text[phrase.person[0] : phrase.person[1]] if phrase.person else None
    person = _person(base, office, known, written)
    if office is None and (phrase.titles[0].owned or _is_any_leader(phrase, person)):
        return None
    country = phrase.owner.country if phrase.owner else (office.country if office else None)
    return Titled(
        phrase.start,
        phrase.end,
        page.text[phrase.start : phrase.end],
        office.id if office else None,
        role,
        country,
        phrase.person[0] if phrase.person else None,
        phrase.person[1] if phrase.person else None,
        written,
        person,
        _holder(base, page, phrase, office),
        phrase.former,
        phrase.other_time,
        page.days.all_at(phrase.start),
    )


def _is_any_leader(phrase: Phrase, person: str | None) -> bool:
    return phrase.titles[0] is LEADER and phrase.owner is None and person is None


def _holder(base: Knowledge, page: Page, phrase: Phrase, office: Office | None) -> str | None:
    """Return who held an office on the days in question, where nobody is named and no other time is meant.

    Nobody where it changed hands in those days, or where it is not sure which day is meant.
    """
    if office is None or phrase.person or phrase.other_time:
        return None
    people = {
        term.person for span in _present(page.days, phrase.start) for term in _serving(base, office, span)
    }
    return people.pop() if len(people) == 1 else None


def _present(days: Days, position: int) -> tuple[Span, ...]:
    """Return the days in question; the publication alone where the sentence tells of about that time too."""
    spans, today = days.all_at(position), days.published
    if today and any(_days_between(end, today) <= HERE for _, end in days.told_at(position)):
        return ((today, today),)
    return spans


def _days_between(first: str, second: str) -> int:
    return abs((date.fromisoformat(second) - date.fromisoformat(first)).days)


def _serving(base: Knowledge, office: Office, span: Span) -> tuple[Term, ...]:
    """Return the terms in a span of days; of a single day only the one who comes, of two on a handover."""
    terms = base.holders_between(office.id, *span)
    return terms[:1] if span[0] == span[1] else terms


def _office(base: Knowledge, phrase: Phrase, person: Name | None) -> Office | None:
    """Return the one office meant: the owner's, or else the one of that title which the person held."""
    if phrase.owner:
        owners = (
            [phrase.owner.id, phrase.owner.country]
            if phrase.owner.kind == "organisation"
            else [phrase.owner.id]
        )
        for owner in owners:
            found = offices_of(owner, phrase.titles) if owner else []
            if found:
                return found[0] if len(found) == 1 else None
        return None
    if person is None:
        return None
    held = [base.offices[t.office] for t in base.terms_of.get(person.id, ())]
    fitting = {o.id: o for o in held if any(fits(o, t) for t in phrase.titles)}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _person(base: Knowledge, office: Office | None, known: Name | None, written: str | None) -> str | None:
    """Return who is named: a family name alone is rather the office's holder's than another's."""
    if known and known.form == "name":
        return known.id
    return _holder_named(base, office, written) or (known.id if known else None)


def _holder_named(base: Knowledge, office: Office | None, written: str | None) -> str | None:
    """Return the holder of an office whose name is the one written, where only one is."""
    if office is None or written is None:
        return None
    people = {
        t.person for t in base.terms_of.get(office.id, ()) if same_person(written, t.person, exact=True)
    }
    return people.pop() if len(people) == 1 else None
