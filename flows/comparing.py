"""What two versions of the rules or the seeds read differently in the same documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.asking import reader
from flows.terminal import Problem
from warehouse.reader import Rows

_DIGITS = 8  # of the seeds' hash, in a version's name
_VERSIONS = "SELECT extractor_version, seeds_digest, version_rank FROM derived.versions ORDER BY version_rank"
_FIELDS = (
    "event_type",
    "subtype",
    "date_start",
    "date_end",
    "date_precision",
    "factuality",
    "title",
    "participants",
    "place",
    "venue",
    "attribution",
    "mechanism",
    "mechanism_stage",
    "position_stance",
)
_DIFFERENT = ", ".join(
    f"CASE WHEN b.report_id IS NOT NULL AND a.report_id IS NOT NULL "
    f"AND a.{field} IS DISTINCT FROM b.{field} THEN '{field}' END"
    for field in _FIELDS
)
# Only documents that both versions read count: what one never saw, it did not read differently.
_CHANGES = f"""
WITH cast_of AS (
    SELECT extraction_id, report_id, list(coalesce(name, text) ORDER BY ordinal) AS participants
    FROM facts.participants
    GROUP BY extraction_id, report_id
),
told AS (
    SELECT e.extractor_version, e.seeds_digest, r.*, c.participants
    FROM facts.reports AS r
    JOIN facts.extractions AS e USING (extraction_id)
    LEFT JOIN cast_of AS c USING (extraction_id, report_id)
),
read_by AS (
    SELECT document_id, (extractor_version, seeds_digest) = ($from_version, $from_seeds) AS first
    FROM facts.extractions
    WHERE (extractor_version, seeds_digest) IN (($from_version, $from_seeds), ($to_version, $to_seeds))
),
shared AS (
    SELECT document_id FROM read_by GROUP BY document_id HAVING count(DISTINCT first) = 2
),
a AS (
    FROM told SEMI JOIN shared USING (document_id)
    WHERE (extractor_version, seeds_digest) = ($from_version, $from_seeds)
),
b AS (
    FROM told SEMI JOIN shared USING (document_id)
    WHERE (extractor_version, seeds_digest) = ($to_version, $to_seeds)
),
compared AS (
    SELECT
        CASE
            WHEN a.report_id IS NULL THEN 'added'
            WHEN b.report_id IS NULL THEN 'removed'
            ELSE 'changed'
        END AS change,
        coalesce(b.date_start, a.date_start) AS date_start,
        coalesce(b.title, a.title) AS title,
        list_filter([{_DIFFERENT}], lambda field: field IS NOT NULL) AS fields,
        coalesce(b.evidence, a.evidence) AS evidence,
        coalesce(b.document_id, a.document_id) AS document_id,
        coalesce(b.report_id, a.report_id) AS report_id
    FROM a FULL JOIN b USING (report_id)
)
FROM compared
WHERE change <> 'changed' OR len(fields) > 0
ORDER BY document_id, date_start NULLS LAST, report_id
"""  # noqa: S608  names of ours


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the rules with a state of the seeds; `name` is what a person types."""

    extractor: str
    seeds: str

    @property
    def name(self) -> str:
        return f"{self.extractor}+{self.seeds[:_DIGITS]}"


def versions() -> list[Version]:
    """Return the versions that have read something, the one that ran last at the end."""
    return [Version(extractor, seeds) for extractor, seeds, _ in reader().query(_VERSIONS).rows]


def changes(before: str, after: str) -> Rows:
    """Return a row for each report added, removed or changed. Raises `Problem` for an unknown version."""
    known = versions()
    first, second = _chosen(before, known), _chosen(after, known)
    params = {
        "from_version": first.extractor,
        "from_seeds": first.seeds,
        "to_version": second.extractor,
        "to_seeds": second.seeds,
    }
    return reader().query(_CHANGES, params)


def _chosen(name: str, known: Sequence[Version]) -> Version:
    found = [version for version in known if version.name.startswith(name) or version.seeds.startswith(name)]
    if name and len(found) == 1:
        return found[0]
    several = "several versions begin" if found else "no version begins"
    raise Problem(f"{several} with {name!r}; there are {', '.join(version.name for version in known)}")
