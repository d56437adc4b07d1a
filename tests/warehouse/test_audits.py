"""Every audit finds what it is for, and nothing in a good file."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from datelines.sources.records import Participant, ReviewItem, Timex
from datelines.warehouse import AuditFailed, Writer, audits
from tests.factories import FETCHED, NO_KNOWLEDGE, extracted, person, report

# One way to break each audit's rule in a good file.
HARM = {
    "date_half_given": "UPDATE facts.reports SET date_precision = NULL",
    "duplicate_key": "INSERT INTO facts.documents FROM facts.documents",
    "event_without_evidence": "UPDATE facts.reports SET evidence = 'Aida met Kim.'",
    "extraction_cut_short": "DELETE FROM facts.fetches",
    "holder_out_of_term": """
        INSERT INTO derived.offices BY NAME
        SELECT DATE '2020-01-02' AS held_from, DATE '2020-01-01' AS held_until
    """,
    "mention_in_no_event": "DELETE FROM facts.mentions",
    "no_day_from_a_month": "UPDATE facts.reports SET date_precision = 'month'",
    "offsets_outside_the_document": "UPDATE facts.mentions SET span_end = 1000",
    "report_in_no_event": "DELETE FROM derived.event_ids",
    "timeline_out_of_order": "INSERT INTO derived.events (event_id, date_start) VALUES ('a', '1991-12-16')",
    "unknown_word": "UPDATE facts.reports SET factuality = 'likely'",
    "words_not_at_their_offsets": "UPDATE facts.participants SET span_start = 0, span_end = 4, text = 'Anna'",
}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a published file with a dated, an undated and a month-wide event."""
    month = report("Aida met Ken in May.", date="2025-05-01", until="2025-05-31", precision="month")
    with Writer(tmp_path_factory.mktemp("good")) as writer:
        batch = [
            extracted("d1", report("Aida met Ken.")),
            extracted("d2", report("Aida once met Ken.", date=None, participants=[person("Aida")])),
            extracted("d3", month),
        ]
        writer.write(batch, "r", FETCHED)
        return writer.publish(NO_KNOWLEDGE)


