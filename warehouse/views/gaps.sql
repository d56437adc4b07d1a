-- gaps: one row is a time in which a mechanism missed its rhythm
-- Half a turn late, or more. The last gap is open: it runs to the newest document, unless the mechanism has ended.
-- Sessions that nobody dated are no gap: where the numbers say that some lie between, the rhythm is granted a turn
-- for each. A session that is dated more widely than a day counts as late as it may have been, so that no gap is
-- longer than it must be.
CREATE OR REPLACE VIEW gaps AS
WITH sessions AS (
    SELECT
        mechanism_id,
        mechanism,
        level,
        ordinal,
        date_start,
        date_end,
        rhythm_days,
        ended_on,
        lead(date_start) OVER turn AS next_session,
        lead(ordinal) OVER turn AS next_ordinal
    FROM mechanisms
    WHERE stage = 'convened' AND factuality = 'asserted' AND rhythm_days IS NOT NULL
    WINDOW turn AS (
        PARTITION BY coalesce(mechanism_id, lower(mechanism)), level
        ORDER BY date_start, ordinal, date_end, event_id, place, background_source
    )
)
SELECT
    mechanism_id,
    mechanism,
    level,
    ordinal AS after_ordinal,
    date_end AS last_session,
    next_session,
    next_ordinal AS before_ordinal,
    coalesce(next_session, newest.day) - date_end AS days,
    rhythm_days,
    floor(days / rhythm_days - greatest(coalesce(next_ordinal - ordinal, 1), 1) + 0.5)::INTEGER AS turns_missed
FROM sessions
CROSS JOIN (SELECT max(published_day) AS day FROM derived.documents) AS newest
WHERE turns_missed >= 1 AND (next_session IS NOT NULL OR ended_on IS NULL)
ORDER BY lower(mechanism), mechanism_id, level, last_session, after_ordinal;
