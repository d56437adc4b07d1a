-- extraction_cut_short: an extraction has its document and its line in the ledger, and rows have their extraction
SELECT 'extraction without document or ledger' AS what, e.extraction_id
FROM facts.extractions AS e
LEFT JOIN facts.documents AS d USING (document_id)
LEFT JOIN facts.fetches AS f USING (extraction_id)
WHERE d.document_id IS NULL OR f.extraction_id IS NULL
UNION ALL
SELECT 'report without extraction', r.extraction_id
FROM facts.reports AS r
ANTI JOIN facts.extractions USING (extraction_id)
UNION ALL
SELECT 'document without a day from which it is known', extraction_id
FROM derived.documents
WHERE known_day IS NULL
