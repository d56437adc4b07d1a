"""What was asked of which address and when, and what is known of each source: a small file of its own.

It is not in the warehouse, which has one writer and holds what was read: several fetches run at once, and
none of what stands here says anything about the news. Times are ISO 8601 in UTC and come from the caller.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from datelines.sources.identity import canonical_address

_TABLES = """
CREATE TABLE IF NOT EXISTS addresses (
    address TEXT PRIMARY KEY, etag TEXT, last_modified TEXT, raw TEXT,
    first_at TEXT NOT NULL, last_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sources (
    source TEXT PRIMARY KEY, enabled INTEGER, verified TEXT, fetched_at TEXT, new_at TEXT,
    found INTEGER NOT NULL, failures INTEGER NOT NULL, trouble TEXT
) WITHOUT ROWID;
"""
_NOTE = """
INSERT INTO addresses VALUES (:address, :etag, :last_modified, :raw, :at, :at)
ON CONFLICT (address) DO UPDATE SET
    last_at = excluded.last_at,
    etag = CASE WHEN excluded.raw IS NULL THEN etag ELSE excluded.etag END,
    last_modified = CASE WHEN excluded.raw IS NULL THEN last_modified ELSE excluded.last_modified END,
    raw = coalesce(excluded.raw, raw)
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """An address that has answered: with which validators and bytes, first and last when."""

    address: str
    etag: str | None
    last_modified: str | None
    raw: str | None
    first_at: str
    last_at: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer from an address; `raw`, the hash of its bytes, is None where there were none."""

    url: str
    raw: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class SourceState:
    """What happened to a source in this home.

    `enabled` is what the user said, None for nothing yet; `verified` the day of the last check that found
    nothing wrong; `new_at` when it last had something new, `found` how much; `failures` how often in a row
    its listing could not be had, `trouble` why.
    """

    source: str
    enabled: bool | None = None
    verified: str | None = None
    fetched_at: str | None = None
    new_at: str | None = None
    found: int = 0
    failures: int = 0
    trouble: str | None = None


_COLUMNS = tuple(field.name for field in fields(SourceState))


@dataclass(frozen=True, slots=True)
class Ledger:
    """A SQLite file; several processes may use it at once."""

    path: Path

    def seen(self, urls: Iterable[str]) -> dict[str, Seen]:
        """Return what is known of those of the addresses that have answered before, by canonical address."""
        wanted = {canonical_address(url) for url in urls}
        with self._open() as db:
            rows = (
                db.execute("SELECT * FROM addresses WHERE address = ?", (address,)).fetchone()
                for address in sorted(wanted)
            )
            return {row["address"]: Seen(**row) for row in rows if row is not None}

    def note(self, answered: Iterable[Answered], at: str) -> None:
        """Note that addresses have answered at a time."""
        rows = [{**asdict(each), "address": canonical_address(each.url), "at": at} for each in answered]
        with self._open() as db:
            db.executemany(_NOTE, rows)

    def states(self) -> dict[str, SourceState]:
        """Return what is known of each source that something is known of."""
        with self._open() as db:
            return {row["source"]: _state(row) for row in db.execute("SELECT * FROM sources")}

    def state(self, source: str) -> SourceState:
        return self.states().get(source, SourceState(source))

    def set(self, state: SourceState) -> None:
        """Replace what is known of a source."""
        values = asdict(state)
        with self._open() as db:
            db.execute(
                f"INSERT OR REPLACE INTO sources ({', '.join(_COLUMNS)}) "  # noqa: S608 (names of ours)
                f"VALUES ({', '.join(':' + name for name in _COLUMNS)})",
                values,
            )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self.path, timeout=60)
        db.row_factory = sqlite3.Row
        try:
            with db:
                db.executescript(_TABLES)
                yield db
        finally:
            db.close()


def _state(row: sqlite3.Row) -> SourceState:
    enabled = row["enabled"]
    return SourceState(**{**dict(row), "enabled": None if enabled is None else bool(enabled)})
