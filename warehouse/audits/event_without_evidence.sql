-- event_without_evidence: the evidence of every report stands in its document at its offsets
SELECT
    r.report_id,
    r.extraction_id,
    r.evidence,
    substring(d.text, r.evidence_start + 1, r.evidence_end - r.evidence_start) AS text_there
FROM facts.reports AS r
LEFT JOIN facts.documents AS d USING (document_id)
WHERE text_there IS DISTINCT FROM r.evidence OR trim(r.evidence) = ''
