-- events_of(actor, date_from := NULL, date_to := NULL): one row is an event in which an actor takes part: its position in the timeline, and its date
-- Asked for by name, id, country code or other name. A country takes part in whatever anybody does who acts for it. A join with
-- the codes, not a condition: where there are none, for a person, no event is looked at.
CREATE OR REPLACE MACRO events_of(actor, date_from := NULL, date_to := NULL) AS TABLE
SELECT p.position, p.date_start, p.date_end
FROM derived.event_participants AS p
SEMI JOIN (SELECT actor_key, listed_as FROM derived.actor_names WHERE name = folded(actor)) AS asked
    ON p.actor_key = asked.actor_key AND p.name = asked.listed_as
WHERE (date_to IS NULL OR p.date_start <= day_until(date_to))
    AND (date_from IS NULL OR p.date_end >= day_from(date_from))
UNION
SELECT e.position, e.date_start, e.date_end
FROM derived.events AS e
JOIN (SELECT unnest(codes_of(actor)) AS code) AS asked ON list_contains(e.countries, asked.code)
WHERE (date_to IS NULL OR e.date_start <= day_until(date_to))
    AND (date_from IS NULL OR e.date_end >= day_from(date_from));
