-- duplicate_key: nothing is stored twice; each table lies in the order of its key, so that twins would be neighbours
-- A row is compared with the one before it, which takes no memory, however many there are.
WITH keys AS (
    SELECT 'documents' AS of_table, document_id AS key, lag(document_id) OVER () AS key_before
    FROM facts.documents
    UNION ALL
    SELECT 'extractions', extraction_id, lag(extraction_id) OVER ()
    FROM facts.extractions
    UNION ALL
    SELECT 'fetches', extraction_id, lag(extraction_id) OVER ()
    FROM facts.fetches
    UNION ALL
    SELECT 'timexes', concat(extraction_id, '/', lpad(ordinal::VARCHAR, 9, '0')) AS key, lag(key) OVER ()
    FROM facts.timexes
    UNION ALL
    SELECT 'reports', concat(extraction_id, '/', report_id) AS key, lag(key) OVER ()
    FROM facts.reports
    UNION ALL
    SELECT 'mentions', concat(extraction_id, '/', report_id, '/', lpad(ordinal::VARCHAR, 9, '0')) AS key, lag(key) OVER ()
    FROM facts.mentions
    UNION ALL
    SELECT
        'participants', concat(extraction_id, '/', report_id, '/', lpad(ordinal::VARCHAR, 9, '0')) AS key, lag(key) OVER ()
    FROM facts.participants
    UNION ALL
    SELECT 'chains', concat(extraction_id, '/', chain) AS key, lag(key) OVER ()
    FROM facts.chains
    UNION ALL
    SELECT
        'chain_mentions', concat(extraction_id, '/', chain, '/', lpad(ordinal::VARCHAR, 9, '0')) AS key, lag(key) OVER ()
    FROM facts.chain_mentions
    UNION ALL
    SELECT 'review_items', concat(extraction_id, '/', review_id) AS key, lag(key) OVER ()
    FROM facts.review_items
    UNION ALL
    SELECT 'runs', run_id, lag(run_id) OVER ()
    FROM facts.runs
    UNION ALL
    SELECT 'quarantine', key, lag(key) OVER ()
    FROM facts.quarantine
    UNION ALL
    SELECT 'documents that count', document_id, lag(document_id) OVER ()
    FROM derived.documents
)
SELECT of_table, key, key_before
FROM keys
WHERE key <= key_before
UNION ALL
SELECT 'extractions by version', any_value(document_id), NULL
FROM facts.extractions
GROUP BY hash(document_id, extractor_version, seeds_digest)
HAVING count(*) > 1
UNION ALL
SELECT 'events', any_value(event_id), NULL
FROM derived.events
GROUP BY hash(event_id)
HAVING count(*) > 1
