-- timeline: one row is an event, with the report that tells it best; undated events come last
-- Its columns stand in derived/012_timeline.sql. Ordered by date_start NULLS LAST, event_id: that is the order of
-- derived.events, which DuckDB keeps through a scan and a filter; an ORDER BY here would sort the whole table again
-- under every count and grouping.
CREATE OR REPLACE VIEW timeline AS
SELECT timeline.* EXCLUDE (position, regions, known_to)
FROM derived.timeline;
