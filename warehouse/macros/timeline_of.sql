-- timeline_of(actor, date_from := NULL, date_to := NULL): one row is an event in which that actor takes part, by name, id, country code or other name
-- Between two days, both inclusive, which may also be months or years. Dates given here are met before the actor's
-- whole history is gone through, which a condition on the result is not.
CREATE OR REPLACE MACRO timeline_of(actor, date_from := NULL, date_to := NULL) AS TABLE
SELECT timeline.* EXCLUDE (position, regions, known_to)
FROM derived.timeline
WHERE position IN (SELECT position FROM events_of(actor, date_from := date_from, date_to := date_to))
    AND (date_to IS NULL OR date_start <= day_until(date_to))
    AND (date_from IS NULL OR date_end >= day_from(date_from))
ORDER BY date_start NULLS LAST, event_id;
