-- Run once a slot: the words of its events, from what their reports quote, titles, names and places.
INSERT INTO derived.tokens BY NAME
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
SELECT DISTINCT unnest(tokens_of(words)) AS token, position
FROM texts
ORDER BY token, position;
