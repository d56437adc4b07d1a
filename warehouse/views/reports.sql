-- reports: one row is an event as one document tells it, by the version of the rules that ran last
CREATE OR REPLACE VIEW reports AS
SELECT
    report_id,
    event_id,
    document_id,
    publisher,
    url,
    published_at,
    known_day,
    event_type,
    subtype,
    cameo,
    plover_root,
    plover_mode,
    title,
    work_title,
    date_start,
    date_end,
    date_precision,
    date_basis,
    date_steps,
    factuality,
    attribution,
    attribution_via,
    participants,
    countries,
    place,
    place_country,
    venue,
    mechanism_id,
    mechanism,
    mechanism_stage,
    mechanism_ordinal,
    position_holder,
    position_topic_id,
    position_topic,
    position_stance,
    evidence,
    evidence_start,
    evidence_end,
    n_mentions,
    confidence,
    salience,
    steps,
    lead_rank
FROM derived.event_reports;

COMMENT ON VIEW reports IS 'An event as one document tells it, with source, evidence, offsets, date basis and steps';
COMMENT ON COLUMN reports.report_id IS 'Hash of the document and of the report in it; the same under every version that finds it';
COMMENT ON COLUMN reports.event_id IS 'The event that it tells';
COMMENT ON COLUMN reports.document_id IS 'Document that tells it';
COMMENT ON COLUMN reports.publisher IS 'Who published the document; else the host of its address';
COMMENT ON COLUMN reports.url IS 'Address of the document';
COMMENT ON COLUMN reports.published_at IS 'Publication in UTC; midnight where only its day is known';
COMMENT ON COLUMN reports.known_day IS 'Day from which it could be known: publication, else fetch';
COMMENT ON COLUMN reports.event_type IS 'PLOVER type, or STATEMENT or OTHER';
COMMENT ON COLUMN reports.subtype IS 'What kind of it';
COMMENT ON COLUMN reports.cameo IS 'CAMEO code';
COMMENT ON COLUMN reports.plover_root IS 'Root code by PLOVER''s manual, time and modality folded in';
COMMENT ON COLUMN reports.plover_mode IS 'Mode code by PLOVER''s manual';
COMMENT ON COLUMN reports.title IS 'Display line';
COMMENT ON COLUMN reports.work_title IS 'Title of the speech, article or text, as written';
COMMENT ON COLUMN reports.date_start IS 'First day on which it may have begun';
COMMENT ON COLUMN reports.date_end IS 'Last day on which it may have ended, inclusive';
COMMENT ON COLUMN reports.date_precision IS 'What the text gave';
COMMENT ON COLUMN reports.date_basis IS 'Where the date comes from';
COMMENT ON COLUMN reports.date_steps IS 'How the date was reached, step by step';
COMMENT ON COLUMN reports.factuality IS 'asserted, planned, possible, negated or underspecified';
COMMENT ON COLUMN reports.attribution IS 'Whom the text credits, as written';
COMMENT ON COLUMN reports.attribution_via IS 'Who passed it on, where sources are nested';
COMMENT ON COLUMN reports.participants IS 'Who took part, in the order of the text';
COMMENT ON COLUMN reports.countries IS 'ISO 3166 alpha-3 codes of whom the participants act for';
COMMENT ON COLUMN reports.place IS 'Where it happened';
COMMENT ON COLUMN reports.place_country IS 'ISO 3166 alpha-3 code of the place';
COMMENT ON COLUMN reports.venue IS 'Building or institution';
COMMENT ON COLUMN reports.mechanism_id IS 'Id of the standing format, if the seeds know it';
COMMENT ON COLUMN reports.mechanism IS 'Name of the standing format';
COMMENT ON COLUMN reports.mechanism_stage IS 'proposed, established, convened, renamed or null';
COMMENT ON COLUMN reports.mechanism_ordinal IS 'Number of the session, if the text gives one';
COMMENT ON COLUMN reports.position_holder IS 'Who holds the position that it states';
COMMENT ON COLUMN reports.position_topic_id IS 'Id of the topic, if the seeds know it';
COMMENT ON COLUMN reports.position_topic IS 'Topic of the position';
COMMENT ON COLUMN reports.position_stance IS 'support, oppose, call-for or underspecified';
COMMENT ON COLUMN reports.evidence IS 'The clause that says it best';
COMMENT ON COLUMN reports.evidence_start IS 'Offset of the evidence in code points';
COMMENT ON COLUMN reports.evidence_end IS 'End of the evidence, exclusive';
COMMENT ON COLUMN reports.n_mentions IS 'Spans of the document that tell it';
COMMENT ON COLUMN reports.confidence IS '0-1';
COMMENT ON COLUMN reports.salience IS '0-1; the document''s main event has the highest';
COMMENT ON COLUMN reports.steps IS 'How type, factuality and the rest were reached';
COMMENT ON COLUMN reports.lead_rank IS '1 for the report that speaks for its event';
