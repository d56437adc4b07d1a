"""Questions to one open, locked file: one answer each, within a time limit."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse import views
from warehouse.errors import QueryFailed, QueryRefused

Params = Sequence[Any] | Mapping[str, Any]
_ASKS = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
_MISSING = (duckdb.CatalogException, duckdb.BinderException)


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer: names and DuckDB types of the columns, and the rows as Python values."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def dicts(self) -> list[dict[str, Any]]:
        """Return each row as a mapping from column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Session:
    """A connection to one published file, which stays the same file for as long as it is open.

    `layout` names the SQL that the file was made by; `time_limit` is in seconds for each question.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, layout: str, time_limit: float) -> None:
        self.connection = connection
        self._layout = layout
        self._time_limit = time_limit

    def query(self, sql: str, params: Params = (), limit: int | None = None) -> Rows:
        """Answer a question, at most `limit` rows of it. Raises `QueryRefused` and `QueryFailed`."""
        alarm = threading.Timer(self._time_limit, self.connection.interrupt)
        alarm.start()
        try:
            cursor = self.connection.execute(sql, params)
            rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit)
            description = cursor.description or []
        except duckdb.InterruptException as error:
            raise QueryFailed(f"stopped after {self._time_limit:g} seconds") from error
        except duckdb.PermissionException as error:
            raise QueryRefused("a query reads the warehouse only: no files, network or settings") from error
        except duckdb.Error as error:
            raise QueryFailed(self._message(error)) from error
        finally:
            alarm.cancel()
        names = tuple(column[0] for column in description)
        return Rows(names, tuple(str(column[1]) for column in description), rows)

    def _message(self, error: duckdb.Error) -> str:
        if isinstance(error, _MISSING) and self._layout != views.layout():
            return f"{one_line(error)} (the file is of another version: run `datelines rebuild`)"
        return one_line(error)


def single(sql: str) -> str:
    """Return the one question in `sql`. Raises `QueryRefused` or `QueryFailed`."""
    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as error:
        raise QueryFailed(one_line(error)) from error
    if len(statements) != 1:
        raise QueryRefused(f"one statement at a time, not {len(statements)}")
    if statements[0].type not in _ASKS:
        raise QueryRefused(f"only SELECT, and what explains or describes, not {statements[0].type.name}")
    return sql


def one_line(error: duckdb.Error) -> str:
    """Return DuckDB's message without the excerpt that points at the place."""
    return " ".join(str(error).split("\nLINE ")[0].split())
