-- positions: one row is a stance on a topic that an event states for its holder
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
