-- One row an event and a participant of it, in the order of an actor's timeline. actor_key: the id, or
-- the folded name of somebody whom the seeds do not know.
CREATE TABLE derived.event_participants AS
SELECT
    coalesce(p.actor_id, lower(p.name)) AS actor_key,
    e.position,
    p.event_id,
    e.date_start,
    e.date_end,
    p.name,
    p.actor_id,
    p.kind,
    p.country,
    p.role
FROM derived.report_participants AS p
JOIN derived.events AS e USING (event_id)
GROUP BY ALL
ORDER BY actor_key, e.position, p.role, p.name, p.kind, p.country;
