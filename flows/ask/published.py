"""Questions that several commands put to the published file."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from datelines.flows.settings import home, published
from datelines.flows.terminal import Problem
from datelines.warehouse.reader import Reader, Rows

_EVENTS = """
SELECT DISTINCT coalesce(moved_to, event_id) AS event_id
FROM (
    SELECT event_id, NULL AS moved_to FROM timeline
    UNION ALL BY NAME
    SELECT event_id, moved_to FROM redirects
)
WHERE starts_with(event_id, ?)
ORDER BY event_id
"""
_TIMES = """
SELECT DISTINCT d.document_id, e.published, e.published_precision, e.published_method, e.published_confidence
FROM reports AS r
JOIN derived.documents AS d USING (document_id)
JOIN facts.extractions AS e ON e.extraction_id = d.extraction_id
WHERE r.event_id = ?
"""
_ITEMS = (
    "SELECT DISTINCT review_id FROM facts.review_items WHERE starts_with(review_id, ?) ORDER BY review_id"
)
_VERSIONS = "SELECT version FROM versions WHERE starts_with(lower(version), ?) ORDER BY version_rank"
_QUEUE = "SELECT * FROM review_queue"
_QUEUE_SHORT = (
    "SELECT review_id AS id, kind, text, why, publisher, published_at::DATE AS published FROM review_queue"
)
_QUARANTINE = (
    "SELECT key, location, stage, kind, message, run_id FROM facts.quarantine WHERE NOT released ORDER BY key"
)
_QUARANTINE_SHORT = (
    "SELECT key[:8] AS key, location, stage, kind, message FROM facts.quarantine "
    "WHERE NOT released ORDER BY location, key"
)
_ASIDE = "SELECT DISTINCT key FROM facts.quarantine WHERE NOT released AND starts_with(key, ?) ORDER BY key"
_SOURCES = """
SELECT
    publisher,
    sum(n_documents)::BIGINT AS documents,
    sum(n_copies)::BIGINT AS copies,
    sum(n_unread)::BIGINT AS unread,
    sum(n_reports)::BIGINT AS reports,
    min(first_day) AS first_day,
    max(last_day) AS last_day
FROM source_coverage
GROUP BY publisher
ORDER BY publisher NULLS LAST
"""
_UNREAD = """
SELECT lang, count(*) AS documents
FROM derived.documents
WHERE status = 'unsupported-language'
GROUP BY lang
ORDER BY documents DESC, lang
"""
_SHOWN = 3


def reader() -> Reader:
    """Return a reader of the published file."""
    return Reader(published())


def event(beginning: str) -> dict[str, Any]:
    """Return the one event whose id begins so, with its reports and how each document's time was reached.

    An id that was published once leads to the event that took its place. Raises `Problem` where no
    event, or more than one, is meant.
    """
    id = _one(_EVENTS, beginning, "event", "the last column of `datelines timeline` has the ids")
    found = reader().event(id)
    if found is None:  # replaced by another run since its id was looked up
        raise Problem(f"no event {beginning} any more")
    times = {row["document_id"]: row for row in reader().query(_TIMES, [id]).dicts()}
    reports = [{**report, "document_time": times[report["document_id"]]} for report in found["reports"]]
    return {**found, "reports": reports}


def review_id(beginning: str) -> str:
    """Return the one review item's id that begins so. Raises `Problem` where none or several do."""
    return _one(_ITEMS, beginning, "review item", "`datelines review` has the ids")


def _one(sql: str, beginning: str, what: str, hint: str) -> str:
    found: list[str] = [id for (id,) in reader().query(sql, [beginning.lower()], _SHOWN + 1).rows]
    if not found or not beginning:
        raise Problem(f"no {what} {beginning or 'without an id'}: {hint}")
    if len(found) > 1:
        more = ", …" if len(found) > _SHOWN else ""
        raise Problem(f"more than one {what} begins with {beginning}: {', '.join(found[:_SHOWN])}{more}")
    return found[0]


def quarantine_key(beginning: str) -> str:
    """Return the one key in quarantine that begins so. Raises `Problem` where none or several do."""
    return _one(_ASIDE, beginning, "input in quarantine", "`datelines quarantine list` has the keys")


def quarantine(*, short: bool) -> Rows:
    """Return what waits in quarantine, all columns or those that a person reads."""
    return reader().query(_QUARANTINE_SHORT if short else _QUARANTINE)


def changes(older: str, newer: str) -> Rows:
    """Return what one version reads otherwise than another, each named by the beginning of its name."""
    hint = "`datelines sql 'FROM versions'` lists them"
    first, second = (_one(_VERSIONS, name, "version", hint) for name in (older, newer))
    return reader().diff(first, second)


def review_items(limit: int | None, *, short: bool) -> Rows:
    """Return what waits for review, all columns or those that a person reads."""
    return reader().query(_QUEUE_SHORT if short else _QUEUE, (), limit)


def sources() -> Rows:
    """Return what came from each publisher."""
    return reader().query(_SOURCES)


def unread() -> dict[str, int]:
    """Return how many documents are kept in each language that is not read, by its BCP 47 tag."""
    return dict(reader().query(_UNREAD).rows)


def behind() -> int:
    """Return how many documents other code, another model or other seeds have read, and those of now not."""
    from datelines import seeds
    from datelines.extractors.version import extractor_version

    return reader().behind(extractor_version(), seeds.digest())


def status() -> dict[str, Any]:
    """Return counts, the newest run, what is unread, behind or set aside, where the file is, how runs are."""
    from datelines.flows.run import watch

    found = {**reader().status(), "unread": unread(), "quarantine": reader().query(_QUARANTINE).dicts()}
    found["behind"] = behind()
    return {**found, **watch.watched(home(), datetime.now(UTC))}
