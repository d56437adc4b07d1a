-- runs: one row is a run, with what it did
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
