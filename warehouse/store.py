"""The one writer: facts go into a private file; readers get a finished copy, replaced in one step."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from datelines.warehouse import files, publish, readings
from datelines.warehouse import knowledge as background
from datelines.warehouse.errors import AuditFailed, Locked, NotWritten, WarehouseError
from datelines.warehouse.files import NO_ROOM
from datelines.warehouse.knowledge import Knowledge
from datelines.warehouse.lock import alone
from datelines.warehouse.migrations import open_work_file
from datelines.warehouse.parts import Tables, schemas, tables_of
from datelines.warehouse.reader import Reader, Rows, published_path
from datelines.warehouse.rows import Extracted, Row
from datelines.warehouse.validity import problem

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
# What changes with whatever is stored, and with the version whose reading is shown.
_SIZES = """
SELECT
    (SELECT count(*) FROM facts.fetches),
    (SELECT count(*) FROM facts.decisions),
    (SELECT coalesce(sum(hash(key, kind, released)::HUGEINT), 0) FROM facts.quarantine),
    (
        SELECT extractor_version || seeds_digest FROM facts.runs
        WHERE status <> 'interrupted' ORDER BY started_at DESC, run_id DESC LIMIT 1
    )
"""
_RAW_LIMIT = 5_000_000  # bytes of a failing document that are kept to try it again


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
        with ExitStack() as opening:  # what fails to open lets the next writer in
            opening.enter_context(alone(home / "warehouse.lock", wait))
            self._db = opening.enter_context(open_work_file(home / "work.duckdb"))
            self._schemas = schemas(self._db)
            self._open = opening.pop_all()

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the private file and let the next writer in."""
        self._open.close()

    def known(self, version: str, seeds_digest: str) -> set[str]:
        """Return the ids of the documents that this version has read already."""
        rows = self._db.execute(readings.READ, readings.asked(version, seeds_digest)).fetchall()
        return {document for (document,) in rows}

    def behind(self, version: str, seeds_digest: str) -> int:
        """Return how many documents this version has yet to read (see `warehouse.readings`)."""
        [count] = self._db.execute(readings.BEHIND, readings.asked(version, seeds_digest)).fetchone() or (0,)
        return int(count)

    def write(self, batch: Sequence[Extracted], run_id: str, fetched_at: str) -> int:
        """Store a batch in one transaction and return how many extractions were new.

        What is stored already stays as it is, so that writing a batch again changes nothing.
        `fetched_at` is ISO 8601 with its offset. Raises `InvalidExtraction` for what `problem` finds.
        """
        return self.merge(tables_of(batch), run_id, fetched_at)

    def merge(self, part: Tables, run_id: str, fetched_at: str) -> int:
        """Store the rows of a part (see `warehouse.parts`), as `write` does, and return how many were new."""
        if not part:
            return 0
        found = part["extractions"].select(["document_id", "extraction_id"]).to_pydict()
        documents = dict(zip(found["extraction_id"], found["document_id"], strict=True))
        new = self._missing("extractions", "extraction_id", documents)
        texts = self._missing("documents", "document_id", (documents[key] for key in new))
        rows = {
            name: _only(table, "extraction_id", new) for name, table in part.items() if name != "documents"
        }
        rows["documents"] = _only(part["documents"], "document_id", texts)
        fetched = {"run_id": run_id, "fetched_at": _moment(fetched_at)}
        rows["fetches"] = self._table(
            "fetches",
            [{"document_id": documents[key], "extraction_id": key, **fetched} for key in sorted(new)],
        )
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
            self._insert("quarantine", self._table("quarantine", rows))

    def release(self, keys: Iterable[str]) -> None:
        """Note that these inputs have been read after all."""
        self._db.execute(
            "UPDATE facts.quarantine SET released = true WHERE list_contains(?, key)", [list(keys)]
        )

    def drop(self, keys: Iterable[str]) -> None:
        """Forget these inputs, with their bytes."""
        self._db.execute("DELETE FROM facts.quarantine WHERE list_contains(?, key)", [list(keys)])

    def quarantined(self) -> list[Quarantined]:
        """Return what still waits in quarantine, in order of key."""
        rows = self._db.execute(
            "SELECT key, location, stage, kind, message, raw FROM facts.quarantine "
            "WHERE NOT released ORDER BY key"
        ).fetchall()
        return [Quarantined(*row) for row in rows]

    def set_aside_by(self, version: str, seeds_digest: str) -> dict[str, str]:
        """Return the keys of what waits in quarantine since this version tried, with the kind of failure."""
        return dict(self._db.execute(readings.SET_ASIDE, readings.asked(version, seeds_digest)).fetchall())

    def start_run(
        self,
        run_id: str,
        started_at: str,
        parameters: dict[str, Any],
        extractor_version: str | None = None,
        seeds_digest: str | None = None,
    ) -> None:
        """Open a line in the run ledger, anew for a run that is resumed under its name.

        A run that is still running by the ledger was killed, since there is one writer: it is interrupted.
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
            self._db.execute("UPDATE facts.runs SET status = 'interrupted' WHERE status = 'running'")
            self._db.execute("DELETE FROM facts.runs WHERE run_id = ?", [run_id])
            self._insert("runs", self._table("runs", [row]))

    def finish_run(self, run_id: str, finished_at: str, status: str, counts: dict[str, int]) -> None:
        """Close a run's line."""
        with _Transaction(self._db):
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
        self._transaction({"decisions": self._table("decisions", [row])})

    def is_published(self) -> bool:
        """Say whether all that is stored, but for the run ledger, is in the published file."""
        if not self.published.exists():
            return False
        try:
            seen = Reader(self.published).query(_SIZES).rows
        except WarehouseError:  # made by another version of datelines, or by none
            return False
        return seen == self._db.execute(_SIZES).fetchall()

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

    def _table(self, name: str, rows: list[Row]) -> pa.Table:
        return pa.Table.from_pylist(rows, self._schemas[name])

    def _missing(self, table: str, column: str, keys: Iterable[str]) -> set[str]:
        """Return those of `keys` that the table does not hold."""
        asked = set(keys)
        rows = self._db.execute(
            f"SELECT DISTINCT {column} FROM facts.{table} WHERE {column} IN (SELECT unnest(?::VARCHAR[]))",  # noqa: S608 (names of ours)
            [sorted(asked)],
        ).fetchall()
        return asked - {key for (key,) in rows}

    def _transaction(self, rows: Mapping[str, pa.Table]) -> None:
        with _Transaction(self._db):
            for table, some in rows.items():
                self._insert(table, some)

    def _insert(self, table: str, rows: pa.Table) -> None:
        if not len(rows):
            return
        self._db.register("batch", rows)
        try:
            self._db.execute(f"INSERT INTO facts.{table} BY NAME SELECT * FROM batch")  # noqa: S608 (names of ours)
        finally:
            self._db.unregister("batch")


class _Transaction:
    """Commit at the end of the block, or roll back. Raises `NotWritten` where there is no room."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._db = connection

    def __enter__(self) -> None:
        self._db.execute("BEGIN")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._db.execute("COMMIT" if error is None else "ROLLBACK")
            if error is not None:
                raise error
        except NO_ROOM as full:
            reason = str(full).splitlines()[0]
            raise NotWritten(f"not stored, what was stored before stays: {reason}") from full


def _only(table: pa.Table, column: str, keys: Iterable[str]) -> pa.Table:
    """Return the rows whose `column` is one of `keys`."""
    return table.filter(pc.is_in(table[column], pa.array(sorted(keys), pa.string())))


def _moment(value: str) -> datetime:
    """Return an instant in UTC, without tzinfo, as the columns hold it. Raises where no offset is given."""
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError(f"{value!r} has no UTC offset")
    return moment.astimezone(UTC).replace(tzinfo=None)
