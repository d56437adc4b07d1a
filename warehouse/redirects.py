"""Keep published event ids alive: where reports were regrouped or read anew, say where each id went."""

from __future__ import annotations

import duckdb
import pyarrow as pa

# An id went to the event that has most of its reports now; else to one whose evidence overlaps with its own
# in the same document, if rules of another version cut the text otherwise.
_MOVES = """
WITH lost AS (
    SELECT event_id, report_id, document_id, evidence_start, evidence_end
    FROM previous.derived.event_reports
    ANTI JOIN derived.events USING (event_id)
),
successors AS (
    SELECT l.event_id, n.event_id AS moved_to, true AS same_report
    FROM lost AS l
    JOIN derived.event_reports AS n USING (report_id)
    UNION ALL
    SELECT l.event_id, n.event_id, false
    FROM lost AS l
    JOIN derived.event_reports AS n
        ON n.document_id = l.document_id
        AND n.evidence_start < l.evidence_end
        AND n.evidence_end > l.evidence_start
),
counted AS (
    SELECT event_id, moved_to, count(*) FILTER (WHERE same_report) AS n_same, count(*) AS n_all
    FROM successors
    GROUP BY event_id, moved_to
)
SELECT event_id, moved_to
FROM counted
QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY n_same DESC, n_all DESC, moved_to) = 1
ORDER BY event_id
"""


def moves(building: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Return ``(old event id, new event id)`` for ids of the attached file `previous` that this one lacks."""
    columns = building.execute(
        "SELECT count(*) FROM duckdb_columns() WHERE database_name = 'previous' AND schema_name = 'derived' "
        "AND table_name = 'event_reports' AND column_name IN ('event_id', 'report_id', 'evidence_start')"
    ).fetchone()
    if columns != (3,):
        return []
    return [(old, new) for old, new in building.execute(_MOVES).fetchall()]


def write(database: duckdb.DuckDBPyConnection, found: list[tuple[str, str]]) -> None:
    """Append moves to the table of a file, those that it has already left out."""
    old, new = [move[0] for move in found], [move[1] for move in found]
    table = pa.table({"event_id": pa.array(old, pa.string()), "moved_to": pa.array(new, pa.string())})
    database.register("moves", table)
    try:
        database.execute(
            "INSERT INTO facts.redirects BY NAME "
            "SELECT event_id, moved_to FROM moves ANTI JOIN facts.redirects USING (event_id, moved_to)"
        )
    finally:
        database.unregister("moves")
