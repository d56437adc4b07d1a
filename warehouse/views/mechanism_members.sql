-- mechanism_members: one row is a country's time in a standing format or an organisation, from the seeds
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

COMMENT ON VIEW mechanism_members IS 'A country''s time in a standing format or an organisation';
COMMENT ON COLUMN mechanism_members.mechanism_id IS 'Id in the seeds';
COMMENT ON COLUMN mechanism_members.mechanism IS 'Name of the standing format or organisation';
COMMENT ON COLUMN mechanism_members.kind IS 'mechanism (a standing format) or organisation';
COMMENT ON COLUMN mechanism_members.country IS 'ISO 3166 alpha-3 code';
COMMENT ON COLUMN mechanism_members.status IS 'member, observer, partner or host';
COMMENT ON COLUMN mechanism_members.member_from IS 'First day that the accession can mean; null: from the start';
COMMENT ON COLUMN mechanism_members.member_until IS 'Last day that the end can mean; null while a member';
