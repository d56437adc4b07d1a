-- signings: one row is a signing, ratification or accession, with its parties
-- Signed or announced. In the timeline's order, as timeline.sql says.
CREATE OR REPLACE VIEW signings AS
SELECT
    event_id,
    date_start,
    date_end,
    date_precision,
    title,
    participants AS parties,
    subtype,
    work_title,
    countries,
    place,
    place_country,
    mechanism,
    factuality,
    n_sources,
    n_documents,
    last_reported_at,
    evidence,
    evidence_url
FROM derived.events
WHERE list_contains(derived.subtypes_in('signings'), subtype);
