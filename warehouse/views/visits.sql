-- visits: one row is a visit, made or announced
-- In the timeline's order, as timeline.sql says.
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
WHERE subtype = 'visit';

COMMENT ON VIEW visits IS 'A visit, with visitors and hosts';
COMMENT ON COLUMN visits.event_id IS 'Hash of the smallest report id of the event';
COMMENT ON COLUMN visits.date_start IS 'First day on which the event may have begun; null if the texts give no date';
COMMENT ON COLUMN visits.date_end IS 'Last day on which it may have ended, inclusive';
COMMENT ON COLUMN visits.date_precision IS 'What the text gave: day, week, month, quarter, season, half, year, decade, interval';
COMMENT ON COLUMN visits.title IS 'Display line';
COMMENT ON COLUMN visits.visitors IS 'Who travels';
COMMENT ON COLUMN visits.hosts IS 'Who receives them, as far as the texts say';
COMMENT ON COLUMN visits.countries IS 'ISO 3166 alpha-3 codes of whom the participants act for';
COMMENT ON COLUMN visits.place IS 'Where it happened';
COMMENT ON COLUMN visits.place_country IS 'ISO 3166 alpha-3 code of the place';
COMMENT ON COLUMN visits.mechanism IS 'Standing format that the event belongs to';
COMMENT ON COLUMN visits.factuality IS 'asserted, planned, possible, negated or underspecified';
COMMENT ON COLUMN visits.n_sources IS 'Publishers that tell it; a text sent round by several counts once';
COMMENT ON COLUMN visits.n_documents IS 'Documents that tell it';
COMMENT ON COLUMN visits.last_reported_at IS 'Publication of the latest document, UTC';
COMMENT ON COLUMN visits.evidence IS 'The clause that says it best';
COMMENT ON COLUMN visits.evidence_url IS 'Address of the document that the evidence stands in';
