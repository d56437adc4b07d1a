-- review_queue: one row is what a person should look at, with why; decided items are gone
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
