-- network: one row is a pair of actors who meet, with how often, first and last
-- A call is no meeting.
-- materialised: it goes through every pair that ever met
CREATE OR REPLACE VIEW network AS
WITH met AS (
    SELECT DISTINCT
        p.event_id,
        p.name,
        p.actor_id,
        p.country,
        e.date_start,
        e.date_end
    FROM derived.event_participants AS p
    JOIN derived.events AS e USING (event_id)
    WHERE e.event_type = 'CONSULT'
        AND e.subtype IS DISTINCT FROM 'call'
        AND e.factuality = 'asserted'
        AND p.kind IN ('person', 'organisation')
)
SELECT
    a.name AS actor_a,
    b.name AS actor_b,
    any_value(a.actor_id ORDER BY a.actor_id) AS actor_a_id,
    any_value(b.actor_id ORDER BY b.actor_id) AS actor_b_id,
    any_value(a.country ORDER BY a.country) AS country_a,
    any_value(b.country ORDER BY b.country) AS country_b,
    count(DISTINCT event_id) AS n_meetings,
    min(a.date_start) AS first_met,
    max(a.date_end) AS last_met
FROM met AS a
JOIN met AS b USING (event_id)
WHERE a.name < b.name
GROUP BY a.name, b.name
ORDER BY n_meetings DESC, actor_a, actor_b;

COMMENT ON VIEW network IS 'A pair of persons or organisations who meet';
COMMENT ON COLUMN network.actor_a IS 'The first in the alphabet';
COMMENT ON COLUMN network.actor_b IS 'The second in the alphabet';
COMMENT ON COLUMN network.actor_a_id IS 'Its id in the seeds, if known';
COMMENT ON COLUMN network.actor_b_id IS 'Its id in the seeds, if known';
COMMENT ON COLUMN network.country_a IS 'Whom the first acts for';
COMMENT ON COLUMN network.country_b IS 'Whom the second acts for';
COMMENT ON COLUMN network.n_meetings IS 'Meetings, visits, summits and negotiations in which both take part';
COMMENT ON COLUMN network.first_met IS 'First day on which the earliest may have begun; null where none is dated';
COMMENT ON COLUMN network.last_met IS 'Last day on which the latest may have ended';
