-- offsets_outside_the_document: every mention, of an event or of somebody, participant and time expression lies within its text
WITH spans AS (
    SELECT 'mention' AS kind, extraction_id, span_start, span_end FROM facts.mentions
    UNION ALL
    SELECT 'participant', extraction_id, span_start, span_end FROM facts.participants
    UNION ALL
    SELECT 'chain mention', extraction_id, span_start, span_end FROM facts.chain_mentions
    UNION ALL
    SELECT 'timex', extraction_id, span_start, span_end FROM facts.timexes
)
SELECT s.kind, s.extraction_id, s.span_start, s.span_end, length(d.text) AS text_length
FROM spans AS s
JOIN facts.extractions AS e USING (extraction_id)
JOIN facts.documents AS d USING (document_id)
WHERE (s.span_start IS NULL) <> (s.span_end IS NULL)
    OR s.span_start < 0
    OR s.span_end <= s.span_start
    OR s.span_end > length(d.text)
