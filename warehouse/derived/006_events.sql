-- The events of one part of the timeline.
-- by_slot: what is made part by part does not need more memory for a longer timeline
INSERT INTO derived.events BY NAME
SELECT
    row_number() OVER (ORDER BY e.date_start NULLS LAST, e.event_id) - 1
        + (SELECT count(*) FROM derived.events) AS position,
    e.*,
    list_transform(
        list_filter(r.regions, lambda region: list_has_any(region.countries, e.countries)),
        lambda region: region.region
    ) AS regions
FROM events_known_on(DATE '9999-12-31', false, of_slot := getvariable('slot')) AS e
CROSS JOIN (
    SELECT coalesce(list(each ORDER BY each.region), []) AS regions
    FROM (SELECT region, list(country) AS countries FROM derived.region_members GROUP BY region) AS each
) AS r
ORDER BY position;
