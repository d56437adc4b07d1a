-- offices: one row is a person's time in an office, from the seeds
CREATE OR REPLACE VIEW offices AS
SELECT
    office_id,
    office,
    role,
    country,
    organisation_id,
    actor_id,
    holder,
    acting,
    held_from,
    held_until,
    complete_from,
    complete_until,
    source
FROM derived.offices
ORDER BY office_id, held_from, actor_id;

COMMENT ON VIEW offices IS 'A person''s time in an office';
COMMENT ON COLUMN offices.office_id IS 'Id in the seeds';
COMMENT ON COLUMN offices.office IS 'Name of the office';
COMMENT ON COLUMN offices.role IS 'head-of-state, head-of-government, foreign-minister, speaker, secretary-general …';
COMMENT ON COLUMN offices.country IS 'ISO 3166 alpha-3 code; null for an international body';
COMMENT ON COLUMN offices.organisation_id IS 'Id of the body whose office it is; null for a state''s own';
COMMENT ON COLUMN offices.actor_id IS 'The holder''s id';
COMMENT ON COLUMN offices.holder IS 'The holder''s name';
COMMENT ON COLUMN offices.acting IS 'Whether only acting';
COMMENT ON COLUMN offices.held_from IS 'First day that the start can mean';
COMMENT ON COLUMN offices.held_until IS 'Last day that the end can mean; null while in office';
COMMENT ON COLUMN offices.complete_from IS 'First day of the years in which no holder of the office is missing; null where none were checked';
COMMENT ON COLUMN offices.complete_until IS 'Last day of those years';
COMMENT ON COLUMN offices.source IS 'Where it was read';
