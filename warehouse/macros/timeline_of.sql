-- timeline_of(actor): one row is an event in which that actor takes part, under any name that the seeds know
-- The dates are those beside the actor's name, so that a filter on them is met before anything wide is fetched.
CREATE OR REPLACE MACRO timeline_of(actor) AS TABLE
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
FROM events_of(actor) AS own
JOIN derived.events AS e USING (position)
ORDER BY own.date_start NULLS LAST, e.event_id;

COMMENT ON MACRO TABLE timeline_of IS 'timeline_of(actor): the timeline of an actor, by name, id, country code or other name';
