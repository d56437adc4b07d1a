"""The warehouse at a million or ten million invented events: `python -m benchmarks.warehouse --events N`.

Beside the time by the clock stands that of the processor, all threads together: what an idle core
needs, whatever else the machine does. Aims are held against it, and ratios are of it; each is a median. The
yardstick of a question is a query written by hand over the sorted table; that of publishing and storing is
what extracting the same reports costs. Each step runs in a process of its own, whose peak memory is shown.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import synthetic
from datelines import seeds
from datelines.sources.records import Document
from datelines.warehouse import Reader, Writer, published_path
from datelines.warehouse.session import Session

YEAR = 2020
BATCH_REPORTS = 100_000
ROUNDS = 5
MEMORY_AIM = 2048  # MB


@dataclass(frozen=True, slots=True)
class Step:
    """What a step took: seconds by the clock and of the processor, and the most memory in MB."""

    seconds: float
    cpu: float
    memory: int
    said: Any


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the published file; `hand` is the same by hand, `aim` the most milliseconds."""

    what: str
    sql: str
    hand: str | None = None
    aim: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question took in milliseconds: `hand` is what the processor needs for the same by hand."""

    what: str
    rows: int
    clock: float
    cpu: float
    hand: float | None
    aim: float | None

    def line(self, yardstick: float) -> str:
        ratio = f"{self.cpu / (self.hand or yardstick):8.1f}" + ("" if self.hand else " *")
        met = (
            ""
            if self.aim is None
            else f"{'met' if self.cpu <= self.aim else 'UNMET'} (under {self.aim:g} ms)"
        )
        return f"{self.what:44}{self.rows:8}{self.clock:10.1f}{self.cpu:10.1f}{ratio:12}  {met}".rstrip()


def questions(session: Session) -> Iterator[Question]:
    """Yield the questions, about actors, words and an event of this very file."""
    year = f"date_start <= '{YEAR}-12-31' AND date_end >= '{YEAR}-01-01'"
    month = f"changed_on BETWEEN '{YEAR}-03-01' AND '{YEAR}-03-31'"
    actors = _column(
        session, "SELECT name FROM derived.event_participants GROUP BY name ORDER BY count(*) DESC, name"
    )
    for kind, actor in (
        ("busiest", actors[0]),
        ("20th", actors[19]),
        ("2000th", actors[min(1999, len(actors) - 1)]),
    ):
        hand = (
            f"SELECT * FROM derived.events WHERE {year} AND list_contains(participants, '{actor}') "  # noqa: S608 (an invented name)
            "ORDER BY date_start, event_id"
        )
        mine = f"FROM timeline_of('{actor}', date_from := '{YEAR}', date_to := '{YEAR}')"
        yield Question(
            f"timeline of the {kind} actor, year, page", f"{mine} LIMIT 50", f"{hand} LIMIT 50", 100
        )
        yield Question(f"timeline of the {kind} actor, year", mine, hand)
        yield Question(
            f"the same by a condition, {kind}, page",
            f"FROM timeline_of('{actor}') WHERE {year} LIMIT 50",
            f"{hand} LIMIT 50",
        )
        yield Question(
            f"actor_timeline, {kind}, year, page",
            f"FROM actor_timeline WHERE actor = '{actor}' AND {year} LIMIT 50",
            f"{hand} LIMIT 50",
        )
        yield Question(
            f"as_known_on, {kind} actor, year",
            f"FROM as_known_on('{YEAR}-06-30') WHERE {year} AND list_contains(participants, '{actor}')",
            aim=1000,
        )
    words = _column(
        session,
        "SELECT token FROM derived.token_counts WHERE n_events < (SELECT count(*) FROM derived.events) / 20 "
        "AND token SIMILAR TO '[a-z]+' ORDER BY n_events DESC, token",
    )
    for kind, asked in (
        ("two frequent words", f"{words[0]} {words[1]}"),
        ("a frequent and a rare word", f"{words[0]} {words[min(2000, len(words) - 1)]}"),
        ("a name", actors[min(1999, len(actors) - 1)]),
        ("the busiest actor's name", actors[0]),
        ("a word of every sentence", "about"),
    ):
        yield Question(f"search, {kind}, page", f"FROM search('{asked}', most := 50)", aim=50)
    event = _column(session, "SELECT event_id FROM derived.events LIMIT 1 OFFSET 500")[0]
    document = _column(session, f"SELECT document_id FROM derived.events WHERE event_id = '{event}'")[0]  # noqa: S608 (an id of ours)
    for what, sql in {
        "an event by its id": f"FROM timeline WHERE event_id = '{event}'",
        "reports of an event": f"FROM reports WHERE event_id = '{event}'",
        "mentions of an event": f"FROM mentions WHERE event_id = '{event}'",
        "chains of a document": f"FROM chains WHERE document_id = '{document}'",
        "whom a document's mentions mean": f"FROM chain_mentions WHERE document_id = '{document}'",
        "timeline, first page": "FROM timeline LIMIT 50",
        "timeline_between, a week": f"FROM timeline_between('{YEAR}-03-02', '{YEAR}-03-08')",
        "central_asia_timeline, year, page": f"FROM central_asia_timeline WHERE {year} LIMIT 50",
        "dyad, year, page": f"FROM dyad('KAZ', 'JPN') WHERE {year} LIMIT 50",
        "dyads, a pair": "FROM dyads WHERE country_a = 'JPN' AND country_b = 'KAZ'",
        "dyads, all, year": f"FROM dyads WHERE month BETWEEN '{YEAR}-01-01' AND '{YEAR}-12-31'",
        "country_year": "FROM country_year",
        "meetings, year, page": f"FROM meetings WHERE {year} LIMIT 50",
        "visits, year, page": f"FROM visits WHERE {year} LIMIT 50",
        "speeches, year, page": f"FROM speeches WHERE {year} LIMIT 50",
        "signings, year, page": f"FROM signings WHERE {year} LIMIT 50",
        "plans, year, page": f"FROM plans WHERE {year} LIMIT 50",
        "upcoming, page": "FROM upcoming LIMIT 50",
        "positions, year, page": f"FROM positions WHERE {year} LIMIT 50",
        "conflicts, page": "FROM conflicts LIMIT 50",
        "network, page": "FROM network LIMIT 50",
        "firsts": "FROM firsts",
        "mechanisms, one": "FROM mechanisms WHERE mechanism_id = 'm3'",
        "gaps, page": "FROM gaps LIMIT 50",
        "timeline_changes, month, page": f"FROM timeline_changes WHERE {month} LIMIT 50",
        "review_queue, page": "FROM review_queue LIMIT 50",
        "source_coverage": "FROM source_coverage",
        "events by type": "SELECT event_type, count(*) FROM timeline GROUP BY event_type",
    }.items():
        yield Question(what, sql)


def _column(session: Session, sql: str) -> list[str]:
    return [value for (value,) in session.query(sql).rows]


def ask(home: Path) -> list[Answer]:
    """Put all questions to the published file, opened as every reader opens it."""
    with Reader(published_path(home), time_limit=600).session() as session:
        return [_answer(session, question) for question in list(questions(session))]


def _answer(session: Session, question: Question) -> Answer:
    rows, clock, cpu = _median(session, question.sql)
    hand = _median(session, question.hand)[2] if question.hand else None
    return Answer(question.what, rows, clock, cpu, hand, question.aim)


def _median(session: Session, sql: str) -> tuple[int, float, float]:
    """Return how many rows a question gives, and the milliseconds by the clock and of the processor."""
    clock, cpu, rows = [], [], 0
    for _ in range(ROUNDS):
        began, began_cpu = time.perf_counter(), time.process_time()
        rows = len(session.query(sql).rows)
        clock.append(1000 * (time.perf_counter() - began))
        cpu.append(1000 * (time.process_time() - began_cpu))
    return rows, median(clock), median(cpu)


def publish(home: Path) -> dict[str, int]:
    """Publish what is stored; return how much it is."""
    with Writer(home) as writer:
        path = writer.publish()
    counts = {
        "events": "derived.events",
        "reports": "derived.event_reports",
        "documents": "derived.documents",
    }
    rows = {name: Reader(path).query(f"SELECT count(*) FROM {of}").rows for name, of in counts.items()}  # noqa: S608 (names of ours)
    return {name: found[0][0] for name, found in rows.items()} | {"megabytes": path.stat().st_size >> 20}


def store(home: Path) -> dict[str, float]:
    """Store a batch of new documents in one transaction, then again; return the processor seconds of each."""
    batch = list(synthetic.documents(BATCH_REPORTS // synthetic.REPORTS_A_DOCUMENT))
    found = {}
    with Writer(home) as writer:
        writer.start_run("upsert", "2026-02-01T00:00:00+00:00", {}, synthetic.VERSION, synthetic.SEEDS)
        for name, new in (("new", len(batch)), ("again", 0)):
            began = time.process_time()
            if writer.write(batch, "upsert", "2026-02-01T00:00:00+00:00") != new:
                raise RuntimeError(f"{name}: not {new} documents were new")
            found[name] = time.process_time() - began
    return found


def extraction(_: Path) -> float:
    """Return the processor seconds that a report costs to extract from the documents that ship."""
    from datelines.extractors.pipeline import extract_many
    from datelines.sources.read import read_path

    documents = [item for item in read_path(seeds.ROOT / "documents") if isinstance(item, Document)]
    list(extract_many(documents[:3]))  # loads models and seeds
    began, reports = time.process_time(), 0
    for _ in range(3):
        reports += sum(len(extraction.events) for extraction in extract_many(documents))
    return (time.process_time() - began) / reports


def alone(work: Callable[[Path], Any], home: Path) -> Step:
    """Run a step in a process of its own. Raises what it raises."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (work, home))


