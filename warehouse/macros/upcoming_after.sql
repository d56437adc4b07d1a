-- upcoming_after(day): one row is an announced event that may still come after that day
CREATE OR REPLACE MACRO upcoming_after(day) AS TABLE
SELECT
    event_id,
    date_start,
    date_end,
    date_precision,
    title,
    event_type,
    subtype,
    participants,
    countries,
    place,
    mechanism,
    announced_at,
    date_start - day_until(day) AS days_ahead,
    n_documents,
    last_reported_at,
    evidence,
    evidence_url
FROM plans
WHERE date_end > day_until(day)
    AND realised_by IS NULL
    AND cancelled_by IS NULL
    AND moved_to IS NULL
    AND coalesce(announced_at::DATE <= day_until(day), true)
ORDER BY date_start, event_id;

COMMENT ON MACRO TABLE upcoming_after IS 'upcoming_after(day): an announced event that may still come after a day';
