"""Build the file that readers open: facts, resolved events, views; audited; replaced in one rename."""

from __future__ import annotations

from pathlib import Path

import duckdb

from datelines.warehouse import audits, families, headers, redirects, resolution, views
from datelines.warehouse import knowledge as background
from datelines.warehouse.errors import NotWritten
from datelines.warehouse.files import NO_ROOM, attach, connect, quoted, remove
from datelines.warehouse.knowledge import Knowledge
from datelines.warehouse.migrations import schema_version

# Each in the order of its key, so that what is stored twice lies side by side (audits/duplicate_key.sql), and
# with what belongs to one document together; raw bytes stay in the private file.
_COPIES = {
    "documents": "SELECT * FROM facts.documents ORDER BY document_id",
    "extractions": "SELECT * FROM facts.extractions ORDER BY extraction_id",
    "timexes": "SELECT * FROM facts.timexes ORDER BY extraction_id, ordinal",
    "review_items": "SELECT * FROM facts.review_items ORDER BY extraction_id, review_id",
    "reports": "SELECT * FROM facts.reports ORDER BY extraction_id, report_id",
    "mentions": "SELECT * FROM facts.mentions ORDER BY extraction_id, report_id, ordinal",
    "participants": "SELECT * FROM facts.participants ORDER BY extraction_id, report_id, ordinal",
    "chains": "SELECT * FROM facts.chains ORDER BY extraction_id, chain",
    "chain_mentions": "SELECT * FROM facts.chain_mentions ORDER BY extraction_id, chain, ordinal",
    "runs": "SELECT * FROM facts.runs ORDER BY run_id",
    "fetches": "SELECT * FROM facts.fetches ORDER BY extraction_id",
    "quarantine": "SELECT * EXCLUDE (raw) FROM facts.quarantine ORDER BY key",
    "decisions": "SELECT * FROM facts.decisions ORDER BY review_id, decided_at",
    "redirects": "SELECT * FROM facts.redirects ORDER BY event_id, moved_to",
}
# What DuckDB 1.5 reads too: the drivers of BI tools are slower to follow than we are.
_STORAGE = "v1.5.0"
FACT_TABLES = tuple(_COPIES)


def build(work: duckdb.DuckDBPyConnection, path: Path, previous: Path, knowledge: Knowledge) -> None:
    """Build a complete published file at `path` from the open work file, to replace `previous`.

    Ids that `previous` published and the new file lacks are redirected, in both files. Raises
    `AuditFailed`, and `NotWritten` where disk or memory do not suffice.
    """
    remove(path)
    try:
        copy_facts(work, path)
        with connect(path) as building:
            derive(building, knowledge)
            moves = _moves(building, previous)
            for database in (work, building):
                redirects.write(database, moves)
            views.apply(building)
            views.materialise(building)
            views.describe(building)
            audits.check(building)
            building.execute("CHECKPOINT")
    except NO_ROOM as error:
        raise NotWritten(f"not published, the last good file stays: {str(error).splitlines()[0]}") from error


def _moves(building: duckdb.DuckDBPyConnection, previous: Path) -> list[tuple[str, str]]:
    if not previous.exists():
        return []
    attach(building, previous, "previous", schema_version())
    found = redirects.moves(building)
    building.execute("DETACH previous")
    return found


def copy_facts(work: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Copy the fact tables of the work file into a new file, sorted."""
    work.execute(f"ATTACH {quoted(path)} AS building (STORAGE_VERSION '{_STORAGE}')")
    try:
        work.execute("CREATE SCHEMA building.facts")
        for table, query in _COPIES.items():
            work.execute(f"CREATE TABLE building.facts.{table} AS {query}")
        work.execute("CREATE TABLE building.facts.about (key VARCHAR NOT NULL, value VARCHAR NOT NULL)")
        work.execute(
            "INSERT INTO building.facts.about "
            "VALUES ('format', 'datelines'), ('schema_version', ?), ('layout', ?)",
            [schema_version(), views.layout()],
        )
    finally:
        work.execute("DETACH building")


def derive(building: duckdb.DuckDBPyConnection, knowledge: Knowledge) -> None:
    """Make every derived table in a file that holds the facts; resolution runs between its SQL files."""
    current, *rest = views.derived_files()
    families.write(building)
    views.execute(building, current)
    resolution.write(building)
    background.write(building, knowledge)
    for path in rest:
        _run(building, path)


def _run(building: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Run a file of SQL, once for each slot of the timeline where its header says so."""
    if "by_slot" not in headers.read(path).declared:
        views.execute(building, path)
        return
    slots = building.execute("SELECT DISTINCT slot FROM derived.slots ORDER BY slot").fetchall()
    for (slot,) in slots:
        building.execute(f"SET VARIABLE slot = {int(slot)}")
        views.execute(building, path)
