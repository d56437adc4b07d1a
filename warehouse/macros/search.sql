-- search(words, most := NULL): one row is an event whose texts, names or places hold all the words, whatever their case and accents
-- Words that are in many events are looked up by the bit, all at once, others where they stand, the rarest first. most:
-- how many events at most, the earliest first, which spares fetching all the others.
CREATE OR REPLACE MACRO search(words, most := NULL) AS TABLE
WITH asked AS (
    SELECT token_key, n_events, is_frequent
    FROM derived.token_counts
    WHERE token IN (SELECT unnest(tokens_of(words)))
),
counted AS (
    SELECT
        count(*) FILTER (WHERE is_frequent) AS n_frequent,
        -- A word that no event has counts here too, and is found nowhere.
        (SELECT len(tokens_of(words))) - n_frequent AS n_rare,
        arg_min(token_key, n_events) FILTER (WHERE NOT is_frequent) AS rarest
    FROM asked
),
-- All the frequent words, in blocks of 32,768 events.
together AS (
    SELECT block, bit_and(bits) AS bits
    FROM (
        SELECT token_key, block, bit_or(bits) AS bits
        FROM derived.token_bits
        WHERE token_key IN (SELECT token_key FROM asked WHERE is_frequent)
        GROUP BY token_key, block
    )
    GROUP BY block
    HAVING count(*) = (SELECT n_frequent FROM counted)
),
-- The first blocks, as many as have what was asked for.
enough AS (
    SELECT block, bits
    FROM (SELECT block, bits, sum(bit_count(bits)) OVER (ORDER BY block) - bit_count(bits) AS n_before FROM together)
    WHERE (most IS NULL OR n_before < most) AND (SELECT n_rare FROM counted) = 0
),
-- All the other words.
rarest AS (
    SELECT position
    FROM derived.tokens
    WHERE token_key = (SELECT rarest FROM counted)
),
rare AS (
    SELECT position
    FROM derived.tokens
    SEMI JOIN rarest USING (position)
    WHERE token_key IN (SELECT token_key FROM asked WHERE NOT is_frequent)
    GROUP BY position
    HAVING count(*) = (SELECT n_rare FROM counted)
),
found AS (
    SELECT position FROM rare WHERE (SELECT n_frequent FROM counted) = 0
    UNION ALL
    SELECT r.position
    FROM rare AS r
    JOIN together AS t ON t.block = r.position // 32768
    WHERE get_bit(t.bits, (r.position % 32768)::INTEGER) = 1
    UNION ALL
    SELECT block * 32768 + nth AS position
    FROM enough, range(32768) AS each(nth)
    WHERE get_bit(bits, nth::INTEGER) = 1
    ORDER BY position
    LIMIT most
)
SELECT timeline.* EXCLUDE (position, regions, known_to)
FROM derived.timeline
WHERE position IN (FROM found)
ORDER BY date_start NULLS LAST, event_id;
