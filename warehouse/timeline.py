"""The questions that the read side asks in SQL: filters of the timeline, and what `explain` shows."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Any

from datelines.warehouse.errors import QueryRefused

EVENT = """
SELECT * FROM timeline
WHERE event_id = coalesce((SELECT moved_to FROM redirects WHERE event_id = $event_id), $event_id)
"""
REPORTS = "SELECT * FROM reports WHERE event_id = $event_id ORDER BY lead_rank"
PARTICIPANTS = """
SELECT DISTINCT name, actor_id, kind, country, role
FROM derived.report_participants
WHERE event_id = $event_id
ORDER BY role, name, actor_id
"""
# The documents are those of the event: DuckDB would else make room for the texts of all documents.
MENTIONS = """
SELECT report_id, span_start, span_end, text, before, after
FROM mentions
WHERE event_id = $event_id AND list_contains($documents, document_id)
ORDER BY report_id, span_start, span_end
"""
# Whom the words of those documents mean. What the texts name outright explains itself.
CHAINS = "SELECT document_id, chain, name, members FROM chains WHERE list_contains($documents, document_id)"
MEANT = """
SELECT document_id, chain, span_start, span_end, text, form, rule
FROM chain_mentions
WHERE list_contains($documents, document_id) AND form <> 'name'
ORDER BY document_id, span_start, span_end, chain
"""
STATUS = """
SELECT
    (SELECT count(*) FROM derived.documents) AS documents,
    (SELECT count(*) FROM derived.events) AS events,
    (SELECT count(*) FROM facts.quarantine WHERE NOT released) AS quarantined,
    (SELECT count(*) FROM review_queue) AS waiting_for_review,
    (SELECT max(version_rank) FROM derived.versions) AS versions,
    (SELECT max(published_day) FROM derived.documents) AS newest_document
"""
LAST_RUN = "SELECT * FROM runs ORDER BY started_at DESC, run_id DESC LIMIT 1"

_FILTERS = {
    "country": "list_has_any(countries, codes_of($country))",
    "region": """list_has_any(countries, (
        SELECT coalesce(list(country), []::VARCHAR[]) FROM regions WHERE region = folded($region)))""",
    "mechanism": """(folded(mechanism) = folded($mechanism) OR mechanism IN (
        SELECT mechanism FROM derived.events WHERE folded(mechanism_id) = folded($mechanism)))""",
    "event_type": "lower($event_type) IN (lower(event_type), lower(subtype))",
    "since": "date_end >= $since",
    "until": "date_start <= $until",
    "factuality": "factuality = lower($factuality)",
}
# What timeline_of calls the filters that it meets at once; as literals, since DuckDB plans before it binds.
_OWN_DAYS = {"since": "date_from", "until": "date_to"}
# Who took part then: an actor whom only a later document names has no part in the event yet.
_ACTOR_THEN = """(list_has_any(participants, (
    SELECT coalesce(list(DISTINCT listed_as), []::VARCHAR[])
    FROM derived.actor_names WHERE name = folded($actor)
)) OR list_has_any(countries, codes_of($actor)))"""


def select(
    actor: str | None = None, as_of: str | None = None, **filters: str | None
) -> tuple[str, dict[str, Any]]:
    """Return the SQL of a filtered timeline and its parameters. Raises `QueryRefused` for a bad day."""
    given = {name: value for name, value in filters.items() if value is not None}
    params: dict[str, Any] = dict(given)
    for name, last in (("since", False), ("until", True)):
        if name in given:
            params[name] = day(given[name], last)
    where = [_FILTERS[name] for name in given]
    source = "timeline"
    if actor is not None:
        days = "".join(
            f", {own} := DATE '{params[name]}'" for name, own in _OWN_DAYS.items() if name in given
        )
        source, params["actor"] = f"timeline_of($actor{days})", actor
    if as_of is not None:
        source, params["as_of"] = "as_known_on($as_of)", day(as_of, last=True)
        where += [_ACTOR_THEN] if actor is not None else []
    condition = " AND ".join(where) or "true"
    return (
        f"SELECT * FROM {source} WHERE {condition} ORDER BY date_start NULLS LAST, event_id",  # noqa: S608 (values are bound)
        params,
    )


def day(text: str, last: bool) -> date:
    """Return the first or the last day of an ISO day, month or year. Raises `QueryRefused` otherwise."""
    try:
        match [int(part) for part in text.split("-")]:
            case [year]:
                return date(year, 12, 31) if last else date(year, 1, 1)
            case [year, month]:
                return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
            case [year, month, of_month]:
                return date(year, month, of_month)
    except ValueError:
        pass
    raise QueryRefused(f"not a day, month or year like 2025-12-19: {text!r}")
