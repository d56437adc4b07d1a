-- What each run did: these alone may differ between two histories of the same input.
CREATE TABLE facts.runs (
    run_id VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    status VARCHAR NOT NULL,
    extractor_version VARCHAR,
    seeds_digest VARCHAR,
    parameters JSON NOT NULL,
    counts JSON NOT NULL
);

-- One row an extraction that was new to the warehouse, with the run that brought it.
CREATE TABLE facts.fetches (
    document_id VARCHAR NOT NULL,
    extraction_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    fetched_at TIMESTAMP NOT NULL
);

-- Input that failed, by the hash of its bytes; raw is bounded and never published.
CREATE TABLE facts.quarantine (
    key VARCHAR NOT NULL,
    location VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    raw BLOB,
    released BOOLEAN NOT NULL,
    run_id VARCHAR NOT NULL
);

-- What a person decided on a review item; the newest row of a review_id counts.
CREATE TABLE facts.decisions (
    review_id VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL CHECK (verdict IN ('accept', 'correct', 'reject')),
    correction VARCHAR,
    note VARCHAR,
    decided_by VARCHAR,
    decided_at TIMESTAMP NOT NULL
);
