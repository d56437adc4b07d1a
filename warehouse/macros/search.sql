-- search(words, most := NULL): one row is an event whose texts, names or places hold all the words
-- The rarest word is looked up first; the others are only looked for where it stands. most: how many events
-- at most, the earliest first, which spares fetching all the others.
CREATE OR REPLACE MACRO search(words, most := NULL) AS TABLE
WITH asked AS (
    SELECT token, n_events
    FROM derived.token_counts
    WHERE token IN (SELECT unnest(tokens_of(words)))
),
rare AS (
    SELECT position
    FROM derived.tokens
    WHERE token = (SELECT arg_min(token, n_events) FROM asked)
),
found AS (
    SELECT position
    FROM derived.tokens
    SEMI JOIN rare USING (position)
    WHERE token IN (SELECT token FROM asked)
    GROUP BY position
    HAVING count(*) = (SELECT len(tokens_of(words)))
    ORDER BY position
    LIMIT most
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

COMMENT ON MACRO TABLE search IS 'search(words, most := NULL): the timeline where all the words occur, whatever their case and accents';
