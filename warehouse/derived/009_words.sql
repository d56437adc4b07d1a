-- tokens_of(words): the distinct words of a text, folded: no case, no accents. Scripts without spaces
-- between words give single characters, so that a search for a name asks for all of its characters.
CREATE OR REPLACE MACRO tokens_of(words) AS
list_distinct(regexp_extract_all(
    lower(strip_accents(coalesce(words, ''))),
    '[\p{Han}\p{Hiragana}\p{Katakana}]|[\p{Latin}\p{Cyrillic}\p{Arabic}\p{Hebrew}\p{Greek}\p{Hangul}\p{M}\p{N}]+'
));

-- One row a word that more than one event in fifty has, by a sample of some fifty thousand events. Where such a
-- word stands is kept as bits; which words these are makes a search quick or slow, never wrong.
CREATE TABLE derived.frequent_tokens AS
WITH sample AS (
    SELECT tokens_of(concat_ws(' ', title, evidence, place, array_to_string(participants, ' '))) AS tokens
    FROM derived.events
    WHERE position % (SELECT count(*) // 50000 + 1 FROM derived.events) = 0
)
SELECT unnest(tokens) AS token
FROM sample
GROUP BY token
HAVING count(*) > (SELECT count(*) / 50 FROM sample)
ORDER BY token;

-- Where the other words stand: one row a word of an event, by the event's position; sorted within each slot. A number
-- is compared faster than a word: token_key is the word's hash, which derived.token_counts knows.
CREATE TABLE derived.tokens (token_key UBIGINT, position BIGINT);

-- Where the frequent words stand: one row a word and a block of 32,768 events, a bit for each of them; where
-- two slots meet, a block has two rows.
CREATE TABLE derived.token_bits (token_key UBIGINT, block BIGINT, bits BIT);

CREATE TABLE derived.token_counts (token VARCHAR, token_key UBIGINT, n_events BIGINT);
