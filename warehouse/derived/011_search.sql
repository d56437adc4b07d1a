-- One row a word, with how many events have it.
CREATE TABLE derived.token_counts AS
SELECT token, count(*) AS n_events
FROM derived.tokens
GROUP BY token
ORDER BY token;

-- folded(name): a name as it is compared: no case, no accents, no spaces around it.
CREATE OR REPLACE MACRO folded(name) AS lower(strip_accents(trim(name)));

-- One row a folded name, other name or id by which people ask for an actor; a person answers to each
-- word of the name, so that two of one surname are both found.
CREATE TABLE derived.actor_names AS
WITH listed AS (
    SELECT DISTINCT actor_key, actor_id, name, kind
    FROM derived.event_participants
)
SELECT folded(name) AS name, actor_key FROM listed
UNION
SELECT folded(actor_id), actor_key FROM listed WHERE actor_id IS NOT NULL
UNION
SELECT unnest(string_split(folded(name), ' ')), actor_key FROM listed WHERE kind = 'person'
UNION
SELECT folded(alias), l.actor_key
FROM listed AS l
JOIN (SELECT actor_id, unnest(list_append(aliases, name)) AS alias FROM derived.actors) USING (actor_id)
ORDER BY name, actor_key;
