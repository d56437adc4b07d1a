-- Who is meant where: all mentions of one person, country or body in a document are a chain. An extraction that
-- an earlier version stored has none. text: the words of its first mention by name, else of its first.
CREATE TABLE facts.chains (
    extraction_id VARCHAR NOT NULL,
    chain VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    n_mentions INTEGER NOT NULL,
    name VARCHAR,
    entity_id VARCHAR,
    kind VARCHAR NOT NULL,
    country VARCHAR,
    members VARCHAR[] NOT NULL
);

-- antecedent: the ordinal, in the same chain, of the mention that this one was linked to.
CREATE TABLE facts.chain_mentions (
    extraction_id VARCHAR NOT NULL,
    chain VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    form VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    antecedent INTEGER
);

ALTER TABLE facts.participants ADD COLUMN chain VARCHAR;
