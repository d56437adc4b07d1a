-- firsts: one row is a pair of countries and the first meeting of theirs that is told with a date
-- A call is no meeting. Of dates that overlap the one that ends first counts, since by then they had met;
-- n_maybe_earlier says how many others are dated too widely to come later for sure.
-- materialised: it goes through every pair of every meeting
CREATE OR REPLACE VIEW firsts AS
WITH sides AS (
    SELECT event_id, countries, unnest(countries) AS country_a
    FROM derived.events
    WHERE event_type = 'CONSULT'
        AND subtype IS DISTINCT FROM 'call'
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

COMMENT ON VIEW firsts IS 'A pair of countries and their first meeting that is told with a date';
COMMENT ON COLUMN firsts.country_a IS 'ISO 3166 alpha-3 code, the first in the alphabet';
COMMENT ON COLUMN firsts.country_b IS 'ISO 3166 alpha-3 code, the second in the alphabet';
COMMENT ON COLUMN firsts.event_id IS 'Hash of the smallest report id of the event';
COMMENT ON COLUMN firsts.date_start IS 'First day on which the event may have begun; null if the texts give no date';
COMMENT ON COLUMN firsts.date_end IS 'Last day on which it may have ended, inclusive';
COMMENT ON COLUMN firsts.date_precision IS 'What the text gave: day, week, month, quarter, season, half, year, decade, interval';
COMMENT ON COLUMN firsts.title IS 'Display line';
COMMENT ON COLUMN firsts.subtype IS 'What kind of it: speech, meeting, visit, signing and so on';
COMMENT ON COLUMN firsts.participants IS 'Who took part: canonical names, or as written where unknown';
COMMENT ON COLUMN firsts.countries IS 'ISO 3166 alpha-3 codes of whom the participants act for';
COMMENT ON COLUMN firsts.place IS 'Where it happened';
COMMENT ON COLUMN firsts.mechanism IS 'Standing format that the event belongs to';
COMMENT ON COLUMN firsts.n_sources IS 'Publishers that tell it; a text sent round by several counts once';
COMMENT ON COLUMN firsts.evidence IS 'The clause that says it best';
COMMENT ON COLUMN firsts.evidence_url IS 'Address of the document that the evidence stands in';
COMMENT ON COLUMN firsts.n_maybe_earlier IS 'Meetings of theirs that may have been before it, for their dates are wide';
