-- tokens_of(words): the distinct words of a text, folded: no case, no accents. Scripts without spaces
-- between words give single characters, so that a search for a name asks for all of its characters.
CREATE OR REPLACE MACRO tokens_of(words) AS
list_distinct(regexp_extract_all(
    lower(strip_accents(coalesce(words, ''))),
    '[\p{Han}\p{Hiragana}\p{Katakana}]|[\p{Latin}\p{Cyrillic}\p{Arabic}\p{Hebrew}\p{Greek}\p{Hangul}\p{M}\p{N}]+'
));

-- One row a word of an event, by the event's position; sorted by word within each slot.
CREATE TABLE derived.tokens (token VARCHAR, position BIGINT);
