-- search(words): one row is an event whose texts, names or places hold all the words
CREATE OR REPLACE MACRO search(words) AS TABLE
WITH asked AS (
    SELECT DISTINCT unnest(tokens_of(words)) AS token
),
found AS (
    SELECT position
    FROM derived.tokens
    WHERE token IN (FROM asked)
    GROUP BY position
    HAVING count(*) = (SELECT count(*) FROM asked)
)
SELECT
    event_id,
    date_start,
    date_end,
    date_precision,
    date_basis,
    title,
    event_type,
    subtype,
    cameo,
    factuality,
    participants,
    countries,
    place,
    place_country,
    venue,
    mechanism,
    attribution,
    n_sources,
    n_documents,
    n_mentions,
    sources,
    first_reported_at,
    last_reported_at,
    confidence,
    salience,
    evidence,
    evidence_url,
    document_id
FROM derived.events
WHERE position IN (FROM found)
ORDER BY date_start NULLS LAST, event_id;

COMMENT ON MACRO TABLE search IS 'search(words): the timeline where all the words occur, whatever their case and accents';
