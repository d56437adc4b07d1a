-- mention_in_no_event: every mention belongs to a report, and every report has a mention
SELECT
    coalesce(m.extraction_id, r.extraction_id) AS extraction_id,
    coalesce(m.report_id, r.report_id) AS report_id,
    r.report_id IS NULL AS report_missing
FROM facts.mentions AS m
FULL JOIN facts.reports AS r ON r.report_id = m.report_id AND r.extraction_id = m.extraction_id
WHERE m.report_id IS NULL OR r.report_id IS NULL
