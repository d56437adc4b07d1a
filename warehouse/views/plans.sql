-- plans: one row is an announced event and what became of it
-- "Now" is the day of the newest document, never the clock.
-- materialised: it goes through every announced event
CREATE OR REPLACE VIEW plans AS
WITH newest AS (
    SELECT max(published_day) AS day
    FROM derived.documents
),
announced AS (
    SELECT
        event_id,
        arg_min(date_start, (coalesce(published_at, TIMESTAMP '9999-12-31'), lead_rank)) AS first_date_start,
        arg_min(date_end, (coalesce(published_at, TIMESTAMP '9999-12-31'), lead_rank)) AS first_date_end
    FROM derived.event_reports
    WHERE factuality = 'planned'
    GROUP BY event_id
),
fates AS (
    SELECT
        plan,
        any_value(event) FILTER (WHERE outcome = 'realised') AS realised_by,
        any_value(event) FILTER (WHERE outcome = 'cancelled') AS cancelled_by,
        any_value(event) FILTER (WHERE outcome = 'moved') AS moved_to
    FROM derived.links
    GROUP BY plan
)
SELECT
    e.event_id,
    e.date_start,
    e.date_end,
    e.date_precision,
    e.title,
    e.event_type,
    e.subtype,
    e.participants,
    e.countries,
    e.place,
    e.mechanism,
    e.first_reported_at AS announced_at,
    CASE
        WHEN f.realised_by IS NOT NULL THEN 'realised'
        WHEN f.cancelled_by IS NOT NULL THEN 'cancelled'
        WHEN f.moved_to IS NOT NULL THEN 'moved'
        WHEN e.date_end < newest.day THEN 'overdue'
        WHEN e.date_start > a.first_date_end OR e.date_end < a.first_date_start THEN 'moved'
        ELSE 'pending'
    END AS outcome,
    f.realised_by,
    f.cancelled_by,
    f.moved_to,
    a.first_date_start,
    a.first_date_end,
    CASE
        WHEN r.date_start > e.date_end THEN r.date_start - e.date_end
        WHEN r.date_end < e.date_start THEN r.date_end - e.date_start
        WHEN r.date_start <= e.date_end THEN 0
    END AS days_late,
    e.n_documents,
    e.last_reported_at,
    e.evidence,
    e.evidence_url
FROM derived.events AS e
CROSS JOIN newest
LEFT JOIN announced AS a USING (event_id)
LEFT JOIN fates AS f ON f.plan = e.event_id
LEFT JOIN derived.events AS r ON r.event_id = f.realised_by
WHERE e.factuality = 'planned'
ORDER BY e.date_start NULLS LAST, e.event_id;
