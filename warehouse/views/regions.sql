-- regions: one row is a country that belongs to a region, from seeds/regions
CREATE OR REPLACE VIEW regions AS
SELECT
    region,
    country
FROM derived.region_members
ORDER BY region, country;

COMMENT ON VIEW regions IS 'A country that belongs to a region';
COMMENT ON COLUMN regions.region IS 'Id of the region: the name of its seed file';
COMMENT ON COLUMN regions.country IS 'ISO 3166 alpha-3 code';
