-- upcoming: one row is an announced event that may still come after the newest document
CREATE OR REPLACE VIEW upcoming AS
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
    days_ahead,
    n_documents,
    last_reported_at,
    evidence,
    evidence_url
FROM upcoming_after((SELECT max(published_day) FROM derived.documents));
