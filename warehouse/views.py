"""Apply the folders of SQL: what is derived, then macros and views, each after what it reads."""

from __future__ import annotations

import hashlib
import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import duckdb

from datelines.warehouse import columns, headers
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
        raise BrokenFile.at(path, mistake) from error


def materialise(connection: duckdb.DuckDBPyConnection) -> None:
    """Store the rows of each view whose header says ``materialised``, and let the view read them.

    The view keeps its name, columns and order; its SQL is what fills the table.
    """
    for name, path in in_order():
        if "materialised" in headers.read(path).declared:
            names = ", ".join(_columns(connection)[name])
            connection.execute(f"CREATE TABLE derived.{name} AS SELECT * FROM {name}")  # noqa: S608 (a name of ours)
            connection.execute(f"CREATE OR REPLACE VIEW {name} AS SELECT {names} FROM derived.{name}")  # noqa: S608 (as above)


def describe(connection: duckdb.DuckDBPyConnection) -> None:
    """Write into the file what its views, macros and columns are, where any client shows it.

    Raises `BrokenFile` where one of them has no words, or words belong to none of them.
    """
    said = {f"{kind} {path.stem}": _opening(path) for path, kind in _kinds(connection).items()}
    for (view, column), meaning in columns.meanings(HERE / "columns.yml", _columns(connection)).items():
        said[f"COLUMN {view}.{column}"] = meaning
    connection.execute("BEGIN")
    for thing, words in said.items():
        quoted = words.replace("'", "''")
        connection.execute(f"COMMENT ON {thing} IS '{quoted}'")
    connection.execute("COMMIT")


def _kinds(connection: duckdb.DuckDBPyConnection) -> dict[Path, str]:
    """Return what SQL calls the thing that each file made."""
    found = connection.execute(
        "SELECT view_name, 'VIEW' FROM duckdb_views() WHERE NOT internal AND schema_name = 'main' UNION ALL "
        "SELECT function_name, CASE function_type WHEN 'table_macro' THEN 'MACRO TABLE' ELSE 'MACRO' END "
        "FROM duckdb_functions() WHERE NOT internal AND schema_name = 'main'"
    ).fetchall()
    kinds = dict(found)
    for name, path in view_files().items():
        if name not in kinds:
            raise BrokenFile.at(path, f"makes no view or macro that is called {name}")
    return {path: kinds[name] for name, path in view_files().items()}


def _opening(path: Path) -> str:
    header = headers.read(path)
    words = header.grain if path.parent.name == "views" else header.opening
    if not words:
        raise BrokenFile.at(path, f"must open with a line that says what it is: -- {path.stem}: one row is …")
    return words


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Return the columns of each view that people see, in their order."""
    found = connection.execute(
        "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
        "WHERE schema_name = 'main' AND NOT internal GROUP BY table_name ORDER BY table_name"
    ).fetchall()
    return dict(found)


def layout() -> str:
    """Return a hash of all the SQL that makes a published file: files of another layout may lack columns."""
    total = hashlib.sha256()
    for path in [*derived_files(), *view_files().values()]:
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def derived_files() -> list[Path]:
    """Return the SQL files of the derived tables, in the order in which they build on one another."""
    return sorted((HERE / "derived").glob("*.sql"))
