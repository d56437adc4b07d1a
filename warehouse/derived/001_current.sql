-- Which extraction of a document counts: the one by the version that ran last.
CREATE SCHEMA IF NOT EXISTS derived;

-- One row a version of rules and seeds, ranked by the latest run that used it, then by name.
CREATE TABLE derived.versions AS
WITH used AS (
    SELECT extractor_version, seeds_digest, started_at
    FROM facts.runs
    WHERE extractor_version IS NOT NULL
    UNION ALL
    SELECT e.extractor_version, e.seeds_digest, r.started_at
    FROM facts.extractions AS e
    LEFT JOIN facts.fetches AS f USING (extraction_id)
    LEFT JOIN facts.runs AS r USING (run_id)
)
SELECT
    extractor_version,
    seeds_digest,
    row_number() OVER (ORDER BY max(started_at) NULLS FIRST, extractor_version, seeds_digest) AS version_rank
FROM used
GROUP BY extractor_version, seeds_digest;

-- One row a document, with the extraction that counts and what is known of its publication.
-- copy_of: the first document of the family (warehouse/families.py), so that a text sent round counts once.
CREATE TABLE derived.documents AS
WITH newest AS (
    SELECT e.document_id, arg_max(e.extraction_id, v.version_rank) AS extraction_id
    FROM facts.extractions AS e
    JOIN derived.versions AS v USING (extractor_version, seeds_digest)
    GROUP BY e.document_id
),
fetched AS (
    SELECT document_id, min(fetched_at) AS fetched_at
    FROM facts.fetches
    GROUP BY document_id
)
SELECT
    d.document_id,
    e.extraction_id,
    e.status,
    e.lang,
    d.url,
    d.title,
    coalesce(d.publisher, regexp_extract(d.url, '^[a-z]+://(?:www\.)?([^/:?#]+)', 1)) AS publisher,
    d.source,
    e.published_at,
    e.published_day,
    f.fetched_at,
    coalesce(e.published_day, f.fetched_at::DATE) AS known_day,
    first_value(d.document_id) OVER (
        PARTITION BY coalesce(m.family_id, d.document_id) ORDER BY e.published_at NULLS LAST, d.document_id
    ) AS copy_of
FROM newest AS n
JOIN facts.documents AS d USING (document_id)
JOIN facts.extractions AS e USING (extraction_id)
LEFT JOIN fetched AS f USING (document_id)
LEFT JOIN derived.families AS m USING (document_id)
ORDER BY d.document_id;
