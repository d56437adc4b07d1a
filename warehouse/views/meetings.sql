-- meetings: one row is a meeting, call, summit or negotiation, with who takes part
-- Held or announced. In the timeline's order, as timeline.sql says.
CREATE OR REPLACE VIEW meetings AS
SELECT
    event_id,
    date_start,
    date_end,
    date_precision,
    title,
    participants,
    subtype,
    countries,
    place,
    place_country,
    mechanism,
    mechanism_ordinal,
    factuality,
    n_sources,
    n_documents,
    last_reported_at,
    evidence,
    evidence_url
FROM derived.events
WHERE list_contains(derived.subtypes_in('meetings'), subtype);
