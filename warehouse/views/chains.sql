-- chains: one row is a person, country or body that a document means, with all its mentions there
-- By the version of the rules that ran last. Who is named once and never meant again has none.
CREATE OR REPLACE VIEW chains AS
SELECT
    d.document_id,
    c.chain,
    -- A group has the names of its members.
    CASE WHEN len(c.members) = 0 THEN coalesce(c.name, c.text) END AS name,
    c.entity_id,
    c.kind,
    c.country,
    c.n_mentions,
    c.members
FROM facts.chains AS c
JOIN derived.documents AS d USING (extraction_id);
