-- mechanisms: one row is a stage or a session of a mechanism, told by documents or known from the seeds
-- A row that documents tell takes a date that they lack from the seeds, and says so in date_basis; the
-- event itself stays undated. Rhythm: the median time between sessions of a level whose numbers follow one
-- another, where there are two such gaps or more.
-- materialised: it goes through every stage and session
CREATE OR REPLACE VIEW mechanisms AS
WITH facts AS (
    SELECT
        rowid AS fact,
        mechanism_id,
        mechanism,
        stage,
        level,
        ordinal,
        date_start,
        date_end,
        date_precision,
        place,
        source
    FROM derived.mechanism_facts
),
told AS (
    SELECT
        event_id,
        mechanism_id,
        mechanism,
        mechanism_stage AS stage,
        mechanism_ordinal AS ordinal,
        date_start,
        date_end,
        date_precision,
        date_basis,
        place,
        factuality,
        n_sources,
        evidence,
        evidence_url
    FROM derived.events
    WHERE mechanism_stage IS NOT NULL
),
-- The seeds' row of the same stage, or of the same session by its date, else by its number.
matched AS (
    SELECT t.event_id, f.fact
    FROM told AS t
    JOIN facts AS f USING (mechanism_id, stage)
    WHERE stage <> 'convened'
        OR (f.date_start <= t.date_end AND f.date_end >= t.date_start)
        OR (t.date_start IS NULL AND f.ordinal = t.ordinal)
    QUALIFY row_number() OVER (
        PARTITION BY t.event_id
        ORDER BY f.ordinal = t.ordinal DESC NULLS LAST, f.date_start, f.date_end, f.level, f.place, f.source
    ) = 1
),
steps AS (
    SELECT
        t.mechanism_id,
        t.mechanism,
        t.stage,
        f.level,
        coalesce(t.ordinal, f.ordinal) AS ordinal,
        coalesce(t.date_start, f.date_start) AS date_start,
        coalesce(t.date_end, f.date_end) AS date_end,
        coalesce(t.date_precision, f.date_precision) AS date_precision,
        coalesce(t.date_basis, CASE WHEN f.date_start IS NOT NULL THEN 'background' END) AS date_basis,
        coalesce(t.place, f.place) AS place,
        t.factuality,
        t.event_id,
        t.n_sources,
        t.evidence,
        t.evidence_url,
        f.source AS background_source
    FROM told AS t
    LEFT JOIN matched AS m USING (event_id)
    LEFT JOIN facts AS f USING (fact)
    UNION ALL BY NAME
    SELECT
        mechanism_id,
        mechanism,
        stage,
        level,
        ordinal,
        date_start,
        date_end,
        date_precision,
        'background' AS date_basis,
        place,
        'asserted' AS factuality,
        0 AS n_sources,
        source AS background_source
    FROM facts
    ANTI JOIN matched USING (fact)
),
-- Sessions that took place form a series; whatever else there is has none.
spaced AS (
    SELECT
        s.*,
        CASE WHEN series IS NOT NULL THEN date_start - lag(date_start) OVER turn END AS days_since_last,
        ordinal = lag(ordinal) OVER turn + 1 AS is_next,
        series IS NOT NULL AND lead(series) OVER turn IS NULL AS is_latest
    FROM (
        SELECT
            steps.*,
            CASE
                WHEN stage = 'convened' AND factuality = 'asserted' AND date_start IS NOT NULL
                    THEN concat_ws('/', coalesce(mechanism_id, lower(mechanism)), level)
            END AS series
        FROM steps
    ) AS s
    WINDOW turn AS (PARTITION BY series ORDER BY date_start, ordinal, date_end, event_id, place, background_source)
),
paced AS (
    SELECT
        spaced.*,
        CASE
            WHEN count(*) FILTER (WHERE is_next) OVER whole >= 2
                THEN round(median(days_since_last) FILTER (WHERE is_next) OVER whole)::INTEGER
        END AS rhythm_days
    FROM spaced
    WINDOW whole AS (PARTITION BY series)
)
SELECT
    mechanism_id,
    mechanism,
    stage,
    level,
    ordinal,
    date_start,
    date_end,
    date_precision,
    date_basis,
    place,
    factuality,
    days_since_last,
    rhythm_days,
    CASE WHEN is_latest AND ended_on IS NULL THEN date_end + rhythm_days END AS next_due,
    CASE
        WHEN NOT is_latest THEN NULL
        WHEN ended_on IS NOT NULL THEN 'ended'
        WHEN newest.day > date_end + 2 * rhythm_days THEN 'dormant'
        WHEN newest.day > date_end + rhythm_days THEN 'due'
        WHEN newest.day <= date_end + rhythm_days THEN 'regular'
    END AS state,
    event_id,
    n_sources,
    evidence,
    evidence_url,
    background_source,
    ended_on
FROM paced
LEFT JOIN (
    SELECT mechanism_id, max(ended_on) AS ended_on
    FROM derived.mechanism_facts
    GROUP BY mechanism_id
) AS ends USING (mechanism_id)
CROSS JOIN (SELECT max(published_day) AS day FROM derived.documents) AS newest
ORDER BY
    lower(mechanism),
    mechanism_id,
    date_start NULLS LAST,
    ordinal NULLS LAST,
    stage,
    level,
    date_end,
    event_id,
    place,
    background_source;
