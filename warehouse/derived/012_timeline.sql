-- One row an event: the columns of the timeline, which stand here once for all that filters it, and before them three by
-- which a filter finds its events: position, regions, known_to. These are left out where rows reach people:
-- SELECT timeline.* EXCLUDE (position, regions, known_to) FROM derived.timeline WHERE ...
-- A filter on the view timeline would have to go by event_id, a hash, for which DuckDB looks at every event; by
-- position it skips whole blocks of them, since the table is sorted by it.
CREATE VIEW derived.timeline AS
SELECT
    position,
    regions,
    known_to,
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
