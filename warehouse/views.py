"""Apply the folders of SQL: what is derived, then macros and views, each after what it reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

HERE = Path(__file__).parent
_COMMENT = re.compile(r"--[^\n]*")
_READS = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)\b(?!\.)")


def view_files() -> dict[str, Path]:
    """Return the SQL file of each view and macro by its name, which is the file's."""
    return {
        path.stem: path for folder in ("views", "macros") for path in sorted((HERE / folder).glob("*.sql"))
    }


def in_order() -> Iterator[tuple[str, Path]]:
    """Yield views and macros so that each comes after those that its SQL names."""
    paths = view_files()
    sql = {name: _COMMENT.sub("", path.read_text()) for name, path in paths.items()}
    reads = {name: (set(_READS.findall(sql[name])) & paths.keys()) - {name} for name in paths}
    for name in TopologicalSorter(reads).static_order():
        yield name, paths[name]


def apply(connection: duckdb.DuckDBPyConnection) -> None:
    """Create all views and macros in a file that has the fact and derived tables."""
    for _, path in in_order():
        connection.execute(path.read_text())


def derived_files() -> list[Path]:
    """Return the SQL files of the derived tables, in the order in which they build on one another."""
    return sorted((HERE / "derived").glob("*.sql"))
