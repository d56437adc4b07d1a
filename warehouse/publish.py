"""Build the file that readers open: facts, resolved events, views; audited; replaced in one rename."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

from warehouse import audits, resolution, views
from warehouse import knowledge as background
from warehouse.knowledge import Knowledge
from warehouse.migrations import connect, schema_version

# The order that serves the commonest question of each table; raw bytes stay in the private file.
_COPIES = {
    "documents": "SELECT * FROM facts.documents ORDER BY document_id",
    "extractions": "SELECT * FROM facts.extractions ORDER BY extraction_id",
    "timexes": "SELECT * FROM facts.timexes ORDER BY extraction_id, ordinal",
    "review_items": "SELECT * FROM facts.review_items ORDER BY extraction_id, review_id",
    "reports": "SELECT * FROM facts.reports ORDER BY date_start NULLS LAST, report_id, extraction_id",
    "mentions": "SELECT * FROM facts.mentions ORDER BY report_id, extraction_id, ordinal",
    "participants": "SELECT * FROM facts.participants ORDER BY report_id, extraction_id, ordinal",
    "runs": "SELECT * FROM facts.runs ORDER BY started_at, run_id",
    "fetches": "SELECT * FROM facts.fetches ORDER BY document_id, extraction_id",
    "quarantine": "SELECT * EXCLUDE (raw) FROM facts.quarantine ORDER BY key",
    "decisions": "SELECT * FROM facts.decisions ORDER BY review_id, decided_at",
}
# What DuckDB 1.5 reads too: the drivers of BI tools are slower to follow than we are.
_STORAGE = "v1.5.0"
FACT_TABLES = tuple(_COPIES)


def build(work: duckdb.DuckDBPyConnection, path: Path, knowledge: Knowledge) -> None:
    """Build a complete published file at `path` from the open work file. Raises `AuditFailed`."""
    path.unlink(missing_ok=True)
    copy_facts(work, path)
    with connect(path) as building:
        derive(building, knowledge)
        views.apply(building)
        views.materialise(building)
        audits.check(building)
        building.execute("CHECKPOINT")


def copy_facts(work: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Copy the fact tables of the work file into a new file, sorted."""
    work.execute(
        f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS building (STORAGE_VERSION '{_STORAGE}')"
    )
    try:
        work.execute("CREATE SCHEMA building.facts")
        for table, query in _COPIES.items():
            work.execute(f"CREATE TABLE building.facts.{table} AS {query}")
        work.execute("CREATE TABLE building.facts.about (key VARCHAR NOT NULL, value VARCHAR NOT NULL)")
        work.execute(
            "INSERT INTO building.facts.about VALUES ('format', 'datelines'), ('schema_version', ?)",
            [schema_version()],
        )
    finally:
        work.execute("DETACH building")


def derive(building: duckdb.DuckDBPyConnection, knowledge: Knowledge) -> None:
    """Make every derived table in a file that holds the facts; resolution runs between its SQL files."""
    current, *rest = views.derived_files()
    building.execute(current.read_text())
    resolution.write(building)
    background.write(building, knowledge)
    for path in rest:
        building.execute(path.read_text())


def replace(new: Path, published: Path) -> None:
    """Put a finished file in place of the published one, durably and in one step."""
    _sync(new)
    new.replace(published)
    _sync(published.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
