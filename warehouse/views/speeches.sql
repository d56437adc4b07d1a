-- speeches: one row is a speech, interview or article, given or announced
CREATE OR REPLACE VIEW speeches AS
SELECT
    event_id,
    date_start,
    date_end,
    date_precision,
    title,
    doers AS speakers,
    subtype,
    work_title,
    countries,
    place,
    place_country,
    venue,
    attribution,
    factuality,
    n_sources,
    n_documents,
    last_reported_at,
    evidence,
    evidence_url
FROM derived.events
WHERE subtype IN ('speech', 'interview', 'article')
ORDER BY date_start NULLS LAST, event_id;

COMMENT ON VIEW speeches IS 'A speech, interview or article, with its speaker and title';
COMMENT ON COLUMN speeches.speakers IS 'Who speaks or writes';
COMMENT ON COLUMN speeches.work_title IS 'Title of the speech or text, as written';
