-- country_year: one row is a country and a year, with what it took part in
-- Only what is told as having happened counts. An event that no single year holds is in the row whose
-- year is null.
-- materialised: it goes through every event by country
CREATE OR REPLACE VIEW country_year AS
WITH told AS (
    SELECT
        event_id,
        class,
        meets,
        counted,
        countries,
        CASE WHEN year(date_start) = year(date_end) THEN year(date_start)::INTEGER END AS year,
        unnest(countries) AS country
    FROM derived.events
    LEFT JOIN derived.event_types USING (event_type)
    LEFT JOIN derived.subtypes USING (subtype)
    WHERE factuality = 'asserted'
)
SELECT
    country,
    year,
    count(*) AS n_events,
    count(*) FILTER (WHERE class = 'cooperation') AS n_cooperation,
    count(*) FILTER (WHERE class = 'conflict') AS n_conflict,
    count(*) FILTER (WHERE meets) AS n_meetings,
    count(*) FILTER (WHERE counted = 'visits') AS n_visits,
    count(*) FILTER (WHERE counted = 'signings') AS n_signings,
    count(*) FILTER (WHERE counted = 'speeches') AS n_speeches,
    len(list_distinct(flatten(list(countries)))) - 1 AS n_partners
FROM told
GROUP BY country, year
ORDER BY country, year NULLS LAST;
