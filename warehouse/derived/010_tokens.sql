-- The words of the events of one part of the timeline, from what their reports quote, titles, names and places.
-- by_slot: what is made part by part does not need more memory for a longer timeline
CREATE OR REPLACE TEMP TABLE told AS
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
    WHERE r.slot = getvariable('slot')
)
SELECT DISTINCT unnest(tokens_of(words)) AS token, hash(token) AS token_key, position
FROM texts;

INSERT INTO derived.tokens BY NAME
SELECT token_key, position
FROM told
ANTI JOIN derived.frequent_tokens USING (token)
ORDER BY token_key, position;

INSERT INTO derived.token_bits BY NAME
SELECT
    token_key,
    position // 32768 AS block,
    bitstring_agg((position % 32768)::INTEGER, 0, 32767) AS bits
FROM told
SEMI JOIN derived.frequent_tokens USING (token)
GROUP BY token_key, block
ORDER BY token_key, block;

INSERT INTO derived.token_counts BY NAME
SELECT token, token_key, count(*) AS n_events
FROM told
GROUP BY ALL;

DROP TABLE told;