def _measured(work: Callable[[Path], Any], home: Path) -> Step:
    began, cpu = time.perf_counter(), time.process_time()
    said = work(home)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return Step(time.perf_counter() - began, time.process_time() - cpu, memory, said)


def _within(value: float, aim: float, unit: str) -> str:
    return f"{'met' if value <= aim else 'UNMET'} (at most {aim:g} {unit})"


def report(events: int, home: Path) -> Iterator[str]:
    """Fill, publish, ask and store; yield the lines of the report."""
    if not (home / "work.duckdb").exists():
        synthetic.fill(home, events)
    published = alone(publish, home)
    size = published.said
    yield ", ".join(f"{number:,} {what}" for what, number in size.items())
    cost = alone(extraction, home).said
    share = published.cpu / (cost * size["reports"])
    yield (
        f"publishing: {published.seconds:.0f} s, {published.cpu:.0f} processor s; {100 * share:.1f} % of "
        f"extracting its reports ({1000 * cost:.1f} ms each): {_within(100 * share, 10, '%')}"
    )
    asked = alone(ask, home)
    stored = alone(store, home)
    yield (
        f"storing {BATCH_REPORTS:,} new reports: {stored.said['new']:.1f} processor s, "
        f"{100 * stored.said['new'] / (cost * BATCH_REPORTS):.1f} % of extracting them; "
        f"again: {stored.said['again']:.1f} processor s; {stored.seconds:.0f} s for both"
    )
    for name, step in (("publishing", published), ("asking", asked), ("storing", stored)):
        yield f"peak memory, {name}: {step.memory} MB: {_within(step.memory, MEMORY_AIM, 'MB')}"
    answers: list[Answer] = asked.said
    yardstick = next(answer.hand for answer in answers if answer.hand)
    yield f"{'question':44}{'rows':>8}{'clock ms':>10}{'cpu ms':>10}{'ratio':>8}"
    for answer in answers:
        yield answer.line(yardstick)
    yield f"ratio: to the same by hand; *: to the first question by hand ({yardstick:.1f} ms)"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.warehouse", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument(
        "--events", type=int, default=1_000_000, help="happenings to invent (default: a million)"
    )
    parser.add_argument("--home", type=Path, help="keep the warehouse here, and use again what is there")
    parsed = parser.parse_args(arguments)
    with nullcontext(parsed.home) if parsed.home else tempfile.TemporaryDirectory() as home:
        for line in report(parsed.events, Path(home)):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
