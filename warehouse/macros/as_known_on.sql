-- as_known_on(day): one row is an event as the documents published up to that day tell it
-- A document without a publication date counts from the day it was fetched. Events are those of today's
-- resolution; their values are what was known then. An event of which nothing more became known later is
-- as it is in the timeline, so that only the others are counted anew.
-- What events_known_on knows beside the columns of the timeline is left out by name.
CREATE OR REPLACE MACRO as_known_on(day) AS TABLE
SELECT timeline.* EXCLUDE (position, regions, known_to)
FROM derived.timeline
WHERE known_to <= day_until(day)
UNION ALL BY NAME
SELECT told.* EXCLUDE (
    work_title,
    doers,
    targets,
    mechanism_id,
    mechanism_stage,
    mechanism_ordinal,
    known_from,
    known_to
)
FROM events_known_on(day_until(day), true) AS told
ORDER BY date_start NULLS LAST, event_id;
