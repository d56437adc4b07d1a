-- event_without_evidence: every report quotes the document that it comes from
SELECT r.report_id, r.extraction_id, r.evidence, substring(d.text, r.evidence_start + 1, r.evidence_end - r.evidence_start) AS text_there
FROM facts.reports AS r
JOIN facts.documents AS d USING (document_id)
WHERE substring(d.text, r.evidence_start + 1, r.evidence_end - r.evidence_start) <> r.evidence OR trim(r.evidence) = ''
