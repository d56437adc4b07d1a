-- firsts: one row is a pair of countries and their first meeting that is told with a date
-- A call is no meeting. Of dates that overlap the one that ends first counts, since by then they had met;
-- n_maybe_earlier says how many others are dated too widely to come later for sure.
-- materialised: it goes through every pair of every meeting
CREATE OR REPLACE VIEW firsts AS
WITH sides AS (
    SELECT event_id, countries, unnest(countries) AS country_a
    FROM derived.events
    JOIN derived.event_types USING (event_type)
    LEFT JOIN derived.subtypes USING (subtype)
    WHERE meets
        AND remote IS NOT TRUE
        AND factuality = 'asserted'
        AND date_start IS NOT NULL
        AND len(countries) > 1
),
pairs AS (
    SELECT event_id, country_a, unnest(countries) AS country_b
    FROM sides
)
SELECT
    country_a,
    country_b,
    event_id,
    date_start,
    date_end,
    date_precision,
    title,
    subtype,
    participants,
    countries,
    place,
    mechanism,
    n_sources,
    evidence,
    evidence_url,
    count(*) OVER (
        PARTITION BY country_a, country_b
        ORDER BY date_start
        RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING
    ) AS n_maybe_earlier
FROM pairs
JOIN derived.events USING (event_id)
WHERE country_a < country_b
QUALIFY row_number() OVER (PARTITION BY country_a, country_b ORDER BY date_end, date_start, event_id) = 1
ORDER BY country_a, country_b;
