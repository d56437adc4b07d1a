-- review_queue: one row is something in a document that a person should look at and has not decided
CREATE OR REPLACE VIEW review_queue AS
SELECT
    i.review_id,
    i.kind,
    i.text,
    i.why,
    i.spans,
    d.document_id,
    d.publisher,
    d.url,
    d.published_at
FROM facts.review_items AS i
JOIN derived.documents AS d USING (extraction_id)
ANTI JOIN facts.decisions USING (review_id)
ORDER BY d.published_at NULLS LAST, d.document_id, i.spans, i.kind, i.review_id;

COMMENT ON VIEW review_queue IS 'What a person should look at, with why; decided items are gone';
COMMENT ON COLUMN review_queue.review_id IS 'Hash of document, kind, words and spans; the same under every version';
COMMENT ON COLUMN review_queue.kind IS 'What is doubtful';
COMMENT ON COLUMN review_queue.text IS 'The words as the document has them; they are never corrected';
COMMENT ON COLUMN review_queue.why IS 'Why it is doubtful';
COMMENT ON COLUMN review_queue.spans IS 'Where, as pairs of offsets in code points, end exclusive';
COMMENT ON COLUMN review_queue.document_id IS 'The document';
COMMENT ON COLUMN review_queue.publisher IS 'Who published it';
COMMENT ON COLUMN review_queue.url IS 'Its address';
COMMENT ON COLUMN review_queue.published_at IS 'Its publication, UTC';
