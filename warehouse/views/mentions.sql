-- mentions: one row is a span of a document that tells of an event
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
