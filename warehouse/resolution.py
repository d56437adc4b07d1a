"""Run `resolve` over a whole file with bounded memory: only reports that share a block reach Python.

A block in SQL is never finer than one in `resolve`, so that what resolution would join is never cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import duckdb
import pyarrow as pa

from datelines.warehouse.resolve import ReportKey, resolve

_KEYS = """
CREATE TABLE derived.report_keys AS
WITH cast_of AS (
    SELECT p.report_id, list_sort(list_distinct(list(coalesce(p.actor_id, lower(trim(p.text)))))) AS members
    FROM facts.participants AS p
    JOIN derived.documents AS d USING (extraction_id)
    GROUP BY p.report_id
),
told AS (
    SELECT
        r.report_id,
        r.event_type,
        r.subtype,
        r.factuality,
        r.date_start::VARCHAR AS date_start,
        r.date_end::VARCHAR AS date_end,
        coalesce(c.members, []::VARCHAR[]) AS members,
        coalesce(r.mechanism_id, lower(trim(r.mechanism))) AS mechanism,
        r.mechanism_stage AS stage,
        r.mechanism_ordinal AS ordinal,
        lower(trim(r.work_title)) AS work_title,
        coalesce(r.position_topic_id, lower(trim(r.position_topic))) AS topic
    FROM facts.reports AS r
    JOIN derived.documents AS d USING (document_id, extraction_id)
    LEFT JOIN cast_of AS c USING (report_id)
)
SELECT
    *,
    hash(
        event_type,
        factuality,
        CASE
            WHEN mechanism IS NOT NULL AND stage = 'convened' THEN [mechanism]
            WHEN date_start IS NULL AND (mechanism IS NULL OR stage IS NULL) THEN [report_id]
            WHEN date_start IS NOT NULL AND len(members) = 0 THEN [report_id]
            WHEN date_start IS NULL THEN list_concat([mechanism, stage], members)
            ELSE list_concat([date_start, date_end], members)
        END
    ) AS block,
    count(*) OVER (PARTITION BY block) AS n_in_block
FROM told
"""
# Alone in its block, a report is an event of its own: the id is that of `resolve.event_id`.
_ALONE = """
CREATE TABLE derived.event_ids AS
SELECT report_id, left(sha256(concat('event', chr(31), report_id)), 16) AS event_id
FROM derived.report_keys
WHERE n_in_block = 1
"""
_SHARED = """
SELECT
    block,
    report_id,
    event_type,
    subtype,
    factuality,
    date_start,
    date_end,
    members,
    mechanism,
    stage,
    ordinal,
    work_title,
    topic
FROM derived.report_keys
WHERE n_in_block > 1
ORDER BY block
"""
_FETCH = 10_000
_BATCH = 200_000
_SCHEMA = pa.schema([("report_id", pa.string()), ("event_id", pa.string())])


def write(building: duckdb.DuckDBPyConnection) -> None:
    """Fill derived.event_ids (report_id, event_id) from the facts and derived.documents of a file."""
    building.execute(_KEYS)
    building.execute(_ALONE)
    for pairs in _batches(_events(building.cursor())):
        building.register("pairs", pa.Table.from_pylist(pairs, schema=_SCHEMA))
        building.execute("INSERT INTO derived.event_ids SELECT report_id, event_id FROM pairs")
        building.unregister("pairs")
    building.execute("DROP TABLE derived.report_keys")


def _events(cursor: duckdb.DuckDBPyConnection) -> Iterator[dict[str, str]]:
    """Resolve block by block."""
    for _, block in groupby(_rows(cursor), key=lambda row: row[0]):
        reports = (
            ReportKey(report, kind, subtype, factuality, start, end, frozenset(members), *rest)
            for _, report, kind, subtype, factuality, start, end, members, *rest in block
        )
        for report_id, event_id in resolve(reports):
            yield {"report_id": report_id, "event_id": event_id}


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    cursor.execute(_SHARED)
    while rows := cursor.fetchmany(_FETCH):
        yield from rows


def _batches(pairs: Iterable[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
    batch = []
    for pair in pairs:
        batch.append(pair)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
