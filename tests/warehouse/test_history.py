"""`as_known_on` and `timeline_changes` against a slow computation in Python, over some hundred reports."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from datelines.warehouse import Extracted, Reader, Writer
from tests.factories import FETCHED, NO_KNOWLEDGE, extracted, person, report

FIRST, DAYS = date(2025, 12, 1), 40
FETCHED_ON = date.fromisoformat(FETCHED[:10])
CAST = {"Aida": "KAZ", "Ken": "JPN", "Zarina": "UZB", "Bakyt": "KGZ"}
PLACES = [None, ("Osh", "KGZ"), ("Tokyo", "JPN"), ("Astana", "KAZ")]


@dataclass(frozen=True)
class Told:
    """What one document tells, in plain values; a document has one report."""

    document: str
    text: str
    publisher: str
    published: date | None
    session: int
    start: date | None
    end: date | None
    factuality: str
    place: tuple[str, str] | None
    cast: tuple[str, ...]
    confidence: float
    report: str = ""

    @property
    def known(self) -> date:
        return self.published or FETCHED_ON


def made_up(chance: random.Random, number: int) -> Told:
    day = FIRST + timedelta(days=chance.randrange(DAYS))
    width = chance.choice([0, 0, 0, 1, 6])
    dated = chance.random() < 0.85
    session = chance.randrange(60)
    # A text in three is one of a few, which several publishers bring.
    text = f"Copy {session} of it." if chance.random() < 0.3 else f"Document {number}."
    return Told(
        f"d{number:03}",
        text,
        chance.choice(["Herald", "Wire", "Courier", "Post"]),
        FIRST + timedelta(days=chance.randrange(DAYS)) if chance.random() < 0.9 else None,
        session,
        day if dated else None,
        day + timedelta(days=width) if dated else None,
        "planned" if session % 3 == 0 else "asserted",
        chance.choice(PLACES),
        tuple(chance.sample(sorted(CAST), chance.randrange(4))),
        chance.choice([0.4, 0.6, 0.9]),
    )


def item(told: Told) -> Extracted:
    each = report(
        told.text,
        date=str(told.start) if told.start else None,
        until=str(told.end) if told.end else None,
        precision="day" if told.start == told.end else "interval",
        participants=[person(name, CAST[name]) for name in told.cast],
        factuality=told.factuality,
        mechanism="forum",
        stage="convened",
        ordinal=told.session,
        place=told.place,
        confidence=told.confidence,
    )
    published = str(told.published) if told.published else None
    return extracted(told.document, each, published=published, publisher=told.publisher)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> tuple[Reader, dict[str, list[Told]]]:
    """Return what is published, and what each event is told by, who leads first."""
    chance = random.Random(7)  # noqa: S311  (what is made up)
    told = [made_up(chance, number) for number in range(400)]
    with Writer(tmp_path_factory.mktemp("history")) as writer:
        writer.write([item(each) for each in told], "r", FETCHED)
        reader = Reader(writer.publish(NO_KNOWLEDGE))
    found = {row["document_id"]: row for row in reader.query("FROM reports").dicts()}
    events: dict[str, list[Told]] = defaultdict(list)
    for each in told:
        row = found[each.document]
        events[row["event_id"]].append(Told(**{**vars(each), "report": row["report_id"]}))
    return reader, {event: sorted(reports, key=leads) for event, reports in events.items()}


def leads(told: Told) -> tuple[Any, ...]:
    """Order reports by who speaks for the event: of a plan the latest; else exact, sure and early ones."""
    news = told.published if told.factuality == "planned" else None
    return (
        -(news or date.min).toordinal(),
        (told.end - told.start).days if told.start and told.end else 10**6,
        -told.confidence,
        told.published or date.max,
        told.report,
    )


def sources(known: Sequence[Told]) -> int:
    """Count publishers: each text once, by whoever of those known tells it best."""
    of_text: dict[str, str] = {}
    for each in known:
        of_text.setdefault(each.text, each.publisher)
    return len(set(of_text.values()))


def distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def event_then(event: str, known: Sequence[Told]) -> dict[str, Any]:
    best = known[0]
    published = [each.published for each in known if each.published]
    others = sorted({name for each in known for name in each.cast} - set(best.cast))
    return {
        "event_id": event,
        "date_start": best.start,
        "date_end": best.end,
        "place": best.place[0] if best.place else None,
        "participants": [*best.cast, *others],
        "countries": sorted({CAST[name] for each in known for name in each.cast}),
        "n_sources": sources(known),
        "n_documents": len(known),
        "n_mentions": len(known),
        "sources": sorted({each.publisher for each in known}),
        "first_reported_at": midnight(min(published, default=None)),
        "last_reported_at": midnight(max(published, default=None)),
        "confidence": max(each.confidence for each in known),
        "document_id": best.document,
    }


def midnight(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day) if day else None


def range_of(told: Told) -> str | None:
    if told.start is None:
        return None
    return str(told.start) if told.start == told.end else f"{told.start}/{told.end}"


def changes(event: str, reports: Sequence[Told]) -> set[tuple[Any, ...]]:
    """Return what each later day changed about an event; `reports` are in the order of who leads."""
    found: set[tuple[Any, ...]] = set()
    days = sorted({each.known for each in reports})
    for before, day in pairwise(days):
        then = [each for each in reports if each.known <= before]
        now = [each for each in reports if each.known <= day]
        said_by = next(each.document for each in reports if each.known == day)
        for field, value in (("date", range_of), ("place", lambda told: told.place and told.place[0])):
            if value(then[0]) != value(now[0]):
                found.add((day, event, field, value(then[0]), value(now[0]), said_by))
        for name in {name for each in now for name in each.cast} - {
            name for each in then for name in each.cast
        }:
            brought = next(each.document for each in reports if each.known == day and name in each.cast)
            found.add((day, event, "participant", None, name, brought))
    return found


@pytest.mark.parametrize("after", [-1, 0, 1, 5, 13, 20, 39, 40, 70])
def test_the_timeline_as_known_on_a_day(history: tuple[Reader, dict[str, list[Told]]], after: int) -> None:
    reader, events = history
    day = FIRST + timedelta(days=after)
    expected = [
        event_then(event, known)
        for event, reports in events.items()
        if (known := [each for each in reports if each.known <= day])
    ]
    expected.sort(key=lambda row: (row["date_start"] or date.max, row["event_id"]))
    answer = reader.query("SELECT * FROM as_known_on($1)", [day]).dicts()
    named = event_then("", next(iter(events.values())))
    assert [{name: row[name] for name in named} for row in answer] == expected


def test_on_the_last_day_it_is_the_timeline(history: tuple[Reader, dict[str, list[Told]]]) -> None:
    reader, _ = history
    assert reader.query("FROM as_known_on('9999-12-31')") == reader.query("FROM timeline")


def test_what_later_documents_changed(history: tuple[Reader, dict[str, list[Told]]]) -> None:
    reader, events = history
    answer = reader.query("FROM timeline_changes WHERE field IN ('date', 'place', 'participant')").rows
    expected = set[tuple[Any, ...]]().union(*(changes(*event) for event in events.items()))
    assert len(answer) == len(set(answer)) > 100
    assert set(answer) == expected


def test_the_reports_do_disagree_copy_and_come_late(history: tuple[Reader, dict[str, list[Told]]]) -> None:
    _, events = history
    assert sum(len({each.known for each in reports}) > 2 for reports in events.values()) > 30
    assert (
        sum(sources(reports) < len({each.publisher for each in reports}) for reports in events.values()) > 0
    )
    assert sum(each.published is None for reports in events.values() for each in reports) > 20
