-- network: one row is a pair of persons or organisations who meet
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
    JOIN derived.event_types AS t USING (event_type)
    LEFT JOIN derived.subtypes AS s USING (subtype)
    WHERE t.meets
        AND s.remote IS NOT TRUE
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
