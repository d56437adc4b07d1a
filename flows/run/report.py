"""What a run did, in words: Markdown for Prefect's own pages, and the rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from datelines.flows.run.session import Report
from datelines.flows.show.events import date_text
from datelines.flows.visit.due import Standing
from datelines.warehouse.store import Reader

LISTED = 50  # events, documents and sources that are named; the counts are of all
# Documents that no other run has read, and the events that they tell of: new ones, and known ones.
_TOUCHED = """
WITH fresh AS (
    SELECT document_id FROM facts.fetches GROUP BY document_id HAVING bool_and(run_id = $run)
),
touched AS (
    SELECT event_id, bool_and(document_id IN (SELECT document_id FROM fresh)) AS is_new
    FROM reports
    GROUP BY event_id
    HAVING bool_or(document_id IN (SELECT document_id FROM fresh))
)
SELECT
    is_new, date_start, date_end, date_precision, title, event_type, event_id,
    count(*) OVER (PARTITION BY is_new) AS n
FROM touched
JOIN timeline USING (event_id)
QUALIFY row_number() OVER (PARTITION BY is_new ORDER BY date_start DESC NULLS LAST, event_id) <= $listed
ORDER BY is_new DESC, date_start DESC NULLS LAST, event_id
"""
_FAILED = """
SELECT location, kind, message FROM facts.quarantine
WHERE run_id = $run AND NOT released ORDER BY key LIMIT $listed
"""


@dataclass(frozen=True, slots=True)
class Touched:
    """An event that a run's documents tell of."""

    is_new: bool
    when: str
    title: str
    event_type: str
    event_id: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What the published file says about a run: how many events are new and changed, and some of each."""

    new: int
    changed: int
    events: tuple[Touched, ...]
    failed: tuple[tuple[str, str, str], ...]


def findings(reader: Reader, run_id: str) -> Findings:
    """Return what a run did to the timeline that it published."""
    rows = reader.query(_TOUCHED, {"run": run_id, "listed": LISTED}).dicts()
    counts = {row["is_new"]: row["n"] for row in rows}
    failed = reader.query(_FAILED, {"run": run_id, "listed": LISTED}).rows
    return Findings(
        counts.get(True, 0), counts.get(False, 0), tuple(map(_touched, rows)), tuple(map(tuple, failed))
    )


def _touched(row: dict[str, Any]) -> Touched:
    start: date | None = row["date_start"]
    when = date_text(start, row["date_end"], row["date_precision"])
    return Touched(row["is_new"], when, row["title"], row["event_type"], row["event_id"])


def markdown(report: Report, found: Findings, standings: Sequence[Standing]) -> str:
    """Return what a run did as Markdown."""
    return "\n".join(_lines(report, found, standings)) + "\n"


def _lines(report: Report, found: Findings, standings: Sequence[Standing]) -> Iterator[str]:
    yield from (f"# Run {report.run_id}: {report.status}", "", "| what | how many |", "| --- | --- |")
    counts = {**report.counts.as_dict(), "new events": found.new, "changed events": found.changed}
    yield from (f"| {name.replace('_', ' ')} | {count:,} |" for name, count in counts.items())
    for is_new, heading in ((True, "New events"), (False, "Changed events")):
        yield from _section(
            heading,
            [
                f"{each.when} {each.title} (`{each.event_id}`)"
                for each in found.events
                if each.is_new is is_new
            ],
        )
    yield from _section("Quarantined", [f"`{where}`: {kind}, {why}" for where, kind, why in found.failed])
    yield from _section(
        "Sources that are in trouble", [_trouble(each) for each in standings if each.failures]
    )
    yield from _section(
        "Sources that fell silent",
        [
            f"{each.name}, nothing since {each.silent_since:%Y-%m-%d}"
            for each in standings
            if each.silent_since
        ],
    )
    yield from ("", f"Published: `{report.published}`")


def _section(heading: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield from ("", f"## {heading}", "")
        yield from (f"- {item}" for item in items[:LISTED])


def _trouble(source: Standing) -> str:
    paused = f", paused until {source.paused_until:%Y-%m-%d %H:%M} UTC" if source.paused_until else ""
    return f"{source.name}: failed {source.failures} times, {source.trouble}{paused}"


def table(found: Findings) -> list[dict[str, str]]:
    """Return the events that a run touched as rows."""
    return [
        {
            "what": "new" if each.is_new else "changed",
            "date": each.when,
            "event": each.title,
            "type": each.event_type,
            "id": each.event_id,
        }
        for each in found.events
    ]
