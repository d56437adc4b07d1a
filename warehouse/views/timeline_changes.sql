-- timeline_changes: one row is what the documents of a later day changed about an event
-- materialised: it goes through the history of every event
CREATE OR REPLACE VIEW timeline_changes AS
WITH days AS (
    SELECT event_id, known_day, min(lead_rank) AS lead_rank, arg_min(document_id, lead_rank) AS document_id
    FROM derived.event_reports
    GROUP BY event_id, known_day
),
-- Which report spoke for the event from that day on.
leaders AS (
    SELECT event_id, known_day, document_id, min(lead_rank) OVER (PARTITION BY event_id ORDER BY known_day) AS lead_rank
    FROM days
),
values_then AS (
    SELECT
        l.event_id,
        l.known_day,
        l.document_id,
        CASE WHEN r.date_start = r.date_end THEN r.date_start::VARCHAR ELSE r.date_start || '/' || r.date_end END AS dates,
        r.place
    FROM leaders AS l
    JOIN derived.event_reports AS r USING (event_id, lead_rank)
),
steps AS (
    SELECT
        event_id,
        known_day,
        document_id,
        dates,
        place,
        lag(dates) OVER history AS dates_before,
        lag(place) OVER history AS place_before,
        lag(known_day) OVER history AS day_before
    FROM values_then
    WINDOW history AS (PARTITION BY event_id ORDER BY known_day)
),
joined AS (
    SELECT
        event_id,
        name,
        min(known_day) AS known_day,
        arg_min(document_id, (known_day, lead_rank)) AS document_id
    FROM (
        SELECT event_id, known_day, lead_rank, document_id, unnest(participants) AS name
        FROM derived.event_reports
        SEMI JOIN (SELECT event_id FROM days GROUP BY event_id HAVING count(*) > 1) USING (event_id)
    )
    GROUP BY event_id, name
),
changes AS (
    SELECT event_id, known_day, 'date' AS field, dates_before AS value_before, dates AS value_after, document_id
    FROM steps
    WHERE day_before IS NOT NULL AND dates IS DISTINCT FROM dates_before
    UNION ALL
    SELECT event_id, known_day, 'place', place_before, place, document_id
    FROM steps
    WHERE day_before IS NOT NULL AND place IS DISTINCT FROM place_before
    UNION ALL
    SELECT j.event_id, j.known_day, 'participant', NULL, j.name, j.document_id
    FROM joined AS j
    JOIN (SELECT event_id, min(known_day) AS first_day FROM days GROUP BY event_id) AS f USING (event_id)
    WHERE j.known_day > f.first_day
    UNION ALL
    SELECT l.plan, coalesce(l.known_from, d.known_day), l.outcome, NULL, l.event, d.document_id
    FROM derived.links AS l
    JOIN days AS d ON d.event_id = l.event
    QUALIFY row_number() OVER (PARTITION BY l.plan, l.event, l.outcome ORDER BY d.known_day) = 1
)
SELECT
    known_day AS changed_on,
    event_id,
    field,
    value_before,
    value_after,
    document_id
FROM changes
ORDER BY changed_on, event_id, field, value_after;
