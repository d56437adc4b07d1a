-- actor_timeline: one row is an event for an actor who takes part in it
CREATE OR REPLACE VIEW actor_timeline AS
SELECT
    p.name AS actor,
    p.actor_id,
    p.kind,
    p.country,
    p.roles,
    e.event_id,
    p.date_start,
    p.date_end,
    e.date_precision,
    e.title,
    e.event_type,
    e.subtype,
    e.factuality,
    list_filter(e.participants, lambda other: other <> p.name) AS others,
    e.countries,
    e.place,
    e.place_country,
    e.mechanism,
    e.n_sources,
    e.evidence,
    e.evidence_url
FROM derived.event_participants AS p
JOIN derived.events AS e USING (position)
ORDER BY p.name, p.date_start NULLS LAST, e.event_id, p.actor_key;

COMMENT ON VIEW actor_timeline IS 'An event for an actor who takes part in it';
COMMENT ON COLUMN actor_timeline.actor IS 'Canonical name, or as written where unknown';
COMMENT ON COLUMN actor_timeline.actor_id IS 'Id in the knowledge base; null for a name as written';
COMMENT ON COLUMN actor_timeline.kind IS 'person, organisation, country or group';
COMMENT ON COLUMN actor_timeline.country IS 'ISO 3166 alpha-3 code of whom the actor acts for';
COMMENT ON COLUMN actor_timeline.roles IS 'source (the doer), target (with whom, to whom), or both where texts differ';
COMMENT ON COLUMN actor_timeline.others IS 'Who else takes part';
