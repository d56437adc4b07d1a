-- events_of(actor): one row is an event in which an actor takes part: its position in the timeline, and its date
-- Under any name that the seeds know. A country takes part in whatever anybody does who acts for it.
CREATE OR REPLACE MACRO events_of(actor) AS TABLE
SELECT position, date_start, date_end
FROM derived.event_participants
WHERE actor_key IN (SELECT actor_key FROM derived.actor_names WHERE name = folded(actor))
UNION
SELECT position, date_start, date_end
FROM derived.event_participants
WHERE country IN (SELECT unnest(codes_of(actor)));

COMMENT ON MACRO TABLE events_of IS 'events_of(actor): where an actor''s events stand, by name, id, country code or other name';
