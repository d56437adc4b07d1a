-- duplicate_key: nothing is stored twice
WITH keys AS (
    SELECT 'documents' AS of_table, document_id AS key FROM facts.documents
    UNION ALL
    SELECT 'extractions', extraction_id FROM facts.extractions
    UNION ALL
    SELECT 'extractions by version', concat_ws('/', document_id, extractor_version, seeds_digest)
    FROM facts.extractions
    UNION ALL
    SELECT 'fetches', extraction_id FROM facts.fetches
    UNION ALL
    SELECT 'timexes', concat_ws('/', extraction_id, ordinal) FROM facts.timexes
    UNION ALL
    SELECT 'reports', concat_ws('/', extraction_id, report_id) FROM facts.reports
    UNION ALL
    SELECT 'mentions', concat_ws('/', extraction_id, report_id, ordinal) FROM facts.mentions
    UNION ALL
    SELECT 'participants', concat_ws('/', extraction_id, report_id, ordinal) FROM facts.participants
    UNION ALL
    SELECT 'review_items', concat_ws('/', extraction_id, review_id) FROM facts.review_items
    UNION ALL
    SELECT 'runs', run_id FROM facts.runs
    UNION ALL
    SELECT 'quarantine', key FROM facts.quarantine
    UNION ALL
    SELECT 'events', event_id FROM derived.events
    UNION ALL
    SELECT 'documents that count', document_id FROM derived.documents
)
SELECT of_table, key, count(*) AS times
FROM keys
GROUP BY of_table, key
HAVING count(*) > 1
