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
