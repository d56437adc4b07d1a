-- tokens_of(words): the distinct words of a text, folded: no case, no accents. Scripts without spaces
-- between words give single characters, so that a search for a name asks for all of its characters.
CREATE OR REPLACE MACRO tokens_of(words) AS
list_distinct(regexp_extract_all(
    lower(strip_accents(coalesce(words, ''))),
    '[\p{Han}\p{Hiragana}\p{Katakana}]|[\p{Latin}\p{Cyrillic}\p{Arabic}\p{Hebrew}\p{Greek}\p{Hangul}\p{M}\p{N}]+'
));

-- One row a word of an event, by the event's position: from what its reports quote, titles, names, places.
CREATE TABLE derived.tokens AS
WITH texts AS (
    SELECT
        e.position,
        concat_ws(
            ' ',
            r.title,
            r.evidence,
            r.work_title,
            r.place,
            r.venue,
            r.mechanism,
            r.attribution,
            array_to_string(r.participants, ' ')
        ) AS words
    FROM derived.event_reports AS r
    JOIN derived.events AS e USING (event_id)
)
SELECT DISTINCT unnest(tokens_of(words)) AS token, position
FROM texts
ORDER BY token, position;

-- One row a word, with how many events have it.
CREATE TABLE derived.token_counts AS
SELECT token, count(*) AS n_events
FROM derived.tokens
GROUP BY token
ORDER BY token;

-- One row a folded name, other name or id by which people ask for an actor; a person answers to each
-- word of the name, so that two of one surname are both found.
CREATE TABLE derived.actor_names AS
WITH listed AS (
    SELECT DISTINCT actor_key, actor_id, name, kind
    FROM derived.event_participants
)
SELECT lower(name) AS name, actor_key FROM listed
UNION
SELECT lower(actor_id), actor_key FROM listed WHERE actor_id IS NOT NULL
UNION
SELECT unnest(string_split(lower(name), ' ')), actor_key FROM listed WHERE kind = 'person'
UNION
SELECT lower(alias), l.actor_key
FROM listed AS l
JOIN (SELECT actor_id, unnest(list_append(aliases, name)) AS alias FROM derived.actors) USING (actor_id)
ORDER BY name, actor_key;
