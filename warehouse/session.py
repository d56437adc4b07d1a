"""Questions to one open, locked file: one answer each, within a time limit."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

import duckdb

from datelines.warehouse import views
from datelines.warehouse.errors import QueryFailed, QueryRefused

if TYPE_CHECKING:
    import pyarrow as pa

Params = Sequence[Any] | Mapping[str, Any]
_ASKS = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
_MISSING = (duckdb.CatalogException, duckdb.BinderException)
_AT_ONCE = 10_000  # rows of a stream: some megabytes of the widest view


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer: names and DuckDB types of the columns, and the rows as Python values."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def dicts(self) -> list[dict[str, Any]]:
        """Return each row as a mapping from column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Stream:
    """An answer that is fetched while it is read, so that its rows need not fit into memory."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    batches: Iterator[list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class LastResort:
    """What to do where a question goes on for `grace` seconds after it was interrupted."""

    grace: float
    do: Callable[[], None]


class Session:
    """A connection to one published file, which stays the same file for as long as it is open.

    `layout` names the SQL that the file was made by; `time_limit` is in seconds for each question.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        layout: str,
        time_limit: float,
        last_resort: LastResort | None = None,
    ) -> None:
        self.connection = connection
        self._layout = layout
        self._time_limit = time_limit
        self._last_resort = last_resort

    def query(self, sql: str, params: Params = (), limit: int | None = None) -> Rows:
        """Answer a question, at most `limit` rows of it. Raises `QueryRefused` and `QueryFailed`."""
        with self._limits(self._time_limit):
            cursor = self.connection.execute(sql, params)
            rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit)
            names, types = _header(cursor)
        return Rows(names, types, rows)

    def arrow(self, sql: str, params: Params = ()) -> pa.Table:
        """Answer a question as an Arrow table. Raises as `query` does."""
        with self._limits(self._time_limit):
            return self.connection.sql(sql, params=params or None).to_arrow_table()

    def stream(self, sql: str, params: Params = (), limit: int | None = None) -> Stream:
        """Answer a question batch by batch. The time limit holds for what DuckDB needs, not the reader.

        Another question on this session ends the stream. Raises as `query` does, also while it is read.
        """
        began = monotonic()
        with self._limits(self._time_limit):
            cursor = self.connection.execute(sql, params)
            names, types = _header(cursor)
        return Stream(names, types, self._batches(cursor, limit, self._time_limit - (monotonic() - began)))

    def _batches(
        self, cursor: duckdb.DuckDBPyConnection, limit: int | None, seconds: float
    ) -> Iterator[list[tuple[Any, ...]]]:
        rows_left = limit
        while rows_left is None or rows_left > 0:
            began = monotonic()
            with self._limits(seconds):
                batch = cursor.fetchmany(_AT_ONCE if rows_left is None else min(_AT_ONCE, rows_left))
            seconds -= monotonic() - began
            if not batch:
                return
            rows_left = None if rows_left is None else rows_left - len(batch)
            yield batch

    @contextmanager
    def _limits(self, seconds: float) -> Iterator[None]:
        """Interrupt what runs inside after so many seconds, and say what went wrong in our own words."""
        alarms = [(max(seconds, 0), self.connection.interrupt)]
        if self._last_resort:
            alarms.append((max(seconds, 0) + self._last_resort.grace, self._last_resort.do))
        try:
            with ExitStack() as armed:
                for alarm in alarms:
                    armed.enter_context(_alarm(*alarm))
                yield
        except duckdb.InterruptException as error:
            raise QueryFailed(f"stopped after {self._time_limit:g} seconds") from error
        except duckdb.PermissionException as error:
            raise QueryRefused("a query reads the warehouse only: no files, network or settings") from error
        except duckdb.OutOfMemoryException as error:
            raise QueryFailed("the query needs more memory than it may have: ask for less") from error
        except duckdb.Error as error:
            raise QueryFailed(self._message(error)) from error

    def _message(self, error: duckdb.Error) -> str:
        if isinstance(error, _MISSING) and self._layout != views.layout():
            return f"{one_line(error)} (the file is of another version: run `datelines rebuild`)"
        return one_line(error)


@contextmanager
def _alarm(seconds: float, ring: Callable[[], None]) -> Iterator[None]:
    """Call `ring` from another thread if the block takes longer."""
    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _header(cursor: duckdb.DuckDBPyConnection) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return names and types of an answer's columns."""
    described = cursor.description or []
    return tuple(column[0] for column in described), tuple(str(column[1]) for column in described)


def single(sql: str) -> str:
    """Return the one question in `sql`. Raises `QueryRefused` or `QueryFailed`."""
    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as error:
        raise QueryFailed(one_line(error)) from error
    if not statements:
        raise QueryRefused("the query is empty")
    if len(statements) != 1:
        raise QueryRefused(f"one statement at a time, not {len(statements)}")
    if (kind := _kind(statements[0])) not in _ASKS:
        name = kind.name if kind else "this"
        raise QueryRefused(f"only SELECT, and what explains or describes, not {name}")
    return sql


def _kind(statement: duckdb.Statement) -> duckdb.StatementType | None:
    """Return what kind of statement it is; None for a kind that the client has no name for (CONNECT)."""
    try:
        return statement.type
    except ValueError:
        return None


def one_line(error: duckdb.Error) -> str:
    """Return DuckDB's message without the excerpt that points at the place."""
    return " ".join(str(error).split("\nLINE ")[0].split())
