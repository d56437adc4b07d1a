-- Reports that count, each with its event. derived.event_ids (report_id, event_id) is filled by
-- warehouse/resolve.py before this file runs.

-- One row a participant of a report that counts.
CREATE TABLE derived.report_participants AS
SELECT
    p.report_id,
    i.event_id,
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
JOIN derived.event_ids AS i USING (report_id);

-- One row a report that counts. lead_rank: which report of an event speaks for it (1 first): of a plan
-- the latest news; else the most exactly dated, then the surest, the most prominent, the earliest.
-- event_start: the earliest date that any report of the event gives, to sort by. event_known_from and
-- event_known_to: the days on which its first and its last report could be known.
CREATE TABLE derived.event_reports AS
WITH cast_of AS (
    SELECT
        report_id,
        list(name ORDER BY ordinal) AS participants,
        list(name ORDER BY ordinal) FILTER (WHERE role = 'source') AS doers,
        list(name ORDER BY ordinal) FILTER (WHERE role = 'target') AS targets,
        list_sort(list_distinct(list(country))) AS countries
    FROM derived.report_participants
    GROUP BY report_id
),
told AS (
    SELECT report_id, count(*) AS n_mentions
    FROM facts.mentions
    JOIN derived.documents USING (extraction_id)
    GROUP BY report_id
)
SELECT
    i.event_id,
    r.report_id,
    r.document_id,
    r.extraction_id,
    d.publisher,
    d.copy_of,
    d.url,
    d.published_at,
    d.known_day,
    r.event_type,
    r.subtype,
    r.cameo,
    r.plover_root,
    r.plover_mode,
    r.title,
    r.work_title,
    r.date_start,
    r.date_end,
    r.date_precision,
    r.date_basis,
    r.date_steps,
    r.factuality,
    r.attribution,
    r.attribution_via,
    r.place,
    r.place_country,
    r.place_lat,
    r.place_lon,
    r.venue,
    r.mechanism_id,
    r.mechanism,
    r.mechanism_stage,
    r.mechanism_ordinal,
    r.position_holder,
    r.position_topic_id,
    r.position_topic,
    r.position_stance,
    r.evidence,
    r.evidence_start,
    r.evidence_end,
    r.confidence,
    r.salience,
    r.steps,
    coalesce(c.participants, []::VARCHAR[]) AS participants,
    coalesce(c.doers, []::VARCHAR[]) AS doers,
    coalesce(c.targets, []::VARCHAR[]) AS targets,
    coalesce(c.countries, []::VARCHAR[]) AS countries,
    coalesce(t.n_mentions, 0) AS n_mentions,
    min(r.date_start) OVER (PARTITION BY i.event_id) AS event_start,
    min(d.known_day) OVER (PARTITION BY i.event_id) AS event_known_from,
    max(d.known_day) OVER (PARTITION BY i.event_id) AS event_known_to,
    row_number() OVER (
        PARTITION BY i.event_id
        ORDER BY
            CASE WHEN r.factuality = 'planned' THEN d.published_day END DESC NULLS LAST,
            r.date_end - r.date_start NULLS LAST,
            r.confidence DESC,
            r.salience DESC,
            d.published_at NULLS LAST,
            r.report_id
    ) AS lead_rank
FROM facts.reports AS r
JOIN derived.documents AS d USING (document_id, extraction_id)
JOIN derived.event_ids AS i USING (report_id)
LEFT JOIN cast_of AS c USING (report_id)
LEFT JOIN told AS t USING (report_id)
ORDER BY event_start NULLS LAST, i.event_id, lead_rank;
