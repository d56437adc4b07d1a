"""Background knowledge as rows: what the seeds know beside what the documents tell.

The one place where the warehouse meets what the seeds know. Dates keep their precision as two days, both
inclusive; a row names its source where the seeds do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

import duckdb
import pyarrow as pa

from datelines.seeds import knowledge as knowledge_base
from datelines.seeds import read_folder
from datelines.seeds.event_types import event_types
from datelines.seeds.models.knowledge import Mechanism, Region
from datelines.seeds.partial_dates import first_day, last_day
from datelines.warehouse.rows import Row

_PRECISIONS = {4: "year", 7: "month", 10: "day"}
_ACTORS = {"person", "country", "organisation"}
_BODIES = {"mechanism", "organisation"}
_TABLES: dict[str, dict[str, str]] = {
    "actors": {
        "actor_id": "VARCHAR",
        "name": "VARCHAR",
        "kind": "VARCHAR",
        "country": "VARCHAR",
        "aliases": "VARCHAR[]",
    },
    "offices": {
        "office_id": "VARCHAR",
        "office": "VARCHAR",
        "role": "VARCHAR",
        "country": "VARCHAR",
        "organisation_id": "VARCHAR",
        "actor_id": "VARCHAR",
        "holder": "VARCHAR",
        "acting": "BOOLEAN",
        "held_from": "DATE",
        "held_until": "DATE",
        "complete_from": "DATE",
        "complete_until": "DATE",
        "source": "VARCHAR",
    },
    "mechanism_facts": {
        "mechanism_id": "VARCHAR",
        "mechanism": "VARCHAR",
        "stage": "VARCHAR",
        "level": "VARCHAR",
        "ordinal": "INTEGER",
        "date_start": "DATE",
        "date_end": "DATE",
        "date_precision": "VARCHAR",
        "place": "VARCHAR",
        "source": "VARCHAR",
        "ended_on": "DATE",
    },
    "mechanism_members": {
        "mechanism_id": "VARCHAR",
        "mechanism": "VARCHAR",
        "kind": "VARCHAR",
        "country": "VARCHAR",
        "status": "VARCHAR",
        "member_from": "DATE",
        "member_until": "DATE",
    },
    "region_members": {"region": "VARCHAR", "country": "VARCHAR"},
    "event_types": {
        "event_type": "VARCHAR",
        "meaning": "VARCHAR",
        "class": "VARCHAR",
        "meets": "BOOLEAN",
        "cancels": "BOOLEAN",
    },
    "subtypes": {
        "subtype": "VARCHAR",
        "event_type": "VARCHAR",
        "meaning": "VARCHAR",
        "view": "VARCHAR",
        "counted": "VARCHAR",
        "remote": "BOOLEAN",
    },
}


# Which subtypes a view lists. Its cases are constants, so that a view of derived.events stays a scan and a
# filter: a join with derived.subtypes would not keep the timeline's order, nor would a subquery.
_LISTED = "CREATE MACRO derived.subtypes_in(view) AS CASE view {cases} END"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Plain rows for the tables of background knowledge; what a row leaves out is null.

    Dates in them are ISO days.
    """

    actors: tuple[Row, ...] = ()
    offices: tuple[Row, ...] = ()
    mechanism_facts: tuple[Row, ...] = ()
    mechanism_members: tuple[Row, ...] = ()
    region_members: tuple[Row, ...] = ()
    event_types: tuple[Row, ...] = ()
    subtypes: tuple[Row, ...] = ()


def from_seeds() -> Knowledge:
    """Return what the seeds know. Raises `SeedError` where they do not hold together."""
    base = knowledge_base.knowledge()
    mechanisms = read_folder("mechanisms", Mechanism)
    regions = read_folder("regions", Region)
    return replace(
        of_events(),
        actors=tuple(_actors(base)),
        offices=tuple(_offices(base)),
        mechanism_facts=tuple(row for key, each in mechanisms.items() for row in _facts(key, each, base)),
        mechanism_members=tuple(_members(base)),
        region_members=tuple(
            {"region": key, "country": country}
            for key, region in regions.items()
            for country in region.countries
        ),
    )


def of_events() -> Knowledge:
    """Return the types and subtypes of events, and nothing of what happened in the world."""
    types = event_types()
    return Knowledge(
        event_types=tuple(
            {
                "event_type": kind.type,
                "meaning": kind.meaning,
                "class": kind.class_,
                "meets": kind.meets,
                "cancels": kind.cancels,
            }
            for kind in types.values()
        ),
        subtypes=tuple(
            {
                "subtype": one.name,
                "event_type": kind.type,
                "meaning": one.meaning,
                "view": one.view,
                "counted": one.counted,
                "remote": one.remote,
            }
            for kind in types.values()
            for one in kind.subtypes.values()
        ),
    )


