"""Parquet with the columns' own types; its metadata says which schema and view it comes from.

`pyarrow.parquet.read_schema(file).metadata` has them: ``datelines.schema_version``, ``datelines.layout``,
``datelines.view``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from datelines.dashboard.cells import distinct, flat
from datelines.dashboard.formats import FormatError

if TYPE_CHECKING:
    from datelines.dashboard.formats import About
    from datelines.warehouse.reader import Stream

SUFFIXES = (".parquet",)
BINARY = True
NEEDS: tuple[str, ...] = ()
_TYPES = {
    "VARCHAR": pa.string(),
    "BOOLEAN": pa.bool_(),
    "TINYINT": pa.int8(),
    "SMALLINT": pa.int16(),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "HUGEINT": pa.decimal128(38, 0),  # what sum() of integers gives
    "UTINYINT": pa.uint8(),
    "USMALLINT": pa.uint16(),
    "UINTEGER": pa.uint32(),
    "UBIGINT": pa.uint64(),
    "FLOAT": pa.float32(),
    "DOUBLE": pa.float64(),
    "DATE": pa.date32(),
    "TIME": pa.time64("us"),
    "TIMESTAMP": pa.timestamp("us"),
    "TIMESTAMP WITH TIME ZONE": pa.timestamp("us", tz="UTC"),
    "BLOB": pa.binary(),
}
_DECIMAL = re.compile(r"DECIMAL\((\d+),\s*(\d+)\)")


def written(rows: Stream, about: About) -> Iterator[bytes]:
    schema = pa.schema(
        [pa.field(name, _type(kind)) for name, kind in zip(distinct(rows.columns), rows.types, strict=True)],
        metadata={
            "datelines.schema_version": about.schema,
            "datelines.layout": about.layout,
            "datelines.view": about.view,
        },
    )
    sink = io.BytesIO()
    with pq.ParquetWriter(sink, schema) as writer:
        for batch in rows.batches:
            columns = [
                _column([row[at] for row in batch], field.name, field.type) for at, field in enumerate(schema)
            ]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))
            yield _taken(sink)
    yield _taken(sink)


def _column(values: Sequence[Any], name: str, kind: pa.DataType) -> pa.Array:
    try:
        return pa.array([_value(value, kind) for value in values], kind)
    except pa.ArrowException as error:  # such as a HUGEINT of 39 digits
        raise FormatError(f"parquet cannot hold a value of {name}, cast it to text: {error}") from error


def _taken(sink: io.BytesIO) -> bytes:
    """Return what was written since the last time."""
    data = sink.getvalue()
    sink.seek(0)
    sink.truncate()
    return data


def _type(kind: str) -> pa.DataType:
    """Return Arrow's type for a type of DuckDB; one without a match, such as a struct, becomes text."""
    if kind.endswith("[]"):
        return pa.list_(_type(kind.removesuffix("[]")))
    if decimal := _DECIMAL.fullmatch(kind):
        return pa.decimal128(*map(int, decimal.groups()))
    return _TYPES.get(kind, pa.string())


def _value(value: Any, kind: pa.DataType) -> Any:
    if value is None or isinstance(value, str):
        return value
    if pa.types.is_list(kind):
        return [_value(item, kind.value_type) for item in value]
    return flat(value) if pa.types.is_string(kind) else value
