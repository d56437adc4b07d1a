-- actors: one row is a person, country or organisation that the seeds know
CREATE OR REPLACE VIEW actors AS
SELECT
    actor_id,
    name,
    kind,
    country,
    aliases
FROM derived.actors
ORDER BY actor_id;

COMMENT ON VIEW actors IS 'A person, country or organisation that the seeds know';
COMMENT ON COLUMN actors.actor_id IS 'Id in the seeds';
COMMENT ON COLUMN actors.name IS 'Canonical name';
COMMENT ON COLUMN actors.kind IS 'person, country or organisation';
COMMENT ON COLUMN actors.country IS 'ISO 3166 alpha-3 code of whom it acts for';
COMMENT ON COLUMN actors.aliases IS 'Other names, in all languages';
