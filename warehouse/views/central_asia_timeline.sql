-- central_asia_timeline: one row is an event in which a country of the region takes part
CREATE OR REPLACE VIEW central_asia_timeline AS
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
FROM timeline
WHERE list_has_any(
    countries,
    (SELECT coalesce(list(country), []::VARCHAR[]) FROM regions WHERE region = 'central-asia')
)
ORDER BY date_start NULLS LAST, event_id;

COMMENT ON VIEW central_asia_timeline IS 'The timeline where a country of the region central-asia takes part';
