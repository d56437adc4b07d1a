-- country_year: one row is a country and a year, with what it took part in
-- Only what is told as having happened counts. An event that no single year holds is in the row whose
-- year is null.
-- materialised: it goes through every event by country
CREATE OR REPLACE VIEW country_year AS
WITH told AS (
    SELECT
        event_id,
        event_class(event_type) AS class,
        event_type,
        subtype,
        countries,
        CASE WHEN year(date_start) = year(date_end) THEN year(date_start)::INTEGER END AS year,
        unnest(countries) AS country
    FROM derived.events
    WHERE factuality = 'asserted'
)
SELECT
    country,
    year,
    count(*) AS n_events,
    count(*) FILTER (WHERE class = 'cooperation') AS n_cooperation,
    count(*) FILTER (WHERE class = 'conflict') AS n_conflict,
    count(*) FILTER (WHERE event_type = 'CONSULT') AS n_meetings,
    count(*) FILTER (WHERE subtype = 'visit') AS n_visits,
    count(*) FILTER (WHERE subtype = 'signing') AS n_signings,
    count(*) FILTER (WHERE subtype = 'speech') AS n_speeches,
    len(list_distinct(flatten(list(countries)))) - 1 AS n_partners
FROM told
GROUP BY country, year
ORDER BY country, year NULLS LAST;

COMMENT ON VIEW country_year IS 'A country and a year, with what it took part in';
COMMENT ON COLUMN country_year.country IS 'ISO 3166 alpha-3 code';
COMMENT ON COLUMN country_year.year IS 'Null for events that no single year holds';
COMMENT ON COLUMN country_year.n_events IS 'Asserted events in which it takes part';
COMMENT ON COLUMN country_year.n_cooperation IS 'Those that PLOVER scores above 0';
COMMENT ON COLUMN country_year.n_conflict IS 'Those that PLOVER scores below 0';
COMMENT ON COLUMN country_year.n_meetings IS 'Meetings, visits, calls, summits and negotiations';
COMMENT ON COLUMN country_year.n_visits IS 'Visits, made or received';
COMMENT ON COLUMN country_year.n_signings IS 'Signings';
COMMENT ON COLUMN country_year.n_speeches IS 'Speeches';
COMMENT ON COLUMN country_year.n_partners IS 'Other countries that take part in them';
