-- dyad(a, b): one row is an event in which both take part: countries, persons or organisations, as people name them
CREATE OR REPLACE MACRO dyad(a, b) AS TABLE
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
WHERE position IN (SELECT position FROM events_of(a)) AND position IN (SELECT position FROM events_of(b))
ORDER BY date_start NULLS LAST, event_id;

COMMENT ON MACRO TABLE dyad IS 'dyad(a, b): the timeline of two countries, persons or organisations, by name, code or id';
