-- upcoming_after(day): one row is an announced event that may still come after that day
-- Only what was known by then counts: what became of a plan later did not take it off the list.
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
    AND event_id NOT IN (
        SELECT plan
        FROM derived.links
        WHERE coalesce(known_from <= day_until(day), true)
    )
    AND coalesce(announced_at::DATE <= day_until(day), true)
ORDER BY date_start, event_id;
