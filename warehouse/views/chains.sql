-- chains: one row is a person, country or body that a document means, with all its mentions there
-- By the version of the rules that ran last. Who is named once and never meant again has none.
CREATE OR REPLACE VIEW chains AS
WITH counted AS (
    SELECT
        d.document_id,
        m.extraction_id,
        m.chain,
        count(*) AS n_mentions,
        arg_min({'span_start': m.span_start, 'span_end': m.span_end}, (m.form <> 'name', m.ordinal)) AS first
    FROM facts.chain_mentions AS m
    JOIN derived.documents AS d USING (extraction_id)
    GROUP BY d.document_id, m.extraction_id, m.chain
)
SELECT
    n.document_id,
    c.chain,
    -- A group has the names of its members.
    CASE WHEN len(c.members) = 0 THEN
        coalesce(c.name, substring(t.text, n.first.span_start + 1, n.first.span_end - n.first.span_start))
    END AS name,
    c.entity_id,
    c.kind,
    c.country,
    n.n_mentions,
    c.members
FROM counted AS n
JOIN facts.chains AS c USING (extraction_id, chain)
JOIN facts.documents AS t USING (document_id);
