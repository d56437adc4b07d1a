-- timeline_between(date_from, date_to): one row is an event that may have happened between two days, both inclusive
-- An event "in 2025" is found for March 2025; is_within says that it need not have happened then.
CREATE OR REPLACE MACRO timeline_between(date_from, date_to) AS TABLE
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
    document_id,
    date_start >= date_from::DATE AND date_end <= date_to::DATE AS is_within
FROM timeline
WHERE date_start <= date_to::DATE AND date_end >= date_from::DATE
ORDER BY date_start, event_id;

COMMENT ON MACRO TABLE timeline_between IS 'timeline_between(date_from, date_to): the timeline between two days; is_within is false for an event that is dated more widely';
