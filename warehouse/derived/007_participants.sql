-- The order has done its work; its room in the file goes to what follows.
DROP TABLE derived.report_order;

-- One row an event and an actor who takes part in it, in the order of an actor's timeline, by the name that views
-- show. actor_key: the id, or the folded name of somebody whom the seeds do not know. roles: source (the doer), target, or both where
-- texts differ.
CREATE TABLE derived.event_participants AS
SELECT
    coalesce(p.actor_id, lower(p.name)) AS actor_key,
    e.position,
    p.event_id,
    e.date_start,
    e.date_end,
    min(p.name) AS name,
    p.actor_id,
    min(p.kind) AS kind,
    min(p.country) AS country,
    list_concat(
        CASE WHEN bool_or(p.role = 'source') THEN ['source'] ELSE [] END,
        CASE WHEN bool_or(p.role = 'target') THEN ['target'] ELSE [] END
    ) AS roles
FROM derived.report_participants AS p
JOIN derived.events AS e USING (event_id)
GROUP BY ALL
ORDER BY name, actor_key, e.position;
