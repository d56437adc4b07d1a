"""The one writer: facts go into a private file; readers get a finished copy, replaced in one step."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import duckdb
import pyarrow as pa

from warehouse import files, publish
from warehouse import knowledge as background
from warehouse.errors import AuditFailed, InvalidExtraction, Locked, WarehouseError
from warehouse.knowledge import Knowledge
from warehouse.lock import WriterLock
from warehouse.migrations import open_work_file
from warehouse.reader import Reader, Rows, published_path
from warehouse.rows import Extracted, Row, extraction_id, rows_of
from warehouse.validity import problem

__all__ = [
    "AuditFailed",
    "Extracted",
    "Locked",
    "Quarantined",
    "Reader",
    "Rows",
    "Verdict",
    "WarehouseError",
    "Writer",
    "problem",
    "published_path",
]

Verdict = Literal["accept", "correct", "reject"]
_RAW_LIMIT = 5_000_000  # bytes of a failing document that are kept to try it again
_ARROW = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "BOOLEAN": pa.bool_(),
    "BLOB": pa.binary(),
    "JSON": pa.string(),
    "VARCHAR[]": pa.list_(pa.string()),
    "INTEGER[][]": pa.list_(pa.list_(pa.int32())),
}


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An input that failed: `key` hashes it, `location` is its path or address, `raw` its bytes if small."""

    key: str
    location: str
    stage: str
    kind: str
    message: str
    raw: bytes | None = None


