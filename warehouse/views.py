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
    """Create all views and macros in a file that has the fact and derived tables, in one transaction."""
    connection.execute("BEGIN")
    for _, path in in_order():
        connection.execute(path.read_text())
    _inherit_comments(connection)
    connection.execute("COMMIT")


def _inherit_comments(connection: duckdb.DuckDBPyConnection) -> None:
    """Say of a column without a comment what is said of its namesake in a view that its view reads.

    Same thing, same name: what no such view explains is the timeline's.
    """
    rows = connection.execute(
        "SELECT table_name, column_name, comment FROM duckdb_columns() "
        "WHERE schema_name = 'main' AND NOT internal ORDER BY table_name, column_index"
    ).fetchall()
    said = {(view, column): comment for view, column, comment in rows if comment}
    parents = reads()
    for view, column, comment in rows:
        models = [*sorted(parents[view]), "timeline"]
        found = next((said[model, column] for model in models if (model, column) in said), None)
        if found and not comment:
            quoted = found.replace("'", "''")
            connection.execute(f"COMMENT ON COLUMN {view}.{column} IS '{quoted}'")


def derived_files() -> list[Path]:
    """Return the SQL files of the derived tables, in the order in which they build on one another."""
    return sorted((HERE / "derived").glob("*.sql"))
