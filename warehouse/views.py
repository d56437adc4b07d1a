"""Apply the folders of SQL: what is derived, then macros and views, each after what it reads."""

from __future__ import annotations

import hashlib
import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import duckdb

from datelines.warehouse.errors import BrokenFile

HERE = Path(__file__).parent
_COMMENT = re.compile(r"--[^\n]*")
_READ = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)\b(?!\.)")
_CALL = re.compile(r"\b(\w+)\s*\(")
_MISTAKES = (duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException)


def view_files() -> dict[str, Path]:
    """Return the SQL file of each view and macro by its name, which is the file's."""
    return {
        path.stem: path for folder in ("views", "macros") for path in sorted((HERE / folder).glob("*.sql"))
    }


def in_order() -> list[tuple[str, Path]]:
    """Return views and macros so that each comes after those that its SQL reads or calls."""
    paths = view_files()
    try:
        return [(name, paths[name]) for name in TopologicalSorter(reads()).static_order()]
    except CycleError as error:
        raise BrokenFile(f"views that read one another in a circle: {', '.join(error.args[1])}") from error


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
        execute(connection, path)
    connection.execute("COMMIT")


def execute(connection: duckdb.DuckDBPyConnection, path: Path) -> duckdb.DuckDBPyConnection:
    """Run a file of SQL. Raises `BrokenFile`, which names it, for a mistake in it."""
    try:
        return connection.execute(path.read_text())
    except _MISTAKES as error:
        mistake = " ".join(str(error).split("\nLINE ")[0].split())
        raise BrokenFile(f"{path.parent.name}/{path.name}: {mistake}") from error


def materialise(connection: duckdb.DuckDBPyConnection) -> None:
    """Store the rows of each view whose file says ``-- materialised``, and let the view read them.

    The view keeps its name, columns, comments and order; its SQL is what fills the table.
    """
    for name, path in in_order():
        if "\n-- materialised: " in path.read_text():
            _store_rows(connection, name)


def _store_rows(connection: duckdb.DuckDBPyConnection, view: str) -> None:
    connection.execute(f"CREATE TABLE derived.{view} AS SELECT * FROM {view}")  # noqa: S608 (a name of ours)
    comments = connection.execute(
        "SELECT 'VIEW ' || view_name, comment FROM duckdb_views() WHERE view_name = $view UNION ALL "
        "SELECT 'COLUMN ' || table_name || '.' || column_name, comment FROM duckdb_columns() "
        "WHERE schema_name = 'main' AND table_name = $view",
        {"view": view},
    ).fetchall()
    columns = connection.execute(
        "SELECT string_agg(column_name, ', ' ORDER BY column_index) FROM duckdb_columns() "
        "WHERE schema_name = 'main' AND table_name = ?",
        [view],
    ).fetchall()[0][0]
    connection.execute(f"CREATE OR REPLACE VIEW {view} AS SELECT {columns} FROM derived.{view}")  # noqa: S608 (as above)
    for thing, comment in comments:
        _comment(connection, thing, comment)


def _comment(connection: duckdb.DuckDBPyConnection, thing: str, comment: str) -> None:
    quoted = comment.replace("'", "''")
    connection.execute(f"COMMENT ON {thing} IS '{quoted}'")


def layout() -> str:
    """Return a hash of all the SQL that makes a published file: files of another layout may lack columns."""
    total = hashlib.sha256()
    for path in [*derived_files(), *view_files().values()]:
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def derived_files() -> list[Path]:
    """Return the SQL files of the derived tables, in the order in which they build on one another."""
    return sorted((HERE / "derived").glob("*.sql"))
