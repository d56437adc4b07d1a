-- central_asia_timeline: one row is an event of the timeline in which a country of the region central-asia takes part
-- In the timeline's order, as timeline.sql says. Which regions an event touches is worked out from the view
-- `regions` at publication.
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
FROM derived.events
WHERE list_contains(regions, 'central-asia');
