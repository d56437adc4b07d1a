"""Every audit finds what it is for, and nothing in a good file."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.factories import FETCHED, NO_KNOWLEDGE, extracted, person, report
from warehouse import Writer, audits

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