@pytest.fixture
def copy(good: Path, tmp_path: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(shutil.copy(good, tmp_path / "copy.duckdb"))


def test_a_good_file_passes(copy: duckdb.DuckDBPyConnection) -> None:
    assert audits.run(copy) == []


@pytest.mark.parametrize("audit", [path.stem for path in audits.audit_files()])
def test_audit_finds_what_it_is_for(copy: duckdb.DuckDBPyConnection, audit: str) -> None:
    copy.execute(HARM[audit])
    found = {finding.audit: finding for finding in audits.run(copy)}
    assert audit in found
    assert audit in str(found[audit])


def unbroken(work: Path) -> dict[str, str]:
    """Return the harm that can be done to the facts of a private file, by audit."""
    with duckdb.connect(str(work), read_only=True) as file:
        tables = {name for (name,) in file.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert "offices" not in tables
    return {audit: harm for audit, harm in HARM.items() if "derived." not in harm}


def test_a_run_that_breaks_an_audit_is_not_published_says_which_and_leaves_the_last_good_file(
    good: Path, tmp_path: Path
) -> None:
    work = good.with_name("work.duckdb")
    for number, (audit, harm) in enumerate(unbroken(work).items()):
        home = tmp_path / str(number)
        home.mkdir()
        for file in (good, work):
            shutil.copy(file, home / file.name)
        before = (home / good.name).read_bytes()
        with duckdb.connect(str(home / work.name)) as file:
            file.execute(harm)
        with Writer(home) as writer, pytest.raises(AuditFailed, match="last good file stays") as failed:
            writer.publish(NO_KNOWLEDGE)
        assert audit in failed.value.failures
        assert audit in str(failed.value)
        assert (home / good.name).read_bytes() == before
        assert sorted(path.name for path in home.iterdir()) == [
            good.name,
            "warehouse.lock",
            work.name,
        ]


OFFICES = [
    {
        "office_id": "president",
        "actor_id": "aida",
        "held_from": "2019-03-20",
        "held_until": "2024-06-30",
        "complete_from": "1991-01-01",
    }
]


@pytest.mark.parametrize(
    ("given", "is_wrong"),
    [
        ({"date": "2021-05-05"}, False),
        ({"date": "2025-05-05"}, True),
        ({"date": "2024-07-06"}, False),  # a week of handover
        ({"date": "2024-07-08"}, True),
        ({"date": "2024-01-01", "until": "2024-12-31", "precision": "year"}, False),
        ({"date": "2018-01-01", "until": "2018-12-31", "precision": "year"}, True),
        ({"date": "2025-05-05", "published": "2024-06-01"}, False),  # told ahead, of the holder of today
        ({"date": "2025-05-05", "speaks_of": "2021"}, False),  # the text speaks of those days too
        ({"date": "2025-05-05", "speaks_of": "2021-SP"}, False),
        ({"date": "2025-05-05", "speaks_of": "2016-SP"}, True),
        ({"date": "2025-05-05", "speaks_of": "XXXX-05"}, True),
        ({"date": "2025-05-05", "flagged": True}, False),
        ({"date": "2025-05-05", "name": "Aida"}, False),  # named: the text may say what it likes
        ({"date": "2021-05-05", "id": "ken"}, True),  # never held one
        ({"date": None, "published": None}, False),  # nobody can say
        ({"date": None}, True),
    ],
)
def test_a_holder_is_inferred_only_within_the_term(
    tmp_path: Path, given: dict[str, Any], is_wrong: bool
) -> None:
    words = "The president spoke."
    holder = Participant(
        "president", 4, 13, given.get("name"), given.get("id", "aida"), "person", "KAZ", "source"
    )
    told = report(
        words,
        date=given["date"],
        until=given.get("until"),
        precision=given.get("precision", "day"),
        participants=[holder],
    )
    speaks_of = given.get("speaks_of")
    item = extracted(
        "d",
        told,
        text=f"{words} Then.",
        published=given.get("published", "2026-01-05"),
        timexes=(Timex(21, 25, "Then", "DATE", speaks_of),) if speaks_of else (),
        review=[ReviewItem("office-holder-out-of-time", "president", "not then", ((4, 13),))]
        if given.get("flagged")
        else [],
    )
    knowledge = replace(NO_KNOWLEDGE, offices=tuple(OFFICES))
    with Writer(tmp_path) as writer:
        writer.write([item], "r", FETCHED)
        if not is_wrong:
            writer.publish(knowledge)
            return
        with pytest.raises(AuditFailed, match=r"holder_out_of_term \(1\)"):
            writer.publish(knowledge)


def test_what_an_older_version_read_may_rest_on_older_seeds(tmp_path: Path) -> None:
    holder = Participant("president", 4, 13, None, "aida", "person", "KAZ", "source")
    told = report("The president spoke.", date="2025-05-05", participants=[holder])
    knowledge = replace(NO_KNOWLEDGE, offices=tuple(OFFICES))
    with Writer(tmp_path) as writer:
        for number, seeds in enumerate(("old", "new"), 1):
            writer.start_run(seeds, f"2026-02-0{number}T08:00:00+00:00", {}, "1", seeds)
            item = extracted(seeds, told, seeds=seeds) if seeds == "old" else extracted(seeds, seeds=seeds)
            writer.write([item], seeds, FETCHED)
            writer.finish_run(seeds, f"2026-02-0{number}T09:00:00+00:00", "ok", {})
        writer.publish(knowledge)


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in audits.audit_files()])
def test_an_audit_opens_with_its_rule(path: Path) -> None:
    sql = path.read_text(encoding="utf-8")
    assert sql.startswith(f"-- {path.stem}: ")
    assert len(audits.rule(sql)) > 20


@pytest.mark.parametrize(
    ("start", "end", "precision"),
    [
        ("2025-12-19", "2025-12-19", "day"),
        ("2025-12-15", "2025-12-21", "week"),
        ("2024-02-01", "2024-02-29", "month"),
        ("2025-01-01", "2025-03-31", "quarter"),
        ("2025-12-01", "2026-02-28", "season"),
        ("2025-07-01", "2025-12-31", "half"),
        ("2024-01-01", "2024-12-31", "year"),
        ("2010-01-01", "2019-12-31", "decade"),
        ("2025-12-19", "2026-01-05", "interval"),
    ],
)
def test_widths_that_fit_their_precision(
    copy: duckdb.DuckDBPyConnection, start: str, end: str, precision: str
) -> None:
    copy.execute(
        "UPDATE facts.reports SET date_start = ?, date_end = ?, date_precision = ?", [start, end, precision]
    )
    assert "no_day_from_a_month" not in {finding.audit for finding in audits.run(copy)}
