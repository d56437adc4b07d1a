-- timeline: one row is an event, with the report that tells it best; undated events come last
-- The order is that of derived.events, which DuckDB keeps through a scan and a filter; an ORDER BY
-- here would sort the whole table again under every count and grouping.
CREATE OR REPLACE VIEW timeline AS
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
FROM derived.events;
