-- central_asia_timeline: one row is an event of the timeline in which a country of the region central-asia takes part
-- In the timeline's order, as timeline.sql says. Which regions an event touches is worked out from the view
-- `regions` at publication.
CREATE OR REPLACE VIEW central_asia_timeline AS
SELECT timeline.* EXCLUDE (position, regions, known_to)
FROM derived.timeline
WHERE list_contains(regions, 'central-asia');
