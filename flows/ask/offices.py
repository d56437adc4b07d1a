"""Who held an office: the seeds' terms for a day, a month, a year, and what the seeds cannot say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from datelines.extractors.offices.asked import near_offices
from datelines.flows.ask.question import DAY, Question, understood
from datelines.flows.terminal import Problem
from datelines.seeds.knowledge import Office, Term, knowledge
from datelines.seeds.partial_dates import first_day, last_day

COLUMNS = ("office", "person", "from", "until", "acting", "source")
LONGEST = 300
EXAMPLE = "foreign minister of Japan on 28 August 2004"


@dataclass(frozen=True, slots=True)
class Answer:
    """The terms of an office that were asked for, and what must be said beside them.

    `names` are the holders' to print: of a day the one who held it, of a longer span all, in order of time.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[str, str, str, str | None, bool, str], ...]
    notes: tuple[str, ...]


def all_terms(words: str) -> Answer:
    """Return every term of an office. Raises `Problem` where `words` do not name one office."""
    base = knowledge()
    office = _one(words, _called(_understood(words)))
    terms = base.terms_of.get(office.id, [])
    return Answer(_names(terms), _rows(office, terms), tuple(_completeness(office)))


def holders(words: str, on: str | None, today: str = "") -> Answer:
    """Return who held an office on an ISO day, in a month or year. Raises `Problem` where nobody is known.

    The day may stand in the words too; without any it is `today`.
    """
    question = _understood(words)
    if on and question.day and on != question.day:
        raise Problem(f"--on {on} and {question.day} in the words contradict each other", status=2)
    on = question.day or today if on is None else on
    base, (first, last) = knowledge(), _span(on)
    called = _called(question)
    serving = [office for office in called if base.holders_between(office.id, first, last)]
    office = _one(words, serving or called)
    terms = base.holders_between(office.id, first, last)
    if not terms:
        raise Problem(_nobody(office, on, first, last))
    shown = terms[:1] if first == last and _handover(terms, first) else terms[::-1]
    return Answer(_names(shown), _rows(office, terms), tuple(_notes(office, terms, on, first, last)))


def _understood(words: str) -> Question:
    if len(words) > LONGEST:
        raise Problem(f"an office has at most {LONGEST} characters, as in {EXAMPLE!r}", status=2)
    return understood(words)


def _called(question: Question) -> list[Office]:
    if not question.called:
        near = near_offices(question.office)
        hint = f"did you mean {'; '.join(near)}?" if near else f"say whose it is: {EXAMPLE!r}"
        raise Problem(f"no office is known as {question.office!r}; {hint}")
    return [knowledge().offices[id] for id in question.called]


def _one(words: str, offices: Sequence[Office]) -> Office:
    if len(offices) > 1:
        listed = "; ".join(f"{office.name} ({office.id})" for office in offices)
        raise Problem(f"{len(offices)} offices are called {words!r}; ask for one of them: {listed}")
    return offices[0]


def _span(on: str) -> tuple[str, str]:
    """Return the first and the last day of an ISO day, month or year. Raises `Problem` for anything else."""
    try:
        if DAY.fullmatch(on):
            return date.fromisoformat(first_day(on)).isoformat(), date.fromisoformat(last_day(on)).isoformat()
    except ValueError:
        pass
    raise Problem(f"not a day, month or year like 2025-12-19: {on!r}", status=2)


def _names(terms: Sequence[Term]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(knowledge().entities[term.person].name for term in terms))


def _rows(office: Office, terms: Sequence[Term]) -> tuple[tuple[str, str, str, str | None, bool, str], ...]:
    entities = knowledge().entities
    return tuple((office.name, entities[t.person].name, t.from_, t.until, t.acting, t.source) for t in terms)


def _handover(terms: Sequence[Term], day: str) -> bool:
    """Say whether two terms, the later first, touch on a day that both name: then the later holds it."""
    return len(terms) == 2 and terms[0].from_ == day == terms[1].until


def _notes(office: Office, terms: Sequence[Term], on: str, first: str, last: str) -> Iterator[str]:
    yield from (_term(office, term) for term in terms)
    if first == last and len(terms) > 1:
        yield _shared(office, terms, first)
    yield from (f"vacant {_during(*free)}" for free in office.vacant if _touches(first, last, free))
    if office.complete is None or not _touches(first, last, office.complete, wholly=True):
        yield from (f"{on} is not within the years that were checked", *_completeness(office))


def _term(office: Office, term: Term) -> str:
    acting = ", acting" if term.acting else ""
    name = knowledge().entities[term.person].name
    return f"{name}, {office.name}{acting}, {_during(term.from_, term.until)}; {term.source}"


def _during(begin: str | None, end: str | None) -> str:
    return f"from {begin} until {end}" if end else f"since {begin}"


def _shared(office: Office, terms: Sequence[Term], day: str) -> str:
    if _handover(terms, day):
        return f"the office changed hands on {day}"
    if not office.single or any(term.disputed for term in terms):
        return "more than one held or claimed the office"
    return f"the sources do not say on which day the office changed hands; {day} may be either's"


def _touches(first: str, last: str, span: tuple[str | None, str | None], *, wholly: bool = False) -> bool:
    """Say whether a span of days may meet another, or lies wholly in it."""
    begin, end = first_day(span[0]), last_day(span[1])
    return (begin <= first and last <= end) if wholly else (begin <= last and first <= end)


def _completeness(office: Office) -> Iterator[str]:
    if office.complete is None:
        yield f"no list of {office.name} was checked for gaps"
    else:
        yield f"the list of {office.name} is complete from {office.complete[0]} to {office.complete[1]}"


def _nobody(office: Office, on: str, first: str, last: str) -> str:
    """Return why there is nobody to name, with the term before and the one after."""
    if any(_touches(first, last, free) for free in office.vacant):
        return f"{office.name} was vacant on {on}"
    terms = knowledge().terms_of.get(office.id, [])
    before = next((t for t in reversed(terms) if last_day(t.until) < first), None)
    after = next((t for t in terms if last < first_day(t.from_)), None)
    around = [
        f"{word}: {knowledge().entities[term.person].name}, {_during(term.from_, term.until)}"
        for word, term in (("before", before), ("after", after))
        if term
    ]
    return "; ".join((f"nobody is listed as {office.name} on {on}", *around, *_completeness(office)))
