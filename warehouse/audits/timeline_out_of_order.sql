-- timeline_out_of_order: events lie in the order of the timeline, which its view relies on, and know their place
WITH neighbours AS (
    SELECT
        event_id,
        date_start,
        position,
        lag(event_id) OVER () AS event_before,
        lag(date_start) OVER () AS date_before,
        lag(position) OVER () AS position_before
    FROM derived.events
)
SELECT event_id, date_start, position, event_before, date_before, position_before
FROM neighbours
WHERE event_before IS NOT NULL
    AND (
        position <> position_before + 1
        OR position IS NULL
        OR date_start < date_before
        OR (date_start IS NOT NULL AND date_before IS NULL)
        OR (date_start IS NOT DISTINCT FROM date_before AND event_id <= event_before)
    )
