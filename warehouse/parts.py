"""Parts: what a worker read, as Parquet files of rows, which the one writer merges.

A part is a folder with a file for each fact table, complete as soon as it is there: it is written under
another name first. Workers on other machines need a folder that they share with the writer, no database.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from datelines.warehouse.errors import InvalidExtraction
from datelines.warehouse.migrations import migrations
from datelines.warehouse.rows import Extracted, Row, extraction_id, rows_of
from datelines.warehouse.validity import problem

Tables = dict[str, pa.Table]
DRAFT = ".draft"

# What a column of a fact table is in Arrow.
ARROW = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "BOOLEAN": pa.bool_(),
    "BLOB": pa.binary(),
    "JSON": pa.string(),
    "VARCHAR[]": pa.list_(pa.string()),
    "UINTEGER[]": pa.list_(pa.uint32()),
    "INTEGER[][]": pa.list_(pa.list_(pa.int32())),
}


def schemas(database: duckdb.DuckDBPyConnection) -> dict[str, pa.Schema]:
    """Return the Arrow schema of each fact table of a database."""
    columns = database.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE schema_name = 'facts' ORDER BY table_name, column_index"
    ).fetchall()
    fields: dict[str, list[tuple[str, pa.DataType]]] = {}
    for table, column, kind in columns:
        fields.setdefault(table, []).append((column, ARROW[kind]))
    return {table: pa.schema(some) for table, some in fields.items()}


@cache
def newest_schemas() -> Mapping[str, pa.Schema]:
    """Return the schemas of a new warehouse, for whoever has none open."""
    with duckdb.connect(":memory:") as database:
        for migration in migrations():
            database.execute(migration.sql)
        return schemas(database)


def tables_of(batch: Iterable[Extracted]) -> Tables:
    """Return the rows of a batch by fact table, each document and each extraction of it once.

    Raises `InvalidExtraction` for what `datelines.warehouse.validity.problem` finds.
    """
    rows: dict[str, list[Row]] = {}
    seen: set[str] = set()
    for item in batch:
        if wrong := problem(item):
            raise InvalidExtraction(f"{item.document.id}: {wrong}")
        if extraction_id(item) in seen:
            continue
        for table, more in rows_of(item).items():
            if table != "documents" or item.document.id not in seen:
                rows.setdefault(table, []).extend(more)
        seen |= {extraction_id(item), item.document.id}
    return {table: pa.Table.from_pylist(some, newest_schemas()[table]) for table, some in rows.items()}


def save(batch: Sequence[Extracted], folder: Path) -> None:
    """Write a part, whole or not at all; one that is there already is replaced."""
    draft = folder.with_name(folder.name + DRAFT)
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for table, rows in tables_of(batch).items():
        pq.write_table(rows, draft / f"{table}.parquet")
    shutil.rmtree(folder, ignore_errors=True)
    draft.rename(folder)


def left_over(scratch: Path) -> list[Path]:
    """Return the finished parts in a folder."""
    return sorted(folder for folder in scratch.glob("*") if folder.is_dir() and folder.suffix != DRAFT)


def load(folder: Path) -> Tables:
    """Return the rows of a part by fact table."""
    return {file.stem: pq.read_table(file) for file in sorted(folder.glob("*.parquet"))}
