-- report_in_no_event: every report that counts belongs to exactly one event
SELECT 'report in no event' AS what, r.report_id
FROM facts.reports AS r
SEMI JOIN derived.documents USING (extraction_id)
ANTI JOIN derived.event_ids USING (report_id)
UNION ALL
SELECT 'report in several events', any_value(report_id)
FROM derived.event_ids
GROUP BY hash(report_id)
HAVING count(*) > 1
