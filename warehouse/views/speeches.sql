-- speeches: one row is a speech, interview or article, given or announced
-- In the timeline's order, as timeline.sql says.
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
WHERE subtype IN ('speech', 'interview', 'article');

COMMENT ON VIEW speeches IS 'A speech, interview or article, with its speaker and title';
COMMENT ON COLUMN speeches.event_id IS 'Hash of the smallest report id of the event';
COMMENT ON COLUMN speeches.date_start IS 'First day on which the event may have begun; null if the texts give no date';
COMMENT ON COLUMN speeches.date_end IS 'Last day on which it may have ended, inclusive';
COMMENT ON COLUMN speeches.date_precision IS 'What the text gave: day, week, month, quarter, season, half, year, decade, interval';
COMMENT ON COLUMN speeches.title IS 'Display line';
COMMENT ON COLUMN speeches.speakers IS 'Who speaks or writes';
COMMENT ON COLUMN speeches.subtype IS 'What kind of it: speech, meeting, visit, signing and so on';
COMMENT ON COLUMN speeches.work_title IS 'Title of the speech or text, as written';
COMMENT ON COLUMN speeches.countries IS 'ISO 3166 alpha-3 codes of whom the participants act for';
COMMENT ON COLUMN speeches.place IS 'Where it happened';
COMMENT ON COLUMN speeches.place_country IS 'ISO 3166 alpha-3 code of the place';
COMMENT ON COLUMN speeches.venue IS 'Building or institution; not a participant';
COMMENT ON COLUMN speeches.attribution IS 'Whom the text credits for it, as written';
COMMENT ON COLUMN speeches.factuality IS 'asserted, planned, possible, negated or underspecified';
COMMENT ON COLUMN speeches.n_sources IS 'Publishers that tell it; a text sent round by several counts once';
COMMENT ON COLUMN speeches.n_documents IS 'Documents that tell it';
COMMENT ON COLUMN speeches.last_reported_at IS 'Publication of the latest document, UTC';
COMMENT ON COLUMN speeches.evidence IS 'The clause that says it best';
COMMENT ON COLUMN speeches.evidence_url IS 'Address of the document that the evidence stands in';
