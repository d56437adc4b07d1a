-- runs: one row is a run of the flow, with what it did
CREATE OR REPLACE VIEW runs AS
SELECT
    r.run_id,
    r.started_at,
    r.finished_at,
    r.status,
    r.extractor_version,
    r.seeds_digest,
    r.parameters,
    r.counts,
    count(f.extraction_id) AS n_extractions
FROM facts.runs AS r
LEFT JOIN facts.fetches AS f USING (run_id)
GROUP BY ALL
ORDER BY r.started_at, r.run_id;

COMMENT ON VIEW runs IS 'What each run did';
COMMENT ON COLUMN runs.run_id IS 'Name of the run';
COMMENT ON COLUMN runs.started_at IS 'UTC';
COMMENT ON COLUMN runs.finished_at IS 'UTC; null while it runs, and for one that was killed';
COMMENT ON COLUMN runs.status IS 'running, or how it ended';
COMMENT ON COLUMN runs.extractor_version IS 'Release that it used, and the hash of what reads: code, model and libraries';
COMMENT ON COLUMN runs.seeds_digest IS 'Hash of the seeds that it used';
COMMENT ON COLUMN runs.parameters IS 'What it was asked to do';
COMMENT ON COLUMN runs.counts IS 'What it counted';
COMMENT ON COLUMN runs.n_extractions IS 'Extractions that it added';
