-- timeline_between(date_from, date_to): one row is an event that may have happened between two days, both inclusive; is_within is false where it is dated more widely
-- A day may also be a month or a year. An event "in 2025" is found for March 2025.
CREATE OR REPLACE MACRO timeline_between(date_from, date_to) AS TABLE
SELECT
    timeline.*,
    date_start >= day_from(date_from) AND date_end <= day_until(date_to) AS is_within
FROM timeline
WHERE date_start <= day_until(date_to) AND date_end >= day_from(date_from)
ORDER BY date_start, event_id;
