-- signings: one row is a signing, ratification or accession
CREATE OR REPLACE VIEW signings AS
SELECT
    event_id,
    date_start,
    date_end,
    date_precision,
    title,
    participants AS parties,
    subtype,
    work_title,
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
WHERE subtype IN ('signing', 'ratification', 'accession')
ORDER BY date_start NULLS LAST, event_id;

COMMENT ON VIEW signings IS 'A signing, ratification or accession, with its parties';
COMMENT ON COLUMN signings.parties IS 'Who signs, ratifies or accedes';
COMMENT ON COLUMN signings.work_title IS 'Title of what is signed, as written';
