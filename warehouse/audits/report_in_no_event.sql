-- report_in_no_event: every report that counts belongs to exactly one event
SELECT r.report_id, r.extraction_id, count(i.event_id) AS n_events
FROM facts.reports AS r
JOIN derived.documents AS d USING (document_id, extraction_id)
LEFT JOIN derived.event_ids AS i USING (report_id)
GROUP BY ALL
HAVING count(i.event_id) <> 1
