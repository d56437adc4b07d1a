-- visits: one row is a visit, made or announced
CREATE OR REPLACE VIEW visits AS
SELECT
    event_id,
    date_start,
    date_end,
    date_precision,
    title,
    doers AS visitors,
    targets AS hosts,
    countries,
    place,
    place_country,
    mechanism,
    factuality,
    n_sources,
    n_documents,
    last_reported_at,
    evidence,
    evidence_url
FROM derived.events
WHERE subtype = 'visit'
ORDER BY date_start NULLS LAST, event_id;

COMMENT ON VIEW visits IS 'A visit, with visitors and hosts';
COMMENT ON COLUMN visits.visitors IS 'Who travels';
COMMENT ON COLUMN visits.hosts IS 'Who receives them, as far as the texts say';
