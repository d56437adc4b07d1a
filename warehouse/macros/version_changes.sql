-- version_changes(older, newer): one row is what a version reads otherwise than another in a document that both read
-- Two reports are the same where their evidence overlaps: of several, the one of the same subtype that overlaps
-- most. A report that has no counterpart is gone, or new. event_id is null where the timeline of today does not
-- have the report any more.
CREATE OR REPLACE MACRO version_changes(older, newer) AS TABLE
WITH extractions AS (
    SELECT
        e.extraction_id,
        e.document_id,
        v.version = newer AS is_newer
    FROM facts.extractions AS e
    JOIN versions AS v USING (extractor_version, seeds_digest)
    WHERE v.version IN (older, newer)
    QUALIFY count(*) OVER (PARTITION BY e.document_id) = 2
),
casts AS (
    SELECT extraction_id, report_id, string_agg(coalesce(name, text), '; ' ORDER BY ordinal) AS members
    FROM facts.participants
    GROUP BY extraction_id, report_id
),
told AS (
    SELECT
        e.is_newer,
        r.document_id,
        r.report_id,
        r.subtype,
        r.title,
        r.evidence,
        r.evidence_start,
        r.evidence_end,
        map {
            'date': CASE
                WHEN r.date_start = r.date_end THEN r.date_start::VARCHAR ELSE r.date_start || '/' || r.date_end
            END,
            'type': concat(r.event_type, '/', r.subtype),
            'factuality': r.factuality,
            'participants': c.members,
            'place': r.place,
            'venue': r.venue,
            'mechanism': r.mechanism,
            'position': r.position_holder || ': ' || r.position_topic || ': ' || r.position_stance,
            'attribution': r.attribution
        } AS said
    FROM facts.reports AS r
    JOIN extractions AS e USING (extraction_id)
    LEFT JOIN casts AS c USING (extraction_id, report_id)
),
pairs AS (
    SELECT
        o AS o,
        n AS n,
        least(o.evidence_end, n.evidence_end) - greatest(o.evidence_start, n.evidence_start) AS overlap
    FROM told AS o
    JOIN told AS n USING (document_id)
    WHERE NOT o.is_newer AND n.is_newer AND o.evidence_start < n.evidence_end AND n.evidence_start < o.evidence_end
),
ranked AS (
    SELECT
        o,
        n,
        row_number() OVER (
            PARTITION BY o.report_id
            ORDER BY o.subtype = n.subtype DESC, overlap DESC, n.report_id = o.report_id DESC, n.report_id
        ) AS for_older,
        row_number() OVER (
            PARTITION BY n.report_id
            ORDER BY o.subtype = n.subtype DESC, overlap DESC, n.report_id = o.report_id DESC, o.report_id
        ) AS for_newer
    FROM pairs
),
matched AS (
    SELECT o, n FROM ranked WHERE for_older = 1 AND for_newer = 1
),
fields AS (
    SELECT o, n, unnest(map_keys(n.said)) AS field
    FROM matched
),
changes AS (
    SELECT
        n.document_id AS document_id,
        n.report_id AS report_id,
        n.title AS title,
        n.evidence_start AS evidence_start,
        n.evidence AS evidence,
        'changed' AS change,
        field,
        o.said[field] AS value_before,
        n.said[field] AS value_after
    FROM fields
    WHERE o.said[field] IS DISTINCT FROM n.said[field]
    UNION ALL
    SELECT document_id, report_id, title, evidence_start, evidence, 'gone', 'type', said['type'], NULL
    FROM told
    WHERE NOT is_newer AND NOT EXISTS (
        FROM matched AS m WHERE m.o.report_id = told.report_id AND m.o.document_id = told.document_id
    )
    UNION ALL
    SELECT document_id, report_id, title, evidence_start, evidence, 'new', 'type', NULL, said['type']
    FROM told
    WHERE is_newer AND NOT EXISTS (
        FROM matched AS m WHERE m.n.report_id = told.report_id AND m.n.document_id = told.document_id
    )
)
SELECT
    document_id,
    i.event_id,
    title,
    change,
    field,
    value_before,
    value_after,
    evidence
FROM changes
LEFT JOIN derived.event_ids AS i USING (report_id)
ORDER BY document_id, evidence_start, title, change, field, value_before, value_after, evidence, event_id;
