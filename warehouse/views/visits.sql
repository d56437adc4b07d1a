-- visits: one row is a visit, with visitors and hosts
-- Made or announced. In the timeline's order, as timeline.sql says.
CREATE OR REPLACE VIEW visits AS
SELECT
    event_id,
    date_start,
    date_end,
    date_precision,
    title,
    doers AS visitors,
    targets AS hosts,
    countries,
    place,
    place_country,
    mechanism,
    factuality,
    n_sources,
    n_documents,
    last_reported_at,
    evidence,
    evidence_url
FROM derived.events
WHERE list_contains(derived.subtypes_in('visits'), subtype);
