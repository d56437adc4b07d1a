-- meetings: one row is a meeting, call, summit or negotiation, held or announced
-- In the timeline's order, as timeline.sql says.
CREATE OR REPLACE VIEW meetings AS
SELECT
    event_id,
    date_start,
    date_end,
    date_precision,
    title,
    participants,
    subtype,
    countries,
    place,
    place_country,
    mechanism,
    mechanism_ordinal,
    factuality,
    n_sources,
    n_documents,
    last_reported_at,
    evidence,
    evidence_url
FROM derived.events
WHERE subtype IN ('meeting', 'call', 'summit', 'negotiation');

COMMENT ON VIEW meetings IS 'A meeting, call, summit or negotiation, with who takes part';
COMMENT ON COLUMN meetings.event_id IS 'Hash of the smallest report id of the event';
COMMENT ON COLUMN meetings.date_start IS 'First day on which the event may have begun; null if the texts give no date';
COMMENT ON COLUMN meetings.date_end IS 'Last day on which it may have ended, inclusive';
COMMENT ON COLUMN meetings.date_precision IS 'What the text gave: day, week, month, quarter, season, half, year, decade, interval';
COMMENT ON COLUMN meetings.title IS 'Display line';
COMMENT ON COLUMN meetings.participants IS 'Who took part: canonical names, or as written where unknown';
COMMENT ON COLUMN meetings.subtype IS 'What kind of it: speech, meeting, visit, signing and so on';
COMMENT ON COLUMN meetings.countries IS 'ISO 3166 alpha-3 codes of whom the participants act for';
COMMENT ON COLUMN meetings.place IS 'Where it happened';
COMMENT ON COLUMN meetings.place_country IS 'ISO 3166 alpha-3 code of the place';
COMMENT ON COLUMN meetings.mechanism IS 'Standing format that the event belongs to';
COMMENT ON COLUMN meetings.mechanism_ordinal IS 'Number of the session, if the texts give one';
COMMENT ON COLUMN meetings.factuality IS 'asserted, planned, possible, negated or underspecified';
COMMENT ON COLUMN meetings.n_sources IS 'Publishers that tell it; a text sent round by several counts once';
COMMENT ON COLUMN meetings.n_documents IS 'Documents that tell it';
COMMENT ON COLUMN meetings.last_reported_at IS 'Publication of the latest document, UTC';
COMMENT ON COLUMN meetings.evidence IS 'The clause that says it best';
COMMENT ON COLUMN meetings.evidence_url IS 'Address of the document that the evidence stands in';
