-- What views read; filled by the files that follow, in the timeline's order.

-- One row a participant of a report that counts.
CREATE TABLE derived.report_participants (
    slot INTEGER,
    report_id VARCHAR,
    event_id VARCHAR,
    ordinal INTEGER,
    text VARCHAR,
    span_start INTEGER,
    span_end INTEGER,
    name VARCHAR,
    actor_id VARCHAR,
    kind VARCHAR,
    country VARCHAR,
    role VARCHAR
);

-- One row a report that counts, with its document's publication and its event.
CREATE TABLE derived.event_reports (
    slot INTEGER,
    event_id VARCHAR,
    lead_rank BIGINT,
    event_date DATE,
    event_known_from DATE,
    event_known_to DATE,
    report_id VARCHAR,
    document_id VARCHAR,
    extraction_id VARCHAR,
    publisher VARCHAR,
    copy_of VARCHAR,
    url VARCHAR,
    published_at TIMESTAMP,
    known_day DATE,
    event_type VARCHAR,
    subtype VARCHAR,
    cameo VARCHAR,
    plover_root VARCHAR,
    plover_mode VARCHAR,
    title VARCHAR,
    work_title VARCHAR,
    date_start DATE,
    date_end DATE,
    date_precision VARCHAR,
    date_basis VARCHAR,
    date_steps VARCHAR[],
    factuality VARCHAR,
    attribution VARCHAR,
    attribution_via VARCHAR,
    place VARCHAR,
    place_country VARCHAR,
    place_lat DOUBLE,
    place_lon DOUBLE,
    venue VARCHAR,
    mechanism_id VARCHAR,
    mechanism VARCHAR,
    mechanism_stage VARCHAR,
    mechanism_ordinal INTEGER,
    position_holder VARCHAR,
    position_topic_id VARCHAR,
    position_topic VARCHAR,
    position_stance VARCHAR,
    evidence VARCHAR,
    evidence_start INTEGER,
    evidence_end INTEGER,
    confidence DOUBLE,
    salience DOUBLE,
    steps VARCHAR[],
    participants VARCHAR[],
    doers VARCHAR[],
    targets VARCHAR[],
    countries VARCHAR[],
    n_mentions BIGINT
);

-- One row an event. position: its place in the timeline, from 0, which other tables join by. regions: those
-- that a country of it belongs to.
CREATE TABLE derived.events (
    position BIGINT,
    event_id VARCHAR,
    date_start DATE,
    date_end DATE,
    date_precision VARCHAR,
    date_basis VARCHAR,
    title VARCHAR,
    work_title VARCHAR,
    event_type VARCHAR,
    subtype VARCHAR,
    cameo VARCHAR,
    factuality VARCHAR,
    participants VARCHAR[],
    doers VARCHAR[],
    targets VARCHAR[],
    countries VARCHAR[],
    regions VARCHAR[],
    place VARCHAR,
    place_country VARCHAR,
    venue VARCHAR,
    mechanism_id VARCHAR,
    mechanism VARCHAR,
    mechanism_stage VARCHAR,
    mechanism_ordinal INTEGER,
    attribution VARCHAR,
    n_sources BIGINT,
    n_documents BIGINT,
    n_mentions BIGINT,
    sources VARCHAR[],
    first_reported_at TIMESTAMP,
    last_reported_at TIMESTAMP,
    known_from DATE,
    known_to DATE,
    confidence DOUBLE,
    salience DOUBLE,
    evidence VARCHAR,
    evidence_url VARCHAR,
    document_id VARCHAR
);

INSERT INTO derived.report_participants BY NAME
SELECT
    s.slot,
    p.report_id,
    o.event_id,
    p.ordinal,
    p.text,
    p.span_start,
    p.span_end,
    coalesce(p.name, p.text) AS name,
    p.actor_id,
    p.kind,
    p.country,
    p.role
FROM facts.participants AS p
JOIN derived.documents AS d USING (extraction_id)
JOIN derived.report_order AS o USING (report_id)
JOIN derived.slots AS s
    ON s.event_date IS NOT DISTINCT FROM o.event_date
    AND s.share = CASE WHEN o.event_date IS NULL THEN left(o.event_id, 2) ELSE '' END
ORDER BY s.slot, p.report_id, p.ordinal;
