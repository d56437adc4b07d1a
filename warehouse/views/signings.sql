-- signings: one row is a signing, ratification or accession
-- In the timeline's order, as timeline.sql says.
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
WHERE subtype IN ('signing', 'ratification', 'accession');

COMMENT ON VIEW signings IS 'A signing, ratification or accession, with its parties';
COMMENT ON COLUMN signings.event_id IS 'Hash of the smallest report id of the event';
COMMENT ON COLUMN signings.date_start IS 'First day on which the event may have begun; null if the texts give no date';
COMMENT ON COLUMN signings.date_end IS 'Last day on which it may have ended, inclusive';
COMMENT ON COLUMN signings.date_precision IS 'What the text gave: day, week, month, quarter, season, half, year, decade, interval';
COMMENT ON COLUMN signings.title IS 'Display line';
COMMENT ON COLUMN signings.parties IS 'Who signs, ratifies or accedes';
COMMENT ON COLUMN signings.subtype IS 'What kind of it: speech, meeting, visit, signing and so on';
COMMENT ON COLUMN signings.work_title IS 'Title of what is signed, as written';
COMMENT ON COLUMN signings.countries IS 'ISO 3166 alpha-3 codes of whom the participants act for';
COMMENT ON COLUMN signings.place IS 'Where it happened';
COMMENT ON COLUMN signings.place_country IS 'ISO 3166 alpha-3 code of the place';
COMMENT ON COLUMN signings.mechanism IS 'Standing format that the event belongs to';
COMMENT ON COLUMN signings.factuality IS 'asserted, planned, possible, negated or underspecified';
COMMENT ON COLUMN signings.n_sources IS 'Publishers that tell it; a text sent round by several counts once';
COMMENT ON COLUMN signings.n_documents IS 'Documents that tell it';
COMMENT ON COLUMN signings.last_reported_at IS 'Publication of the latest document, UTC';
COMMENT ON COLUMN signings.evidence IS 'The clause that says it best';
COMMENT ON COLUMN signings.evidence_url IS 'Address of the document that the evidence stands in';
