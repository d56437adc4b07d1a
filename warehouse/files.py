"""Opening, checking, replacing and keeping DuckDB files."""

from __future__ import annotations

import os
import shutil
from itertools import pairwise
from pathlib import Path

import duckdb

from datelines.warehouse.errors import NewerSchema, NotAWarehouse

# Beyond it DuckDB goes to the disk. With what DuckDB does not count and Python needs, a writer stays within
# 2 GB; each thread has buffers of its own, so that more of them would need more.
_MEMORY_LIMIT = "1400MiB"
_MOST_THREADS = 4
# What DuckDB raises where the disk is full or the memory too small: a commit or checkpoint fails, too.
NO_ROOM = (
    duckdb.IOException,
    duckdb.TransactionException,
    duckdb.FatalException,
    duckdb.OutOfMemoryException,
)
_KEPT = 2  # published files that are kept beside the newest


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file to write, deaf to Python variables. Raises `NotAWarehouse` for other files."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "python_enable_replacements": "false",
        "memory_limit": _MEMORY_LIMIT,
        "threads": min(_MOST_THREADS, os.cpu_count() or 1),
    }
    try:
        connection = duckdb.connect(str(path), config=config)
    except duckdb.IOException as error:
        raise NotAWarehouse(f"cannot open {path}: {str(error).splitlines()[0]}") from error
    connection.execute("SET enable_progress_bar = false")  # it would go to standard output
    return connection


def quoted(path: Path) -> str:
    """Return a path as an SQL literal."""
    return "'" + str(path).replace("'", "''") + "'"


def attach(
    connection: duckdb.DuckDBPyConnection, path: Path, alias: str, newest_schema: int
) -> dict[str, str]:
    """Attach a published file read-only and return what it says about itself.

    Raises `NotAWarehouse` for a file that datelines did not publish, `NewerSchema` for one with a
    schema above `newest_schema`.
    """
    try:
        connection.execute(f"ATTACH {quoted(path)} AS {alias} (READ_ONLY)")
    except duckdb.Error as error:
        raise NotAWarehouse(f"cannot open {path}: {str(error).splitlines()[0]}") from error
    try:
        about = dict(connection.execute(f"SELECT key, value FROM {alias}.facts.about").fetchall())  # noqa: S608 (an alias of ours)
    except duckdb.CatalogException as error:
        raise NotAWarehouse(f"{path} is a DuckDB file, but not one that datelines published") from error
    if int(about["schema_version"]) > newest_schema:
        raise NewerSchema(
            f"{path} has schema {about['schema_version']}, this datelines knows {newest_schema}: "
            "use a later version of datelines"
        )
    return about


def remove(path: Path) -> None:
    """Delete a DuckDB file with its log and the folder that it spills to, as far as they are there."""
    path.unlink(missing_ok=True)
    path.with_name(path.name + ".wal").unlink(missing_ok=True)
    shutil.rmtree(path.with_name(path.name + ".tmp"), ignore_errors=True)


def replace(new: Path, published: Path) -> None:
    """Put a finished file in place of the published one, durably and in one step; keep the last ones."""
    _sync(new)
    _keep(published)
    new.replace(published)
    _sync(published.parent)


def kept(published: Path) -> list[Path]:
    """Return where former published files are kept, the latest first."""
    return [
        published.with_name(f"{published.stem}.before-{age}{published.suffix}") for age in range(1, _KEPT + 1)
    ]


def _keep(published: Path) -> None:
    """Give the published file a second name before it loses its own: no copy, no moment without a file."""
    if not published.exists():
        return
    places = kept(published)
    for younger, older in reversed(list(pairwise(places))):
        if younger.exists():
            younger.replace(older)
    os.link(published, places[0])


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
