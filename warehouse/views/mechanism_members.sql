-- mechanism_members: one row is a country's time in a standing format or an organisation
-- From the seeds.
CREATE OR REPLACE VIEW mechanism_members AS
SELECT
    mechanism_id,
    mechanism,
    kind,
    country,
    status,
    member_from,
    member_until
FROM derived.mechanism_members
ORDER BY mechanism_id, country, member_from;
