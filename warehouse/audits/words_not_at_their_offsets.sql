-- words_not_at_their_offsets: the text of a participant or time expression is what stands at its offsets
WITH spans AS (
    SELECT 'participant' AS kind, extraction_id, span_start, span_end, text FROM facts.participants
    UNION ALL
    SELECT 'timex', extraction_id, span_start, span_end, text FROM facts.timexes
)
SELECT s.kind, s.extraction_id, s.text, substring(d.text, s.span_start + 1, s.span_end - s.span_start) AS text_there
FROM spans AS s
JOIN facts.extractions AS e USING (extraction_id)
JOIN facts.documents AS d USING (document_id)
WHERE s.span_start IS NOT NULL AND s.text <> text_there
