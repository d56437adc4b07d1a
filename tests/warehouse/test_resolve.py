"""Which reports are one event, whatever order they come in."""

from __future__ import annotations

from dataclasses import replace

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datelines.warehouse import resolution
from datelines.warehouse.resolve import ReportKey, event_id, resolve

BASE = ReportKey(
    report_id="r1",
    event_type="CONSULT",
    subtype="meeting",
    factuality="asserted",
    date_start="2025-12-19",
    date_end="2025-12-19",
    participants=frozenset({"aida", "ken"}),
)
SESSION = replace(BASE, mechanism="forum", stage="convened", ordinal=2)
UNDATED = replace(BASE, date_start=None, date_end=None)


def together(*reports: ReportKey) -> bool:
    """Return whether resolution puts all of these into one event."""
    numbered = [replace(report, report_id=f"r{number}") for number, report in enumerate(reports)]
    return len({event for _, event in resolve(numbered)}) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (BASE, BASE),
        (BASE, replace(BASE, mechanism="forum")),
        (BASE, replace(BASE, work_title="on peace")),
        (SESSION, replace(SESSION, date_start="2025-12-20", date_end="2025-12-20")),
        (SESSION, replace(SESSION, subtype="summit", participants=frozenset({"aida"}))),
        (SESSION, replace(SESSION, ordinal=None)),
        (SESSION, replace(SESSION, date_start=None, date_end=None)),
        (replace(UNDATED, mechanism="forum", stage="proposed"),) * 2,
    ],
)
def test_one_event(first: ReportKey, second: ReportKey) -> None:
    assert together(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (BASE, replace(BASE, event_type="AGREE")),
        (BASE, replace(BASE, subtype="call")),
        (BASE, replace(BASE, factuality="planned")),
        (BASE, replace(BASE, date_start="2025-12-20", date_end="2025-12-20")),
        (BASE, replace(BASE, date_start="2025-12-01", date_end="2025-12-31")),
        (BASE, replace(BASE, participants=frozenset({"aida"}))),
        (replace(BASE, participants=frozenset()),) * 2,
        (UNDATED, UNDATED),
        (replace(UNDATED, mechanism="forum"),) * 2,
        (
            replace(UNDATED, mechanism="forum", stage="proposed"),
            replace(UNDATED, mechanism="forum", stage="renamed"),
        ),
        (SESSION, replace(SESSION, ordinal=3)),
        (SESSION, replace(SESSION, mechanism="club")),
        (SESSION, replace(SESSION, ordinal=None, date_start="2026-12-19", date_end="2026-12-19")),
        (replace(BASE, topic="a seat"), replace(BASE, topic="a canal")),
        (replace(BASE, work_title="on peace"), replace(BASE, work_title="on trade")),
    ],
)
def test_two_events(first: ReportKey, second: ReportKey) -> None:
    assert not together(first, second)


def test_who_leaves_out_what_others_dispute_stays_apart() -> None:
    peace, trade = replace(BASE, work_title="on peace"), replace(BASE, work_title="on trade")
    reports = [
        replace(each, report_id=name) for name, each in (("a", peace), ("b", trade), ("c", BASE), ("d", BASE))
    ]
    events = dict(resolve(reports))
    assert len({events["a"], events["b"], events["c"]}) == 3
    assert events["c"] == events["d"]


def test_an_unnumbered_session_joins_none_of_two_on_its_day() -> None:
    third = replace(SESSION, report_id="r2", ordinal=3)
    events = dict(resolve([SESSION, third, replace(SESSION, report_id="r3", ordinal=None)]))
    assert len(set(events.values())) == 3


def test_an_event_is_named_after_its_smallest_report() -> None:
    assert resolve([replace(BASE, report_id="b"), replace(BASE, report_id="a")]) == [
        ("a", event_id(["a"])),
        ("b", event_id(["a"])),
    ]


def test_nothing_gives_nothing() -> None:
    assert resolve([]) == []


REPORTS = """
CREATE TABLE facts.reports (
    document_id VARCHAR, extraction_id VARCHAR, report_id VARCHAR, event_type VARCHAR, subtype VARCHAR,
    factuality VARCHAR, date_start DATE, date_end DATE, mechanism_id VARCHAR, mechanism VARCHAR,
    mechanism_stage VARCHAR, mechanism_ordinal INTEGER, work_title VARCHAR, position_topic_id VARCHAR,
    position_topic VARCHAR
);
CREATE TABLE facts.participants (extraction_id VARCHAR, report_id VARCHAR, actor_id VARCHAR, text VARCHAR);
"""
KEYS = st.builds(
    ReportKey,
    report_id=st.just(""),
    event_type=st.sampled_from(["CONSULT", "STATEMENT"]),
    subtype=st.sampled_from(["meeting", "visit"]),
    factuality=st.sampled_from(["asserted", "planned"]),
    date_start=st.sampled_from([None, "2025-12-19"]),
    date_end=st.none(),
    participants=st.frozensets(st.sampled_from(["aida", "ken"])),
    mechanism=st.sampled_from([None, "forum"]),
    stage=st.sampled_from([None, "proposed", "convened"]),
    ordinal=st.sampled_from([None, 1, 2]),
    work_title=st.sampled_from([None, "on peace", "on trade"]),
    topic=st.none(),
)


@given(st.lists(KEYS, max_size=12), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_every_report_has_one_event(keys: list[ReportKey], random: object) -> None:
    reports = [replace(key, report_id=f"r{number:02d}") for number, key in enumerate(keys)]
    straight = resolve(reports)
    shuffled = list(reports)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve(shuffled) == straight
    assert [report for report, _ in straight] == [report.report_id for report in reports]


@given(st.lists(KEYS, max_size=12))
@settings(max_examples=30, deadline=None)
def test_a_file_is_resolved_as_its_rows_are(keys: list[ReportKey]) -> None:
    reports = [replace(key, report_id=f"r{number:02d}") for number, key in enumerate(keys)]
    with duckdb.connect() as database:
        database.execute("CREATE SCHEMA facts; CREATE SCHEMA derived")
        database.execute("CREATE TABLE derived.documents (document_id VARCHAR, extraction_id VARCHAR)")
        database.execute(REPORTS)
        database.execute("INSERT INTO derived.documents VALUES ('d', 'x')")
        for report in reports:
            database.execute(
                "INSERT INTO facts.reports VALUES ('d', 'x', ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, NULL, ?)",
                [
                    report.report_id,
                    report.event_type,
                    report.subtype,
                    report.factuality,
                    report.date_start,
                    report.date_end,
                    report.mechanism,
                    report.stage,
                    report.ordinal,
                    report.work_title,
                    report.topic,
                ],
            )
            for member in report.participants:
                database.execute(
                    "INSERT INTO facts.participants VALUES ('x', ?, NULL, ?)", [report.report_id, member]
                )
        resolution.write(database)
        found = database.execute(
            "SELECT report_id, event_id FROM derived.event_ids ORDER BY report_id"
        ).fetchall()
    assert found == resolve(reports)
