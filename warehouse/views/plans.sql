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

COMMENT ON VIEW plans IS 'An announced event and what became of it';
COMMENT ON COLUMN plans.event_id IS 'Hash of the smallest report id of the event';
COMMENT ON COLUMN plans.date_start IS 'First day on which the event may have begun; null if the texts give no date';
COMMENT ON COLUMN plans.date_end IS 'Last day on which it may have ended, inclusive';
COMMENT ON COLUMN plans.date_precision IS 'What the text gave: day, week, month, quarter, season, half, year, decade, interval';
COMMENT ON COLUMN plans.title IS 'Display line';
COMMENT ON COLUMN plans.event_type IS 'PLOVER type, or STATEMENT or OTHER';
COMMENT ON COLUMN plans.subtype IS 'What kind of it: speech, meeting, visit, signing and so on';
COMMENT ON COLUMN plans.participants IS 'Who took part: canonical names, or as written where unknown';
COMMENT ON COLUMN plans.countries IS 'ISO 3166 alpha-3 codes of whom the participants act for';
COMMENT ON COLUMN plans.place IS 'Where it happened';
COMMENT ON COLUMN plans.mechanism IS 'Standing format that the event belongs to';
COMMENT ON COLUMN plans.announced_at IS 'Publication of the first document that announces it, UTC';
COMMENT ON COLUMN plans.outcome IS 'realised, cancelled, moved, overdue (its time has passed without news) or pending';
COMMENT ON COLUMN plans.realised_by IS 'Event that took place';
COMMENT ON COLUMN plans.cancelled_by IS 'Event that calls it off, or says that it did not happen';
COMMENT ON COLUMN plans.moved_to IS 'Later plan that takes its place';
COMMENT ON COLUMN plans.first_date_start IS 'Date as first announced, from';
COMMENT ON COLUMN plans.first_date_end IS 'Date as first announced, to';
COMMENT ON COLUMN plans.days_late IS 'How many days after the planned range it took place, at least; 0 within it, negative before it';
COMMENT ON COLUMN plans.n_documents IS 'Documents that tell it';
COMMENT ON COLUMN plans.last_reported_at IS 'Publication of the latest document, UTC';
COMMENT ON COLUMN plans.evidence IS 'The clause that says it best';
COMMENT ON COLUMN plans.evidence_url IS 'Address of the document that the evidence stands in';