def _actors(base: knowledge_base.Knowledge) -> Iterable[Row]:
    aliases: dict[str, set[str]] = {}
    for names in base.aliases.values():
        for name, meanings in names.items():
            for key, form in meanings:
                if form == "name":
                    aliases.setdefault(key, set()).add(name)
    for key, entity in base.entities.items():
        if entity.kind in _ACTORS:
            yield {
                "actor_id": key,
                "name": entity.name,
                "kind": entity.kind,
                "country": entity.country,
                "aliases": sorted(aliases.get(key, ())),
            }


def _offices(base: knowledge_base.Knowledge) -> Iterable[Row]:
    for term in base.terms:
        office = base.offices[term.office]
        yield {
            "office_id": office.id,
            "office": office.name,
            "role": office.role,
            "country": office.country,
            "organisation_id": office.organisation,
            "actor_id": term.person,
            "holder": base.entities[term.person].name,
            "acting": term.acting,
            "held_from": first_day(term.from_),
            "held_until": last_day(term.until) if term.until else None,
            "complete_from": first_day(office.complete[0]) if office.complete else None,
            "complete_until": last_day(office.complete[1]) if office.complete else None,
            "source": term.source,
        }


def _members(base: knowledge_base.Knowledge) -> Iterable[Row]:
    """Yield who belongs to what: to standing formats, and to organisations, which events name as such."""
    for member in base.members:
        body = base.entities[member.body]
        if body.kind in _BODIES:
            yield {
                "mechanism_id": body.id,
                "mechanism": body.name,
                "kind": body.kind,
                "country": member.country,
                "status": member.status,
                "member_from": first_day(member.from_) if member.from_ else None,
                "member_until": last_day(member.until) if member.until else None,
            }


def _facts(key: str, mechanism: Mechanism, base: knowledge_base.Knowledge) -> Iterable[Row]:
    """Yield the stages and sessions of a format; its `from` is its establishment if no stage says more."""
    ended = last_day(mechanism.until) if mechanism.until else None
    common = {"mechanism_id": key, "mechanism": mechanism.name, "ended_on": ended}
    if mechanism.from_ and not any(stage.stage == "established" for stage in mechanism.stages):
        yield {**common, "stage": "established", **_dates(mechanism.from_), "source": mechanism.source}
    for stage in mechanism.stages:
        yield {**common, "stage": stage.stage, **_dates(stage.date), "source": stage.source}
    for session in mechanism.sessions:
        yield {
            **common,
            "stage": "convened",
            "level": session.level,
            "ordinal": session.ordinal,
            **_dates(session.date),
            "place": base.entities[session.place].name if session.place else None,
            "source": session.source,
        }


def _dates(partial: str) -> Row:
    return {
        "date_start": first_day(partial),
        "date_end": last_day(partial),
        "date_precision": _PRECISIONS[len(partial)],
    }


def write(connection: duckdb.DuckDBPyConnection, knowledge: Knowledge) -> None:
    """Create and fill the tables of background knowledge in the schema ``derived``."""
    connection.execute("CREATE SCHEMA IF NOT EXISTS derived")
    for field in fields(knowledge):
        columns = _TABLES[field.name]
        rows = [{name: row.get(name) for name in columns} for row in getattr(knowledge, field.name)]
        text = [
            (name, pa.list_(pa.string()) if kind.endswith("[]") else pa.string())
            for name, kind in columns.items()
        ]
        connection.register(
            "background", pa.Table.from_pylist([_text(row) for row in rows], schema=pa.schema(text))
        )
        casts = ", ".join(f"{name}::{kind} AS {name}" for name, kind in columns.items())
        connection.execute(
            f"CREATE TABLE derived.{field.name} AS SELECT {casts} FROM background ORDER BY ALL"  # noqa: S608 (names of ours)
        )
        connection.unregister("background")
    connection.execute(_LISTED.format(cases=_cases(knowledge)))


def _cases(knowledge: Knowledge) -> str:
    """Return the subtypes of each view as cases of SQL: ``WHEN 'visits' THEN ['visit']``."""
    views: dict[str, list[str]] = {"": []}  # no view is called so: a CASE must have a WHEN
    for row in knowledge.subtypes:
        if row.get("view"):
            views.setdefault(row["view"], []).append(row["subtype"])
    return " ".join(f"WHEN '{view}' THEN {sorted(some)}" for view, some in sorted(views.items()))


def _text(row: Row) -> Row:
    """Return a row whose scalars are text, which DuckDB then casts."""
    return {name: value if isinstance(value, list | None) else str(value) for name, value in row.items()}
