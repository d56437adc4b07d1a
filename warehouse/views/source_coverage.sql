-- source_coverage: one row is a publisher and a month of publication (null: unknown), with what came
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

COMMENT ON VIEW source_coverage IS 'What came from which publisher, by month of publication';
COMMENT ON COLUMN source_coverage.publisher IS 'Publisher, else the host of the address; null where neither is known';
COMMENT ON COLUMN source_coverage.month IS 'First day of the month of publication; null where that is unknown';
COMMENT ON COLUMN source_coverage.n_documents IS 'Documents';
COMMENT ON COLUMN source_coverage.n_copies IS 'Those whose words an earlier document has too';
COMMENT ON COLUMN source_coverage.n_unread IS 'Those in a language that is not read';
COMMENT ON COLUMN source_coverage.n_reports IS 'Reports found in them';
COMMENT ON COLUMN source_coverage.first_day IS 'Earliest publication';
COMMENT ON COLUMN source_coverage.last_day IS 'Latest publication';
COMMENT ON COLUMN source_coverage.langs IS 'Their languages';
