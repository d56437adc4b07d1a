-- In which order the timeline is built. derived.event_ids (report_id, event_id) is filled by
-- warehouse/resolution.py before this file runs.

-- One row a report that counts. lead_rank: which report of an event speaks for it (1 first): of a plan
-- the latest news; else the most exactly dated, then the surest, the most prominent, the earliest.
-- event_date: the first day of the report that leads. event_known_from and event_known_to: the days on which
-- the event's first and last report could be known.
CREATE TABLE derived.report_order AS
WITH told AS (
    SELECT m.report_id, count(*) AS n_mentions
    FROM facts.mentions AS m
    JOIN derived.documents AS d USING (extraction_id)
    GROUP BY m.report_id
),
ranked AS (
    SELECT
        r.report_id,
        i.event_id,
        r.date_start,
        d.known_day,
        coalesce(t.n_mentions, 0) AS n_mentions,
        row_number() OVER (
            PARTITION BY i.event_id
            ORDER BY
                CASE WHEN r.factuality = 'planned' THEN d.published_day END DESC NULLS LAST,
                r.date_end - r.date_start NULLS LAST,
                r.confidence DESC,
                r.salience DESC,
                d.published_at NULLS LAST,
                r.report_id
        ) AS lead_rank
    FROM facts.reports AS r
    JOIN derived.documents AS d USING (document_id, extraction_id)
    JOIN derived.event_ids AS i USING (report_id)
    LEFT JOIN told AS t USING (report_id)
)
SELECT
    report_id,
    event_id,
    n_mentions,
    lead_rank,
    first(date_start) OVER event AS event_date,
    min(known_day) OVER (PARTITION BY event_id) AS event_known_from,
    max(known_day) OVER (PARTITION BY event_id) AS event_known_to
FROM ranked
WINDOW event AS (PARTITION BY event_id ORDER BY lead_rank ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);

-- One row a part of the timeline (a day, or a share of what has no date) and the slot it is built in.
-- What is built slot by slot needs memory for about half a million reports, however many there are.
CREATE TABLE derived.slots AS
SELECT
    event_date,
    share,
    (sum(n_reports) OVER (ORDER BY event_date NULLS LAST, share) // 500000)::INTEGER AS slot
FROM (
    SELECT
        event_date,
        CASE WHEN event_date IS NULL THEN left(event_id, 2) ELSE '' END AS share,
        count(*) AS n_reports
    FROM derived.report_order
    GROUP BY ALL
);
