-- redirects: one row is an event id that was published once, and the event that took its place
CREATE OR REPLACE VIEW redirects AS
WITH RECURSIVE moves AS (
    SELECT event_id, moved_to
    FROM facts.redirects
    UNION
    SELECT m.event_id, r.moved_to
    FROM moves AS m
    JOIN facts.redirects AS r ON r.event_id = m.moved_to
)
SELECT m.event_id, min(m.moved_to) AS moved_to
FROM moves AS m
WHERE m.moved_to IN (SELECT event_id FROM derived.events)
    AND m.event_id NOT IN (SELECT event_id FROM derived.events)
GROUP BY m.event_id
ORDER BY m.event_id;
