-- timeline_of(actor): one row is an event in which that actor takes part, under any name that the seeds know
CREATE OR REPLACE MACRO timeline_of(actor) AS TABLE
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
WHERE position IN (
    SELECT position
    FROM derived.event_participants
    WHERE actor_key IN (SELECT actor_key FROM derived.actor_names WHERE name = lower(actor))
)
ORDER BY date_start NULLS LAST, event_id;

COMMENT ON MACRO TABLE timeline_of IS 'timeline_of(actor): the timeline of an actor, by name, id or other name';
