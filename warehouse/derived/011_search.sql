-- One row a word, with how many events have it.
CREATE OR REPLACE TABLE derived.token_counts AS
SELECT token, token_key, sum(n_events)::BIGINT AS n_events, f.token IS NOT NULL AS is_frequent
FROM derived.token_counts
LEFT JOIN derived.frequent_tokens AS f USING (token)
GROUP BY ALL
ORDER BY token;

DROP TABLE derived.frequent_tokens;

-- folded(name): a name as it is compared: no case, no accents, no spaces around it.
CREATE OR REPLACE MACRO folded(name) AS lower(strip_accents(trim(name)));

-- One row a folded name, other name or id by which people ask for an actor, and the name that views show; a person
-- answers to each word of the name, so that two of one surname are both found.
CREATE TABLE derived.actor_names AS
WITH listed AS (
    SELECT DISTINCT actor_key, actor_id, name, kind
    FROM derived.event_participants
),
asked AS (
    SELECT folded(name) AS asked, actor_key, name FROM listed
    UNION
    SELECT folded(actor_id), actor_key, name FROM listed WHERE actor_id IS NOT NULL
    UNION
    SELECT unnest(string_split(folded(name), ' ')), actor_key, name FROM listed WHERE kind = 'person'
    UNION
    SELECT folded(alias), l.actor_key, l.name
    FROM listed AS l
    JOIN (SELECT actor_id, unnest(list_append(aliases, name)) AS alias FROM derived.actors) USING (actor_id)
)
SELECT asked AS name, actor_key, name AS listed_as
FROM asked
ORDER BY ALL;
