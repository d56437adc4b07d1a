-- What was read and what was extracted from it. Every table here is append-only.
CREATE SCHEMA IF NOT EXISTS facts;

CREATE TABLE facts.documents (
    document_id VARCHAR NOT NULL,
    url VARCHAR,
    title VARCHAR,
    lang VARCHAR,
    publisher VARCHAR,
    source VARCHAR,
    zone VARCHAR,
    text VARCHAR NOT NULL,
    text_hash VARCHAR NOT NULL,
    raw_hash VARCHAR
);

-- One row an extraction: a document read by one version of the rules and one state of the seeds.
CREATE TABLE facts.extractions (
    extraction_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    seeds_digest VARCHAR NOT NULL,
    model VARCHAR,
    lang VARCHAR,
    status VARCHAR NOT NULL,
    published VARCHAR,
    published_at TIMESTAMP,
    published_day DATE,
    published_precision VARCHAR,
    published_method VARCHAR,
    published_confidence DOUBLE,
    published_candidates JSON NOT NULL
);

CREATE TABLE facts.timexes (
    extraction_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    mod VARCHAR
);

CREATE TABLE facts.review_items (
    extraction_id VARCHAR NOT NULL,
    review_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    why VARCHAR NOT NULL,
    spans INTEGER[][] NOT NULL
);
