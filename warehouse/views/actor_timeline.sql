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
