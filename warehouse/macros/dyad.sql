-- dyad(a, b): one row is an event in which both take part: countries, persons or organisations, by name, code or id
CREATE OR REPLACE MACRO dyad(a, b) AS TABLE
SELECT
    e.event_id,
    own.date_start,
    own.date_end,
    e.date_precision,
    e.date_basis,
    e.title,
    e.event_type,
    e.subtype,
    e.cameo,
    e.factuality,
    e.participants,
    e.countries,
    e.place,
    e.place_country,
    e.venue,
    e.mechanism,
    e.attribution,
    e.n_sources,
    e.n_documents,
    e.n_mentions,
    e.sources,
    e.first_reported_at,
    e.last_reported_at,
    e.confidence,
    e.salience,
    e.evidence,
    e.evidence_url,
    e.document_id
FROM (
    SELECT position, date_start, date_end FROM events_of(a)
    INTERSECT
    SELECT position, date_start, date_end FROM events_of(b)
) AS own
JOIN derived.events AS e USING (position)
ORDER BY own.date_start NULLS LAST, e.event_id;
