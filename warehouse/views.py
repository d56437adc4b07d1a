"""Apply the folders of SQL: what is derived, then macros and views, each after what it reads."""

from __future__ import annotations

import re
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

HERE = Path(__file__).parent
_COMMENT = re.compile(r"--[^\n]*")
_READ = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)\b(?!\.)")
_CALL = re.compile(r"\b(\w+)\s*\(")


def view_files() -> dict[str, Path]:
    """Return the SQL file of each view and macro by its name, which is the file's."""
    return {
        path.stem: path for folder in ("views", "macros") for path in sorted((HERE / folder).glob("*.sql"))
    }


def in_order() -> list[tuple[str, Path]]:
    """Return views and macros so that each comes after those that its SQL reads or calls."""
    paths = view_files()
    return [(name, paths[name]) for name in TopologicalSorter(reads()).static_order()]


def reads() -> dict[str, set[str]]:
    """Return for each view and macro the others that its SQL reads or calls."""
    paths = view_files()
    sql = {name: _COMMENT.sub("", path.read_text()) for name, path in paths.items()}
    found = {name: {*_READ.findall(sql[name]), *_CALL.findall(sql[name])} for name in paths}
    return {name: (found[name] & paths.keys()) - {name} for name in paths}


def apply(connection: duckdb.DuckDBPyConnection) -> None:
    """Create all views and macros in a file that has the fact and derived tables."""
    for _, path in in_order():
        connection.execute(path.read_text())
    for name, parents in reads().items():
        for parent in [*sorted(parents), "timeline"]:
            _inherit_comments(connection, name, parent)


def _inherit_comments(connection: duckdb.DuckDBPyConnection, view: str, parent: str) -> None:
    """Say of a column without a comment what `parent` says of its namesake: same thing, same name."""
    rows = connection.execute(
        "SELECT column_name, other.comment FROM duckdb_columns() AS own "
        "JOIN duckdb_columns() AS other USING (schema_name, column_name) "
        "WHERE schema_name = 'main' AND own.table_name = ? AND own.comment IS NULL "
        "AND other.table_name = ? AND other.comment IS NOT NULL",
        [view, parent],
    ).fetchall()
    for column, comment in rows:
        quoted = comment.replace("'", "''")
        connection.execute(f"COMMENT ON COLUMN {view}.{column} IS '{quoted}'")


def derived_files() -> list[Path]:
    """Return the SQL files of the derived tables, in the order in which they build on one another."""
    return sorted((HERE / "derived").glob("*.sql"))
