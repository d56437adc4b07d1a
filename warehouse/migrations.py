"""Bring the private work file to the newest schema: numbered SQL files, forward only."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from datelines.warehouse.errors import NewerSchema, NotAWarehouse
from datelines.warehouse.files import connect

TABLES = Path(__file__).parent / "tables"
_LEDGER = "CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER NOT NULL, name VARCHAR NOT NULL)"


@dataclass(frozen=True, slots=True)
class Migration:
    number: int
    name: str
    sql: str


def migrations(folder: Path = TABLES) -> list[Migration]:
    """Return the migrations of a folder in order; a file is ``NNN_name.sql``, numbered from 1 on."""
    found = [
        Migration(int(path.stem[:3]), path.stem[4:], path.read_text())
        for path in sorted(folder.glob("*.sql"))
    ]
    numbers = [migration.number for migration in found]
    if numbers != list(range(1, len(found) + 1)):
        raise ValueError(f"{folder}: migrations are not numbered 1, 2, 3 …: {numbers}")
    return found


def schema_version(folder: Path = TABLES) -> int:
    """Return the number of the newest migration."""
    return migrations(folder)[-1].number


def open_work_file(path: Path, known: Sequence[Migration] | None = None) -> duckdb.DuckDBPyConnection:
    """Open or create the work file and migrate it, after a backup. The caller holds the writer lock.

    Raises `NewerSchema` where a later datelines made the file, `NotAWarehouse` where something
    else did.
    """
    known = migrations() if known is None else known
    connection = connect(path)
    try:
        applied = _applied(connection, path)
        pending = known[applied:]
        if applied > len(known):
            raise NewerSchema(
                f"{path} has schema {applied}, this datelines knows {len(known)}: "
                "use a later version of datelines"
            )
        if pending and applied:
            connection.execute("CHECKPOINT")
            connection.close()
            _back_up(path, path.with_name(f"{path.stem}.before-{pending[0].number:03d}{path.suffix}"))
            connection = connect(path)
        for migration in pending:
            _apply(connection, migration)
    except BaseException:
        connection.close()
        raise
    return connection


def _applied(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Return how many migrations the file has had; 0 for a new file."""
    tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if tables and "schema_migrations" not in tables:
        raise NotAWarehouse(f"{path} is a DuckDB file, but not one that datelines made")
    connection.execute(_LEDGER)
    row = connection.execute("SELECT coalesce(max(number), 0) FROM schema_migrations").fetchone()
    return int(row[0]) if row else 0


def _back_up(path: Path, backup: Path) -> None:
    """Copy a closed file; the copy is there whole or not at all."""
    part = backup.with_name(f".{backup.name}.part")
    shutil.copy2(path, part)
    with part.open("rb") as copied:
        os.fsync(copied.fileno())
    part.replace(backup)


def _apply(connection: duckdb.DuckDBPyConnection, migration: Migration) -> None:
    connection.execute("BEGIN")
    connection.execute(migration.sql)
    connection.execute("INSERT INTO schema_migrations VALUES (?, ?)", [migration.number, migration.name])
    connection.execute("COMMIT")
