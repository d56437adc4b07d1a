-- timeline_between(date_from, date_to): one row is an event that may have happened between two days, both inclusive; is_within is false where it is dated more widely
-- A day may also be a month or a year. An event "in 2025" is found for March 2025; is_within says that it need not have happened then.
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
    date_start >= day_from(date_from) AND date_end <= day_until(date_to) AS is_within
FROM timeline
WHERE date_start <= day_until(date_to) AND date_end >= day_from(date_from)
ORDER BY date_start, event_id;
