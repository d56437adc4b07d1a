-- versions: one row is a version of rules, model and seeds that read documents
-- The newest last.
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
