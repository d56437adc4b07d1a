-- dyads: one row is a pair of countries and a month, with counts and the balance of cooperation and conflict
-- Only what is told as having happened counts. An event that no single month holds ("in 2025", undated)
-- is counted in the row whose month is null.
-- materialised: it goes through every pair of every event
CREATE OR REPLACE VIEW dyads AS
WITH told AS (
    SELECT
        event_id,
        countries,
        class,
        meets,
        CASE
            WHEN date_trunc('month', date_start) = date_trunc('month', date_end)
                THEN date_trunc('month', date_start)::DATE
        END AS month
    FROM derived.events
    LEFT JOIN derived.event_types USING (event_type)
    WHERE factuality = 'asserted' AND len(countries) > 1
),
sides AS (
    SELECT event_id, class, meets, month, countries, unnest(countries) AS country_a
    FROM told
),
pairs AS (
    SELECT event_id, class, meets, month, country_a, unnest(countries) AS country_b
    FROM sides
)
SELECT
    country_a,
    country_b,
    month,
    count(*) AS n_events,
    count(*) FILTER (WHERE class = 'cooperation') AS n_cooperation,
    count(*) FILTER (WHERE class = 'conflict') AS n_conflict,
    count(*) FILTER (WHERE class = 'neutral') AS n_neutral,
    count(*) FILTER (WHERE meets) AS n_meetings,
    (n_cooperation - n_conflict) / nullif(n_cooperation + n_conflict, 0) AS balance
FROM pairs
WHERE country_a < country_b
GROUP BY country_a, country_b, month
ORDER BY country_a, country_b, month NULLS LAST;
