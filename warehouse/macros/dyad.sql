-- dyad(a, b): one row is an event in which both take part: countries, persons or organisations, by name, code or id
-- The days are those of events_of, so that a condition on them is met there.
CREATE OR REPLACE MACRO dyad(a, b) AS TABLE
SELECT timeline.*
    EXCLUDE (position, regions, known_to)
    REPLACE (own.date_start AS date_start, own.date_end AS date_end)
FROM (
    SELECT position, date_start, date_end FROM events_of(a)
    INTERSECT
    SELECT position, date_start, date_end FROM events_of(b)
) AS own
JOIN derived.timeline USING (position)
ORDER BY own.date_start NULLS LAST, timeline.event_id;
