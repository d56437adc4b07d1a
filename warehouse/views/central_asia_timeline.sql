-- central_asia_timeline: one row is an event in which a country of the region takes part
-- In the timeline's order, as timeline.sql says. Which regions an event touches is worked out from the view
-- `regions` at publication.
CREATE OR REPLACE VIEW central_asia_timeline AS
SELECT
    event_id,
    date_start,
    date_end,
    date_precision,
    date_basis,
    title,
    event_type,
    subtype,
    cameo,
    factuality,
    participants,
    countries,
    place,
    place_country,
    venue,
    mechanism,
    attribution,
    n_sources,
    n_documents,
    n_mentions,
    sources,
    first_reported_at,
    last_reported_at,
    confidence,
    salience,
    evidence,
    evidence_url,
    document_id
FROM derived.events
WHERE list_contains(regions, 'central-asia');

COMMENT ON VIEW central_asia_timeline IS 'The timeline where a country of the region central-asia takes part';
COMMENT ON COLUMN central_asia_timeline.event_id IS 'Hash of the smallest report id of the event';
COMMENT ON COLUMN central_asia_timeline.date_start IS 'First day on which the event may have begun; null if the texts give no date';
COMMENT ON COLUMN central_asia_timeline.date_end IS 'Last day on which it may have ended, inclusive';
COMMENT ON COLUMN central_asia_timeline.date_precision IS 'What the text gave: day, week, month, quarter, season, half, year, decade, interval';
COMMENT ON COLUMN central_asia_timeline.date_basis IS 'Where the date comes from: text, text+dct, text+context, dct, inherited';
COMMENT ON COLUMN central_asia_timeline.title IS 'Display line';
COMMENT ON COLUMN central_asia_timeline.event_type IS 'PLOVER type, or STATEMENT or OTHER';
COMMENT ON COLUMN central_asia_timeline.subtype IS 'What kind of it: speech, meeting, visit, signing and so on';
COMMENT ON COLUMN central_asia_timeline.cameo IS 'CAMEO code';
COMMENT ON COLUMN central_asia_timeline.factuality IS 'asserted, planned, possible, negated or underspecified';
COMMENT ON COLUMN central_asia_timeline.participants IS 'Who took part: canonical names, or as written where unknown';
COMMENT ON COLUMN central_asia_timeline.countries IS 'ISO 3166 alpha-3 codes of whom the participants act for';
COMMENT ON COLUMN central_asia_timeline.place IS 'Where it happened';
COMMENT ON COLUMN central_asia_timeline.place_country IS 'ISO 3166 alpha-3 code of the place';
COMMENT ON COLUMN central_asia_timeline.venue IS 'Building or institution; not a participant';
COMMENT ON COLUMN central_asia_timeline.mechanism IS 'Standing format that the event belongs to';
COMMENT ON COLUMN central_asia_timeline.attribution IS 'Whom the text credits for it, as written';
COMMENT ON COLUMN central_asia_timeline.n_sources IS 'Publishers that tell it; a text sent round by several counts once';
COMMENT ON COLUMN central_asia_timeline.n_documents IS 'Documents that tell it';
COMMENT ON COLUMN central_asia_timeline.n_mentions IS 'Spans that tell it';
COMMENT ON COLUMN central_asia_timeline.sources IS 'Publishers, in order of name';
COMMENT ON COLUMN central_asia_timeline.first_reported_at IS 'Publication of the earliest document, UTC; midnight where only its day is known';
COMMENT ON COLUMN central_asia_timeline.last_reported_at IS 'Publication of the latest document, UTC';
COMMENT ON COLUMN central_asia_timeline.confidence IS '0-1, of the surest report';
COMMENT ON COLUMN central_asia_timeline.salience IS '0-1, of the most prominent report';
COMMENT ON COLUMN central_asia_timeline.evidence IS 'The clause that says it best';
COMMENT ON COLUMN central_asia_timeline.evidence_url IS 'Address of the document that the evidence stands in';
COMMENT ON COLUMN central_asia_timeline.document_id IS 'Document that the evidence stands in';
