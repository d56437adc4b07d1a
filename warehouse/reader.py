"""The read side: open the published file, answer, close. Locked: no other file, no network, no settings."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse import audits, timeline
from warehouse.errors import NewerSchema, NotAWarehouse, NotPublished, QueryFailed, QueryRefused
from warehouse.migrations import schema_version

_MEMORY_LIMIT = "2GB"
_TIME_LIMIT = 60.0
Params = Sequence[Any] | Mapping[str, Any]
_ASKS = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer: names and DuckDB types of the columns, and the rows as Python values."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def dicts(self) -> list[dict[str, Any]]:
        """Return each row as a mapping from column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def published_path(home: Path) -> Path:
    """Return the file that readers open: DATELINES_WAREHOUSE, else the one inside `home`."""
    named = os.environ.get("DATELINES_WAREHOUSE")
    return Path(named) if named else home / "timeline.duckdb"


class Reader:
    """Reads one published file. Each call opens the file anew, so it sees the newest finished run."""

    def __init__(
        self, path: Path, memory_limit: str = _MEMORY_LIMIT, time_limit: float = _TIME_LIMIT
    ) -> None:
        self.path = path
        self._memory_limit = memory_limit
        self._time_limit = time_limit

    def query(self, sql: str, params: Params = (), limit: int | None = None) -> Rows:
        """Answer one SELECT-like statement, at most `limit` rows of it.

        Raises `QueryRefused` for any other statement and `QueryFailed` for one that DuckDB cannot
        answer within the limits.
        """
        with self._open() as connection:
            return self._ask(connection, _single(sql), params, limit)

    def timeline(
        self,
        actor: str | None = None,
        country: str | None = None,
        region: str | None = None,
        mechanism: str | None = None,
        type: str | None = None,
        since: str | None = None,
        until: str | None = None,
        factuality: str | None = None,
        as_of: str | None = None,
        limit: int | None = None,
    ) -> Rows:
        """Return rows of the view ``timeline`` that match, in its order.

        Names and ids are compared without case. `since` and `until` are ISO days, months or years,
        both inclusive; an event matches where its range overlaps. `as_of` shows what was known by
        that day.
        """
        sql, params = timeline.select(
            actor=actor,
            country=country,
            region=region,
            mechanism=mechanism,
            event_type=type,
            since=since,
            until=until,
            factuality=factuality,
            as_of=as_of,
        )
        return self.query(sql, params, limit)

    def event(self, event_id: str) -> dict[str, Any] | None:
        """Return an event with its participants and reports, each with its mentions in context."""
        with self._open() as connection:

            def ask(sql: str) -> list[dict[str, Any]]:
                return self._ask(connection, sql, [event_id], None).dicts()

            events = ask("SELECT * FROM timeline WHERE event_id = ?")
            if not events:
                return None
            return {
                **events[0],
                "participants": ask(timeline.PARTICIPANTS),
                "reports": [
                    {
                        **report,
                        "mentions": self._ask(
                            connection, timeline.MENTIONS, [report["report_id"]], None
                        ).dicts(),
                    }
                    for report in ask("SELECT * FROM reports WHERE event_id = ? ORDER BY lead_rank")
                ],
            }

    def review(self) -> Rows:
        """Return what waits for a person, as the view ``review_queue`` has it."""
        return self.query("SELECT * FROM review_queue")

    def status(self) -> dict[str, Any]:
        """Return counts, the newest run and the version of what is published."""
        with self._open() as connection:
            counts = self._ask(connection, timeline.STATUS, [], None).dicts()[0]
            runs = self._ask(connection, timeline.LAST_RUN, [], None).dicts()
        return {**counts, "last_run": runs[0] if runs else None, "published": str(self.path)}

    def audit(self) -> list[audits.Finding]:
        """Run all audits on the published file."""
        with self._open() as connection:
            return audits.run(connection)

    @contextmanager
    def _open(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open the file inside a fresh, then locked, in-memory database.

        Attaching instead of connecting: DuckDB hands out one instance per path and process, so that a
        connection would go on seeing a replaced file as long as any other thread holds one.
        """
        if not self.path.exists():
            raise NotPublished(f"no timeline at {self.path} yet: run `datelines ingest` first")
        connection = duckdb.connect(config={"python_enable_replacements": "false", "temp_directory": ""})
        try:
            try:
                connection.execute(
                    f"ATTACH '{str(self.path).replace(chr(39), chr(39) * 2)}' AS warehouse (READ_ONLY)"
                )
            except duckdb.Error as error:
                raise NotAWarehouse(f"cannot open {self.path}: {str(error).splitlines()[0]}") from error
            connection.execute("USE warehouse")
            _check_format(connection, self.path)
            connection.execute(f"SET memory_limit = '{self._memory_limit}'")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            yield connection
        finally:
            connection.close()

    def _ask(
        self, connection: duckdb.DuckDBPyConnection, sql: str, params: Params, limit: int | None
    ) -> Rows:
        alarm = threading.Timer(self._time_limit, connection.interrupt)
        alarm.start()
        try:
            cursor = connection.execute(sql, params)
            rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit)
            description = cursor.description or []
        except duckdb.InterruptException as error:
            raise QueryFailed(f"stopped after {self._time_limit:g} seconds") from error
        except duckdb.PermissionException as error:
            raise QueryRefused("a query reads the warehouse only: no files, network or settings") from error
        except duckdb.Error as error:
            raise QueryFailed(_one_line(error)) from error
        finally:
            alarm.cancel()
        return Rows(
            tuple(column[0] for column in description), tuple(str(column[1]) for column in description), rows
        )


def _single(sql: str) -> str:
    """Return the one question in `sql`. Raises `QueryRefused` or `QueryFailed`."""
    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as error:
        raise QueryFailed(_one_line(error)) from error
    if len(statements) != 1:
        raise QueryRefused(f"one statement at a time, not {len(statements)}")
    if statements[0].type not in _ASKS:
        raise QueryRefused(f"only SELECT, and what explains or describes, not {statements[0].type.name}")
    return sql


def _one_line(error: duckdb.Error) -> str:
    """Return DuckDB's message without the excerpt that points at the place."""
    return " ".join(str(error).split("\nLINE ")[0].split())


def _check_format(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    try:
        about = dict(connection.execute("SELECT key, value FROM facts.about").fetchall())
    except duckdb.CatalogException as error:
        raise NotAWarehouse(f"{path} is a DuckDB file, but not one that datelines published") from error
    if int(about["schema_version"]) > schema_version():
        raise NewerSchema(
            f"{path} has schema {about['schema_version']}, this datelines knows {schema_version()}: "
            "use a later version of datelines"
        )