class Writer:
    """The only writer of a home folder, as a context manager.

    Opening takes the writer lock (`Locked` names the holder once `wait` seconds are over) and
    migrates the private file after a backup. Nothing is seen by readers before `publish`.
    """

    def __init__(self, home: Path, published: Path | None = None, wait: float = 0) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.home = home
        self.published = published or published_path(home)
        self._lock = WriterLock(home / "warehouse.lock", wait)
        try:
            self._db = open_work_file(home / "work.duckdb")
        except BaseException:
            self._lock.release()
            raise
        self._schemas = {name: self._schema(name) for name in publish.FACT_TABLES}

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the private file and let the next writer in."""
        self._db.close()
        self._lock.release()

    def known(self, version: str, seeds_digest: str) -> set[str]:
        """Return the ids of the documents that this version has read already."""
        rows = self._db.execute(
            "SELECT document_id FROM facts.extractions WHERE extractor_version = ? AND seeds_digest = ?",
            [version, seeds_digest],
        ).fetchall()
        return {document for (document,) in rows}

    def write(self, batch: Sequence[Extracted], run_id: str, fetched_at: str) -> int:
        """Store a batch in one transaction and return how many extractions were new.

        What is stored already stays as it is, so that writing a batch again changes nothing.
        `fetched_at` is ISO 8601 with its offset. Raises `InvalidExtraction` for what `problem` finds.
        """
        for item in batch:
            if wrong := problem(item):
                raise InvalidExtraction(f"{item.document.id}: {wrong}")
        items = {extraction_id(item): item for item in batch}
        new = self._missing("extractions", "extraction_id", items)
        texts = self._missing("documents", "document_id", (items[key].document.id for key in new))
        rows: dict[str, list[Row]] = {name: [] for name in self._schemas}
        moment = _moment(fetched_at)
        for key in sorted(new):
            item = items[key]
            for table, more in rows_of(item).items():
                rows[table].extend(more)
            rows["fetches"].append(
                {
                    "document_id": item.document.id,
                    "extraction_id": key,
                    "run_id": run_id,
                    "fetched_at": moment,
                }
            )
        rows["documents"] = [row for row in _first_of_each(rows["documents"]) if row["document_id"] in texts]
        self._transaction(rows)
        return len(new)

    def quarantine(self, items: Sequence[Quarantined], run_id: str) -> None:
        """Keep what failed with its reason; a key that failed before gets the new reason."""
        latest = {item.key: item for item in items}
        rows = [
            {
                "key": item.key,
                "location": item.location,
                "stage": item.stage,
                "kind": item.kind,
                "message": item.message,
                "raw": item.raw if item.raw is not None and len(item.raw) <= _RAW_LIMIT else None,
                "released": False,
                "run_id": run_id,
            }
            for item in latest.values()
        ]
        with _Transaction(self._db):
            self._db.execute("DELETE FROM facts.quarantine WHERE list_contains(?, key)", [list(latest)])
            self._insert("quarantine", rows)

    def release(self, keys: Iterable[str]) -> None:
        """Note that these inputs have been read after all."""
        self._db.execute(
            "UPDATE facts.quarantine SET released = true WHERE list_contains(?, key)", [list(keys)]
        )

    def quarantined(self) -> list[Quarantined]:
        """Return what still waits in quarantine, in order of key."""
        rows = self._db.execute(
            "SELECT key, location, stage, kind, message, raw FROM facts.quarantine "
            "WHERE NOT released ORDER BY key"
        ).fetchall()
        return [Quarantined(*row) for row in rows]

    def start_run(
        self,
        run_id: str,
        started_at: str,
        parameters: dict[str, Any],
        extractor_version: str | None = None,
        seeds_digest: str | None = None,
    ) -> None:
        """Open a line in the run ledger, anew for a run that is resumed under its name.

        The version of the run that started last is the one that views show.
        """
        row = {
            "run_id": run_id,
            "started_at": _moment(started_at),
            "status": "running",
            "extractor_version": extractor_version,
            "seeds_digest": seeds_digest,
            "parameters": json.dumps(parameters, sort_keys=True),
            "counts": "{}",
        }
        with _Transaction(self._db):
            self._db.execute("DELETE FROM facts.runs WHERE run_id = ?", [run_id])
            self._insert("runs", [row])

    def finish_run(self, run_id: str, finished_at: str, status: str, counts: dict[str, int]) -> None:
        """Close a run's line."""
        self._db.execute(
            "UPDATE facts.runs SET finished_at = ?, status = ?, counts = ? WHERE run_id = ?",
            [_moment(finished_at), status, json.dumps(counts, sort_keys=True), run_id],
        )

    def decide(
        self,
        review_id: str,
        verdict: Verdict,
        decided_at: str,
        correction: str | None = None,
        note: str | None = None,
        decided_by: str | None = None,
    ) -> None:
        """Append a person's decision on a review item. Raises `WarehouseError` for an unknown item."""
        if self._missing("review_items", "review_id", [review_id]):
            raise WarehouseError(f"no review item {review_id}: `datelines review` lists them")
        if (verdict == "correct") != (correction is not None):
            raise WarehouseError("a correction goes with the verdict `correct`, and only with it")
        row = {
            "review_id": review_id,
            "verdict": verdict,
            "correction": correction,
            "note": note,
            "decided_by": decided_by,
            "decided_at": _moment(decided_at),
        }
        self._transaction({"decisions": [row]})

    def publish(self, knowledge: Knowledge | None = None) -> Path:
        """Resolve, audit and publish what is stored; return the published file.

        Raises `AuditFailed` where an audit finds rows: the last good file then stays.
        """
        facts = background.from_seeds() if knowledge is None else knowledge
        self.published.parent.mkdir(parents=True, exist_ok=True)
        building = self.published.with_name(f".{self.published.name}.building")
        try:
            publish.build(self._db, building, self.published, facts)
            files.replace(building, self.published)
        finally:
            files.remove(building)
        return self.published

    def _schema(self, table: str) -> pa.Schema:
        columns = self._db.execute(
            "SELECT column_name, data_type FROM duckdb_columns() "
            "WHERE schema_name = 'facts' AND table_name = ? ORDER BY column_index",
            [table],
        ).fetchall()
        return pa.schema([(name, _ARROW[kind]) for name, kind in columns])

    def _missing(self, table: str, column: str, keys: Iterable[str]) -> set[str]:
        """Return those of `keys` that the table does not hold."""
        asked = set(keys)
        rows = self._db.execute(
            f"SELECT DISTINCT {column} FROM facts.{table} WHERE {column} IN (SELECT unnest(?::VARCHAR[]))",  # noqa: S608 (names of ours)
            [sorted(asked)],
        ).fetchall()
        return asked - {key for (key,) in rows}

    def _transaction(self, rows: dict[str, list[Row]]) -> None:
        with _Transaction(self._db):
            for table, some in rows.items():
                self._insert(table, some)

    def _insert(self, table: str, rows: list[Row]) -> None:
        if not rows:
            return
        self._db.register("batch", pa.Table.from_pylist(rows, schema=self._schemas[table]))
        try:
            self._db.execute(f"INSERT INTO facts.{table} BY NAME SELECT * FROM batch")  # noqa: S608 (names of ours)
        finally:
            self._db.unregister("batch")


class _Transaction:
    """Commit at the end of the block, or roll back."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._db = connection

    def __enter__(self) -> None:
        self._db.execute("BEGIN")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.execute("COMMIT" if error is None else "ROLLBACK")


def _first_of_each(documents: list[Row]) -> list[Row]:
    return list({row["document_id"]: row for row in reversed(documents)}.values())


def _moment(value: str) -> datetime:
    """Return an instant in UTC, without tzinfo, as the columns hold it. Raises where no offset is given."""
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError(f"{value!r} has no UTC offset")
    return moment.astimezone(UTC).replace(tzinfo=None)
