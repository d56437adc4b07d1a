"""The read side: open the published file, answer, close. Locked: no other file, no network, no settings."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import duckdb

from datelines.warehouse import audits, meant, readings, timeline
from datelines.warehouse.errors import NotPublished, WarehouseError
from datelines.warehouse.files import attach
from datelines.warehouse.migrations import schema_version
from datelines.warehouse.session import LastResort, Params, Rows, Session, Stream, single

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Reader", "Rows", "Session", "Stream", "published_path"]

_MEMORY_LIMIT = "2GB"
_TIME_LIMIT = 60.0


def published_path(home: Path) -> Path:
    """Return the file that readers open: DATELINES_WAREHOUSE, else the one inside `home`."""
    named = os.environ.get("DATELINES_WAREHOUSE")
    return Path(named) if named else home / "timeline.duckdb"


class Reader:
    """Reads one published file. Each call opens the file anew, so it sees the newest finished run.

    In a ``with`` block the file stays open: all questions see the same run, and come from one thread.
    Some questions heed neither limit: DuckDB does not count, nor interrupt, what one call of a function does.
    `last_resort` is for a process that asks what others wrote.
    """

    def __init__(
        self,
        path: Path,
        memory_limit: str = _MEMORY_LIMIT,
        time_limit: float = _TIME_LIMIT,
        last_resort: LastResort | None = None,
    ) -> None:
        self.path = path
        self._memory_limit = memory_limit
        self._time_limit = time_limit
        self._last_resort = last_resort
        self._block = ExitStack()
        self._held: Session | None = None

    def __enter__(self) -> Reader:
        self._held = self._block.enter_context(self.session())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held = None
        self._block.close()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open the file for several questions that shall see the same run.

        It is attached to a fresh in-memory database, which is then locked. Attaching instead of
        connecting: DuckDB hands out one instance per path and process, so that a connection would go
        on seeing a replaced file as long as any other thread holds one.
        """
        if self._held is not None:
            yield self._held
            return
        if not self.path.exists():
            raise NotPublished(f"no timeline at {self.path} yet: run `datelines ingest` first")
        with duckdb.connect(
            config={"python_enable_replacements": "false", "temp_directory": ""}
        ) as connection:
            about = attach(connection, self.path, "warehouse", schema_version())
            connection.execute("USE warehouse")
            connection.execute(f"SET memory_limit = '{self._memory_limit}'")
            connection.execute("SET enable_progress_bar = false")  # it would go to standard output
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            layout = about.get("layout", "")  # early files name none
            yield Session(connection, layout, self._time_limit, self._last_resort)

    def query(self, sql: str, params: Params = (), limit: int | None = None) -> Rows:
        """Answer one SELECT-like statement, at most `limit` rows of it.

        Raises `QueryRefused` for any other statement and `QueryFailed` for one that DuckDB cannot
        answer within the limits.
        """
        with self.session() as session:
            return session.query(single(sql), params, limit)

    def arrow(self, sql: str, params: Params = ()) -> pa.Table:
        """Answer as `query` does, with an Arrow table, of which pandas and Polars make theirs."""
        with self.session() as session:
            return session.arrow(single(sql), params)

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
        """Return an event with its participants and reports, each with its mentions in context, and with whom
        the words of its sentences mean (see `warehouse.meant`).

        An id that was published once leads to the event that took its place.
        """
        with self.session() as session:
            events = session.query(timeline.EVENT, {"event_id": event_id}).dicts()
            if not events:
                return None
            found = {"event_id": events[0]["event_id"]}
            reports = session.query(timeline.REPORTS, found).dicts()
            documents = [report["document_id"] for report in reports]
            mentions = session.query(timeline.MENTIONS, {**found, "documents": documents}).dicts()
            for report in reports:
                report["mentions"] = [each for each in mentions if each["report_id"] == report["report_id"]]
            chains, linked = (
                session.query(sql, {"documents": documents}).dicts()
                for sql in (timeline.CHAINS, timeline.MEANT)
            )
            return {
                **events[0],
                "participants": session.query(timeline.PARTICIPANTS, found).dicts(),
                "reports": [
                    {**report, "meant": who}
                    for report, who in zip(reports, meant.of_reports(reports, chains, linked), strict=True)
                ],
            }

    def diff(self, older: str, newer: str) -> Rows:
        """Return what the version `newer` reads otherwise than `older`, as ``version_changes`` has it.

        A version is named as the view ``versions`` names it. Raises `WarehouseError` for an unknown one.
        """
        with self.session() as session:
            known = [version for (version,) in session.query("SELECT version FROM versions").rows]
            for asked in (older, newer):
                if asked not in known:
                    raise WarehouseError(f"no version {asked}: there are {', '.join(known) or 'none yet'}")
            return session.query("SELECT * FROM version_changes(?, ?)", [older, newer])

    def review(self) -> Rows:
        """Return what waits for a person, as the view ``review_queue`` has it."""
        return self.query("SELECT * FROM review_queue")

    def status(self) -> dict[str, Any]:
        """Return counts, the newest run and the version of what is published."""
        with self.session() as session:
            counts = session.query(timeline.STATUS).dicts()[0]
            runs = session.query(timeline.LAST_RUN).dicts()
        return {**counts, "last_run": runs[0] if runs else None, "published": str(self.path)}

    def read_by(self, version: str, seeds_digest: str) -> set[str]:
        """Return the ids of the documents that a version of rules and seeds has read."""
        rows = self.query(readings.READ, readings.asked(version, seeds_digest)).rows
        return {document for (document,) in rows}

    def behind(self, version: str, seeds_digest: str) -> int:
        """Return how many documents a version has yet to read (see `warehouse.readings`)."""
        [(count,)] = self.query(readings.BEHIND, readings.asked(version, seeds_digest)).rows
        return int(count)

    def audit(self) -> list[audits.Finding]:
        """Run all audits on the published file."""
        with self.session() as session:
            return audits.run(session.connection)
