-- offices: one row is a person's time in an office
-- From the seeds.
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
