-- as_known_on(day): one row is an event as the documents published up to that day tell it
-- A document without a publication date counts from the day it was fetched. Events are those of today's
-- resolution; their values are what was known then. An event of which nothing more became known later is
-- as it is in the timeline, so that only the others are counted anew.
CREATE OR REPLACE MACRO as_known_on(day) AS TABLE
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
WHERE known_to <= day_until(day)
UNION ALL
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
FROM events_known_on(day_until(day), true)
ORDER BY date_start NULLS LAST, event_id;
