"""Background knowledge as rows: what the seeds know beside what the documents tell.

The one place where the warehouse meets the seeds. Every row names its source.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import duckdb
import pyarrow as pa

from warehouse.rows import Row

_TEXTS = pa.list_(pa.string())
SCHEMAS: dict[str, pa.Schema] = {
    "actors": pa.schema(
        [
            ("actor_id", pa.string()),
            ("name", pa.string()),
            ("kind", pa.string()),
            ("country", pa.string()),
            ("aliases", _TEXTS),
            ("source", pa.string()),
        ]
    ),
    "offices": pa.schema(
        [
            ("office_id", pa.string()),
            ("office", pa.string()),
            ("country", pa.string()),
            ("actor_id", pa.string()),
            ("holder", pa.string()),
            ("held_from", pa.string()),
            ("held_to", pa.string()),
            ("source", pa.string()),
        ]
    ),
    "mechanism_facts": pa.schema(
        [
            ("mechanism_id", pa.string()),
            ("mechanism", pa.string()),
            ("stage", pa.string()),
            ("ordinal", pa.int32()),
            ("date_start", pa.string()),
            ("date_end", pa.string()),
            ("date_precision", pa.string()),
            ("place", pa.string()),
            ("rhythm_months", pa.int32()),
            ("source", pa.string()),
        ]
    ),
    "mechanism_members": pa.schema(
        [
            ("mechanism_id", pa.string()),
            ("member", pa.string()),
            ("member_from", pa.string()),
            ("member_to", pa.string()),
            ("source", pa.string()),
        ]
    ),
    "region_members": pa.schema([("region", pa.string()), ("country", pa.string())]),
}


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Plain rows for the tables of background knowledge; the keys are the columns of `SCHEMAS`."""

    actors: tuple[Row, ...] = ()
    offices: tuple[Row, ...] = ()
    mechanism_facts: tuple[Row, ...] = ()
    mechanism_members: tuple[Row, ...] = ()
    region_members: tuple[Row, ...] = ()


def from_seeds() -> Knowledge:
    """Return what the seeds know."""
    from seeds import read_folder

    regions = read_folder("regions", dict[str, object])
    return Knowledge(
        region_members=tuple(
            {"region": region, "country": country}
            for region, entry in regions.items()
            for country in _strings(entry["countries"])
        )
    )


def _strings(value: object) -> list[str]:
    if not isinstance(value, list):
        raise TypeError(f"not a list: {value!r}")
    return [str(each) for each in value]


def write(connection: duckdb.DuckDBPyConnection, knowledge: Knowledge) -> None:
    """Create and fill the tables of `SCHEMAS` in the schema ``derived``."""
    connection.execute("CREATE SCHEMA IF NOT EXISTS derived")
    for field in fields(knowledge):
        rows = pa.Table.from_pylist(list(getattr(knowledge, field.name)), schema=SCHEMAS[field.name])
        connection.register("background", rows)
        connection.execute(
            f"CREATE TABLE derived.{field.name} AS SELECT * FROM background ORDER BY ALL"  # noqa: S608 (a name of ours)
        )
        connection.unregister("background")
