-- gaps: one row is a time in which a mechanism missed its rhythm: half a turn late, or more
-- The last gap is open: it runs to the newest document.
CREATE OR REPLACE VIEW gaps AS
WITH sessions AS (
    SELECT
        mechanism_id,
        mechanism,
        level,
        ordinal,
        date_start,
        rhythm_days,
        lead(date_start) OVER (
            PARTITION BY coalesce(mechanism_id, lower(mechanism)), level ORDER BY date_start, ordinal, event_id
        ) AS next_session
    FROM mechanisms
    WHERE stage = 'convened' AND rhythm_days IS NOT NULL
)
SELECT
    mechanism_id,
    mechanism,
    level,
    ordinal AS after_ordinal,
    date_start AS last_session,
    next_session,
    coalesce(next_session, newest.day) - date_start AS days,
    rhythm_days,
    floor(days / rhythm_days - 0.5)::INTEGER AS turns_missed
FROM sessions
CROSS JOIN (SELECT max(published_day) AS day FROM derived.documents) AS newest
WHERE days >= 1.5 * rhythm_days
ORDER BY lower(mechanism), level, last_session;

COMMENT ON VIEW gaps IS 'A time in which a mechanism missed its rhythm';
COMMENT ON COLUMN gaps.after_ordinal IS 'Number of the session before the gap';
COMMENT ON COLUMN gaps.last_session IS 'Session before the gap';
COMMENT ON COLUMN gaps.next_session IS 'Session that ended it; null where the gap is open';
COMMENT ON COLUMN gaps.days IS 'Its length; to the newest document where it is open';
COMMENT ON COLUMN gaps.turns_missed IS 'Sessions that the rhythm would have had in it';
