-- versions: one row is a version of rules, model and seeds that read documents, the newest last
CREATE OR REPLACE VIEW versions AS
SELECT
    v.version_rank,
    concat(v.extractor_version, if(contains(v.extractor_version, '+'), '.', '+'), left(v.seeds_digest, 8)) AS version,
    v.extractor_version,
    v.seeds_digest,
    count(DISTINCT e.document_id) AS n_documents,
    count(DISTINCT d.document_id) AS n_shown
FROM derived.versions AS v
LEFT JOIN facts.extractions AS e USING (extractor_version, seeds_digest)
LEFT JOIN derived.documents AS d USING (extraction_id)
GROUP BY v.version_rank, v.extractor_version, v.seeds_digest
ORDER BY v.version_rank;

COMMENT ON VIEW versions IS 'A version of rules, model and seeds that read documents';
COMMENT ON COLUMN versions.version_rank IS '1 for the one that ran first; the last one is what the views show';
COMMENT ON COLUMN versions.version IS 'Name to ask for it by: extractor version, and the beginning of the hash of the seeds';
COMMENT ON COLUMN versions.extractor_version IS 'Release, and behind a plus the hash of what reads: code, model and libraries';
COMMENT ON COLUMN versions.seeds_digest IS 'Hash of the seeds';
COMMENT ON COLUMN versions.n_documents IS 'Documents that it read';
COMMENT ON COLUMN versions.n_shown IS 'Documents that the views show as it read them';
