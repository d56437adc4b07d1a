-- chain_mentions: one row is a place in a document at which somebody is meant, with the rule that found out who
-- By the version of the rules that ran last.
CREATE OR REPLACE VIEW chain_mentions AS
SELECT
    d.document_id,
    m.chain,
    m.ordinal,
    m.span_start,
    m.span_end,
    substring(t.text, m.span_start + 1, m.span_end - m.span_start) AS text,
    m.form,
    m.rule,
    m.antecedent,
    a.span_start AS antecedent_start,
    a.span_end AS antecedent_end
FROM facts.chain_mentions AS m
JOIN derived.documents AS d USING (extraction_id)
JOIN facts.documents AS t USING (document_id)
LEFT JOIN facts.chain_mentions AS a
    ON a.extraction_id = m.extraction_id AND a.chain = m.chain AND a.ordinal = m.antecedent;
