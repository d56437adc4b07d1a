-- regions: one row is a country that belongs to a region
-- From seeds/regions/.
CREATE OR REPLACE VIEW regions AS
SELECT
    region,
    country
FROM derived.region_members
ORDER BY region, country;
