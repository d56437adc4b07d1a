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

COMMENT ON VIEW upcoming IS 'An announced event that may still come after the newest document';
COMMENT ON COLUMN upcoming.event_id IS 'Hash of the smallest report id of the event';
COMMENT ON COLUMN upcoming.date_start IS 'First day on which the event may have begun; null if the texts give no date';
COMMENT ON COLUMN upcoming.date_end IS 'Last day on which it may have ended, inclusive';
COMMENT ON COLUMN upcoming.date_precision IS 'What the text gave: day, week, month, quarter, season, half, year, decade, interval';
COMMENT ON COLUMN upcoming.title IS 'Display line';
COMMENT ON COLUMN upcoming.event_type IS 'PLOVER type, or STATEMENT or OTHER';
COMMENT ON COLUMN upcoming.subtype IS 'What kind of it: speech, meeting, visit, signing and so on';
COMMENT ON COLUMN upcoming.participants IS 'Who took part: canonical names, or as written where unknown';
COMMENT ON COLUMN upcoming.countries IS 'ISO 3166 alpha-3 codes of whom the participants act for';
COMMENT ON COLUMN upcoming.place IS 'Where it happened';
COMMENT ON COLUMN upcoming.mechanism IS 'Standing format that the event belongs to';
COMMENT ON COLUMN upcoming.announced_at IS 'Publication of the first document that announces it, UTC';
COMMENT ON COLUMN upcoming.days_ahead IS 'Days from the newest document to the first day of the range';
COMMENT ON COLUMN upcoming.n_documents IS 'Documents that tell it';
COMMENT ON COLUMN upcoming.last_reported_at IS 'Publication of the latest document, UTC';
COMMENT ON COLUMN upcoming.evidence IS 'The clause that says it best';
COMMENT ON COLUMN upcoming.evidence_url IS 'Address of the document that the evidence stands in';
