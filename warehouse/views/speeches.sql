-- speeches: one row is a speech, interview or article, with its speaker and title
-- Given or announced. In the timeline's order, as timeline.sql says.
CREATE OR REPLACE VIEW speeches AS
SELECT
    event_id,
    date_start,
    date_end,
    date_precision,
    title,
    doers AS speakers,
    subtype,
    work_title,
    countries,
    place,
    place_country,
    venue,
    attribution,
    factuality,
    n_sources,
    n_documents,
    last_reported_at,
    evidence,
    evidence_url
FROM derived.events
WHERE list_contains(derived.subtypes_in('speeches'), subtype);
