-- events_known_on(day, changing, of_slot): one row is an event as the documents known by that day tell it, grouped as
-- today; with changing, only events of which more became known later: all others are as they are in
-- derived.events. n_sources: publishers, where a text sent round by several counts once.
CREATE OR REPLACE MACRO events_known_on(day, changing, of_slot := NULL) AS TABLE
WITH known AS (
    SELECT *
    FROM derived.event_reports
    WHERE known_day <= day
        AND (NOT changing OR event_known_to > day)
        AND (of_slot IS NULL OR slot = of_slot)
),
texts AS (
    SELECT event_id, arg_min(coalesce(publisher, ''), lead_rank) AS publisher
    FROM known
    GROUP BY event_id, copy_of
),
publishers AS (
    SELECT event_id, count(DISTINCT publisher) AS n_sources
    FROM texts
    GROUP BY event_id
),
counted AS (
    SELECT
        event_id,
        min(lead_rank) AS lead_rank,
        count(DISTINCT document_id) AS n_documents,
        sum(n_mentions)::BIGINT AS n_mentions,
        list_sort(list_distinct(list(publisher))) AS sources,
        min(published_at) AS first_reported_at,
        max(published_at) AS last_reported_at,
        min(known_day) AS known_from,
        max(known_day) AS known_to,
        max(confidence) AS confidence,
        max(salience) AS salience,
        list_sort(list_distinct(flatten(list(participants)))) AS participants,
        list_sort(list_distinct(flatten(list(countries)))) AS countries
    FROM known
    GROUP BY event_id
)
SELECT
    event_id,
    best.date_start,
    best.date_end,
    best.date_precision,
    best.date_basis,
    best.title,
    best.work_title,
    best.event_type,
    best.subtype,
    best.cameo,
    best.factuality,
    list_concat(
        best.participants,
        list_filter(counted.participants, lambda name: NOT list_contains(best.participants, name))
    ) AS participants,
    best.doers,
    best.targets,
    counted.countries,
    best.place,
    best.place_country,
    best.venue,
    best.mechanism_id,
    best.mechanism,
    best.mechanism_stage,
    best.mechanism_ordinal,
    best.attribution,
    publishers.n_sources,
    counted.n_documents,
    counted.n_mentions,
    counted.sources,
    counted.first_reported_at,
    counted.last_reported_at,
    counted.known_from,
    counted.known_to,
    counted.confidence,
    counted.salience,
    best.evidence,
    best.url AS evidence_url,
    best.document_id
FROM counted
JOIN publishers USING (event_id)
JOIN known AS best USING (event_id, lead_rank);
