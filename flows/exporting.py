"""A view, whole, as bytes: for a spreadsheet, a program, or another database."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import orjson

from flows.asking import reader
from flows.tables import objects, plain, rows_as_csv, rows_as_json
from flows.terminal import Problem, emit_bytes, note
from warehouse.reader import Rows

_VIEWS = "SELECT view_name FROM duckdb_views() WHERE NOT internal AND schema_name = 'main' ORDER BY view_name"


def export(view: str, form: str, out: Path | None) -> None:
    """Write `view` to `out`, which appears whole or not at all, or to standard output."""
    views = [name for (name,) in reader().query(_VIEWS).rows]
    if view not in views:
        raise Problem(f"no view {view}; there are {', '.join(views)}")
    rows = reader().query(f'SELECT * FROM "{view}"')  # noqa: S608  a name that the warehouse itself listed
    data = FORMATS[form](rows)
    if out is None:
        if form == "parquet":
            raise Problem("parquet goes to a file: add --out FILE", status=2)
        emit_bytes(data)
        return
    partial = out.with_name(f".{out.name}.partial")
    try:
        partial.write_bytes(data)
        partial.replace(out)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise Problem(f"{out}: {error.strerror}") from error
    note(f"{len(rows.rows):,} rows of {view} in {out}")


def as_csv(rows: Rows) -> bytes:
    return rows_as_csv(rows.columns, rows.rows).encode()


def as_json(rows: Rows) -> bytes:
    return rows_as_json(rows.columns, rows.rows).encode() + b"\n"


def as_jsonl(rows: Rows) -> bytes:
    lines = objects(rows.columns, rows.rows)
    return b"".join(orjson.dumps(line, default=plain, option=orjson.OPT_APPEND_NEWLINE) for line in lines)


def as_parquet(rows: Rows) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = [pa.array([row[at] for row in rows.rows]) for at in range(len(rows.columns))]
    sink = io.BytesIO()
    pq.write_table(pa.table(dict(zip(rows.columns, columns, strict=True))), sink)
    return sink.getvalue()


FORMATS: Mapping[str, Callable[[Rows], bytes]] = {
    "csv": as_csv,
    "json": as_json,
    "jsonl": as_jsonl,
    "parquet": as_parquet,
}
