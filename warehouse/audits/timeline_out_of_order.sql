-- timeline_out_of_order: events lie in the order of the timeline, which its view relies on
SELECT event_id, date_start
FROM derived.events
QUALIFY row_number() OVER (ORDER BY rowid) <> row_number() OVER (ORDER BY date_start NULLS LAST, event_id)
