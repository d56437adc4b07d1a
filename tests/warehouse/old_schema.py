"""Write down a small work file as it is now, for the test that later versions still open it.

    python -m tests.warehouse.old_schema    writes old/<number of the newest migration>.sql

Run it once for each new migration; what is there is never written again.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import duckdb

from datelines.sources.records import Chain, ChainMention, ReviewItem, Timex
from datelines.warehouse import Quarantined, Writer
from datelines.warehouse.migrations import schema_version
from tests.factories import FETCHED, extracted, person, report

OLD = Path(__file__).parent / "old"


def fill(home: Path) -> None:
    """Write one row or more into every table of facts."""
    doubt = ReviewItem("unknown-actor", "Ken", "nobody of that name", ((9, 12),))
    day = Timex(14, 22, "Thursday", "DATE", "2025-12-18")
    told = ChainMention(0, 4, "name", "named in the text", None)
    aida = Chain("c1", (told,), "Aida Seitkali", "aida", "person", "KAZ")
    meeting = extracted(
        "d1",
        report("Aida met Ken", participants=[replace(person("Aida"), chain="c1")]),
        text="Aida met Ken, Thursday.",
        review=[doubt],
        timexes=(day,),
        chains=(aida,),
    )
    with Writer(home) as writer:
        writer.start_run("r1", FETCHED, {"paths": ["news"]}, "1", "s1")
        writer.write([meeting], "r1", FETCHED)
        writer.quarantine([Quarantined("k", "b.txt", "read", "Empty", "no text", b"")], "r1")
        writer.finish_run("r1", FETCHED, "ok", {"new": 1})


def dump(path: Path) -> str:
    """Return SQL that makes the work file again: its schema, then its rows."""
    with duckdb.connect(str(path), read_only=True) as work:
        tables = work.execute(
            "SELECT concat(schema_name, '.', table_name) AS name, sql FROM duckdb_tables() ORDER BY name"
        ).fetchall()
        rows = [statement for table, _ in tables for statement in inserts(work, table)]
    return "\n".join(["CREATE SCHEMA facts;", *(sql for _, sql in tables), *rows]) + "\n"


def inserts(work: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    columns = [(name, kind) for name, kind, *_ in work.execute(f"DESCRIBE {table}").fetchall()]
    kinds = [kind for _, kind in columns]
    shown = ", ".join(f"{name}::VARCHAR" for name, _ in columns)
    rows = work.execute(f"SELECT {shown} FROM {table} ORDER BY ALL").fetchall()
    return [f"INSERT INTO {table} VALUES ({', '.join(map(literal, row, kinds))});" for row in rows]


def literal(value: str | None, kind: str) -> str:
    if value is None:
        return "NULL"
    quoted = value.replace("'", "''")
    return f"'{quoted}'::{kind}"


if __name__ == "__main__":
    OLD.mkdir(exist_ok=True)
    target = OLD / f"{schema_version():03d}.sql"
    if target.exists():
        raise SystemExit(f"{target} is there already, and stays as it is")
    with tempfile.TemporaryDirectory() as home:
        fill(Path(home))
        target.write_text(dump(Path(home) / "work.duckdb"), encoding="utf-8")
