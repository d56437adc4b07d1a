-- mentions: one row is a span of a document that tells of an event, with the text around it
CREATE OR REPLACE VIEW mentions AS
SELECT
    r.event_id,
    m.report_id,
    r.document_id,
    m.ordinal,
    m.span_start,
    m.span_end,
    substring(d.text, m.span_start + 1, m.span_end - m.span_start) AS text,
    substring(d.text, greatest(m.span_start - 160, 0) + 1, least(m.span_start, 160)) AS before,
    substring(d.text, m.span_end + 1, 160) AS after
FROM facts.mentions AS m
JOIN derived.event_reports AS r USING (report_id, extraction_id)
JOIN facts.documents AS d USING (document_id);

COMMENT ON VIEW mentions IS 'A span of a document that tells of an event';
COMMENT ON COLUMN mentions.event_id IS 'The event';
COMMENT ON COLUMN mentions.report_id IS 'The report that the mention belongs to';
COMMENT ON COLUMN mentions.document_id IS 'The document';
COMMENT ON COLUMN mentions.ordinal IS 'Number of the mention in its report, from 0';
COMMENT ON COLUMN mentions.span_start IS 'Offset in code points';
COMMENT ON COLUMN mentions.span_end IS 'End, exclusive';
COMMENT ON COLUMN mentions.text IS 'The words of the span';
COMMENT ON COLUMN mentions.before IS 'Up to 160 characters before it';
COMMENT ON COLUMN mentions.after IS 'Up to 160 characters after it';
