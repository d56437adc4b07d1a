-- The reports of one part of the timeline.
-- by_slot: what is made part by part does not need more memory for a longer timeline
CREATE OR REPLACE TEMP TABLE ordered AS
SELECT o.*, s.slot
FROM derived.report_order AS o
JOIN derived.slots AS s
    ON s.event_date IS NOT DISTINCT FROM o.event_date
    AND s.share = CASE WHEN o.event_date IS NULL THEN left(o.event_id, 2) ELSE '' END
WHERE s.slot = getvariable('slot');

INSERT INTO derived.report_participants BY NAME
SELECT
    o.slot,
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
JOIN ordered AS o USING (report_id)
ORDER BY p.report_id, p.ordinal;

INSERT INTO derived.event_reports BY NAME
WITH cast_of AS (
    SELECT
        report_id,
        list(name ORDER BY ordinal) AS participants,
        list(name ORDER BY ordinal) FILTER (WHERE role = 'source') AS doers,
        list(name ORDER BY ordinal) FILTER (WHERE role = 'target') AS targets,
        list_sort(list_distinct(list(country))) AS countries
    FROM derived.report_participants
    WHERE slot = getvariable('slot')
    GROUP BY report_id
)
SELECT
    o.slot,
    o.event_id,
    o.lead_rank,
    o.event_date,
    o.event_known_from,
    o.event_known_to,
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
    o.n_mentions
FROM facts.reports AS r
JOIN derived.documents AS d USING (document_id, extraction_id)
JOIN ordered AS o USING (report_id)
LEFT JOIN cast_of AS c USING (report_id)
ORDER BY o.event_date NULLS LAST, o.event_id, o.lead_rank;

DROP TABLE ordered;
