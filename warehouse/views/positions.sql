-- positions: one row is a stance on a topic that an event states for its holder, with its evidence
-- materialised: it goes through every report that states one
CREATE OR REPLACE VIEW positions AS
SELECT
    position_holder AS holder,
    arg_min(position_topic_id, lead_rank) AS topic_id,
    arg_min(position_topic, lead_rank) AS topic,
    position_stance AS stance,
    factuality,
    event_id,
    arg_min(date_start, lead_rank) AS date_start,
    arg_min(date_end, lead_rank) AS date_end,
    arg_min(date_precision, lead_rank) AS date_precision,
    count(DISTINCT document_id) AS n_documents,
    min(published_at) AS first_reported_at,
    arg_min(evidence, lead_rank) AS evidence,
    arg_min(url, lead_rank) AS evidence_url,
    arg_min(document_id, lead_rank) AS document_id
FROM derived.event_reports
WHERE position_stance IS NOT NULL
GROUP BY
    event_id,
    position_holder,
    coalesce(position_topic_id, lower(position_topic)),
    position_stance,
    factuality
ORDER BY holder, topic, date_start NULLS LAST, event_id, stance, factuality, topic_id;

COMMENT ON VIEW positions IS 'A stance on a topic that an event states for its holder';
COMMENT ON COLUMN positions.holder IS 'Who holds it: the country or organisation where somebody speaks for one';
COMMENT ON COLUMN positions.topic_id IS 'Topic in the seeds; null for one as written';
COMMENT ON COLUMN positions.topic IS 'Topic';
COMMENT ON COLUMN positions.stance IS 'support, oppose, call-for, or underspecified: named, but no stance is stated';
COMMENT ON COLUMN positions.factuality IS 'How surely it is held: a "may support" is possible';
COMMENT ON COLUMN positions.event_id IS 'Hash of the smallest report id of the event';
COMMENT ON COLUMN positions.date_start IS 'First day on which the event may have begun; null if the texts give no date';
COMMENT ON COLUMN positions.date_end IS 'Last day on which it may have ended, inclusive';
COMMENT ON COLUMN positions.date_precision IS 'What the text gave: day, week, month, quarter, season, half, year, decade, interval';
COMMENT ON COLUMN positions.n_documents IS 'Documents that state it';
COMMENT ON COLUMN positions.first_reported_at IS 'Publication of the earliest of them, UTC';
COMMENT ON COLUMN positions.evidence IS 'The clause that says it best';
COMMENT ON COLUMN positions.evidence_url IS 'Address of the document that the evidence stands in';
COMMENT ON COLUMN positions.document_id IS 'Document that the evidence stands in';
