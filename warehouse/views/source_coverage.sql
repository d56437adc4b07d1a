-- source_coverage: one row is what came from which publisher, by month of publication
-- materialised: it goes through every document
CREATE OR REPLACE VIEW source_coverage AS
WITH told AS (
    SELECT document_id, count(*) AS n_reports
    FROM derived.event_reports
    GROUP BY document_id
)
SELECT
    d.publisher,
    date_trunc('month', d.published_day)::DATE AS month,
    count(*) AS n_documents,
    count(*) FILTER (WHERE d.copy_of <> d.document_id) AS n_copies,
    count(*) FILTER (WHERE d.status <> 'ok') AS n_unread,
    coalesce(sum(t.n_reports), 0)::BIGINT AS n_reports,
    min(d.published_day) AS first_day,
    max(d.published_day) AS last_day,
    list_sort(list_distinct(list(d.lang))) AS langs
FROM derived.documents AS d
LEFT JOIN told AS t USING (document_id)
GROUP BY ALL
ORDER BY d.publisher NULLS LAST, month NULLS LAST;
