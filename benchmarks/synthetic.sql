-- One year of invented news, for benchmarks/synthetic.py, which gives the $values.
CREATE OR REPLACE TEMP MACRO chance(key, salt) AS (hash(key, salt) % 1000003) / 1000003.0;
-- A rank from 1 to n whose frequency falls as one over itself (Zipf).
CREATE OR REPLACE TEMP MACRO rank_of(key, salt, n) AS floor(exp(chance(key, salt) * ln(n + 1)))::INTEGER;
CREATE OR REPLACE TEMP MACRO id_of(kind, key) AS left(md5(concat(kind, key)), 16);

-- One row a happening of the year; told: by how many documents.
CREATE OR REPLACE TEMP TABLE happenings AS
WITH drawn AS (
    SELECT
        k,
        make_date($year, 1, 1) + CASE
            WHEN chance(k, 1) < 0.3 THEN (chance(1 + k % 12, $year) * 364)::INTEGER
            ELSE (chance(k, 2) * 364)::INTEGER
        END AS day,
        chance(k, 3) AS exactness,
        chance(k, 4) AS kind,
        chance(k, 5) AS sureness,
        least(60, floor(pow(1 - chance(k, 6), -0.45))::INTEGER) AS told,
        rank_of(k, 7, $places) AS place,
        1 + floor(pow(chance(k, 8), 2) * 3)::INTEGER AS n_others,
        rank_of(k, 9, $mechanisms) AS mechanism
    FROM range($first, $last) AS keys(k)
)
SELECT
    *,
    CASE
        WHEN kind < 0.45 THEN 'CONSULT'
        WHEN kind < 0.65 THEN 'STATEMENT'
        WHEN kind < 0.75 THEN 'SUPPORT'
        WHEN kind < 0.84 THEN 'AGREE'
        WHEN kind < 0.92 THEN 'COOPERATE'
        WHEN kind < 0.97 THEN 'ACCUSE'
        ELSE 'SANCTION'
    END AS event_type,
    CASE
        WHEN kind < 0.2 THEN 'meeting'
        WHEN kind < 0.33 THEN 'visit'
        WHEN kind < 0.4 THEN 'call'
        WHEN kind < 0.45 THEN 'summit'
        WHEN kind < 0.55 THEN 'speech'
        WHEN kind < 0.65 THEN 'statement'
        WHEN kind < 0.75 THEN 'signing'
        ELSE 'general'
    END AS subtype,
    CASE
        WHEN sureness < 0.82 THEN 'asserted'
        WHEN sureness < 0.94 THEN 'planned'
        WHEN sureness < 0.98 THEN 'possible'
        ELSE 'negated'
    END AS factuality,
    CASE
        WHEN exactness < 0.875 THEN 'day' WHEN exactness < 0.93 THEN 'month' WHEN exactness < 0.95 THEN 'year'
    END AS date_precision,
    kind < 0.45 AND chance(k, 10) < 0.03 AS of_mechanism
FROM drawn;

CREATE OR REPLACE TEMP TABLE casts AS
SELECT k, min(ordinal) AS ordinal, actor
FROM (SELECT k, unnest(range(n_others + 1)) AS ordinal, rank_of(k, 20 + ordinal, $actors) AS actor FROM happenings)
GROUP BY k, actor;

-- One row a report, in the order of the documents that tell them.
CREATE OR REPLACE TEMP TABLE told AS
WITH names AS (
    SELECT
        k,
        arg_min(a.name, ordinal) AS doer,
        coalesce(list(a.name ORDER BY ordinal)[2], 'the press') AS other
    FROM casts
    JOIN actors AS a USING (actor)
    GROUP BY k
),
each AS (
    SELECT h.*, unnest(range(told)) AS nth
    FROM happenings AS h
),
phrased AS (
    SELECT
        concat(k, '/', nth) AS key,
        e.*,
        n.doer,
        n.other,
        p.place AS place_name,
        day + CASE WHEN factuality = 'planned' THEN -30 ELSE 1 END * floor(pow(chance(key, 30), 3) * 20)::INTEGER
            AS published_day,
        CASE date_precision WHEN 'month' THEN strftime(day, '%B %Y') WHEN 'year' THEN strftime(day, '%Y')
            ELSE strftime(day, '%d %B %Y') END AS day_words,
        concat(
            ' in ', p.place, ' to talk about ',
            getvariable('words')[rank_of(key, 31, $words)], ' ', getvariable('words')[rank_of(key, 32, $words)],
            ' and ', getvariable('words')[rank_of(key, 33, $words)], ', though little was said of ',
            getvariable('words')[rank_of(key, 34, $words)], '.'
        ) AS rest
    FROM each AS e
    JOIN names AS n USING (k)
    JOIN places AS p ON p.rank = e.place
)
SELECT
    *,
    concat(doer, ' met ', other, ' on ', day_words, rest) AS sentence,
    length(doer) + 5 AS other_start,
    length(doer) + 5 + length(other) + 4 AS day_start,
    $first_document + (row_number() OVER (ORDER BY published_day, hash(key)) - 1) // $reports_a_document AS document
FROM phrased;

CREATE OR REPLACE TEMP TABLE placed AS
SELECT
    *,
    coalesce(sum(length(sentence) + 1) OVER (
        PARTITION BY document ORDER BY key ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), 0)::INTEGER AS opens,
    id_of('d', document) AS document_id,
    id_of('x', document) AS extraction_id,
    id_of('r', key) AS report_id,
    row_number() OVER (PARTITION BY document ORDER BY key) - 1 AS nth_in_document
FROM told;

INSERT INTO facts.documents BY NAME
SELECT
    document_id,
    concat('https://www.paper', rank_of(document, 40, $publishers), '.example/', document) AS url,
    concat('News of ', min(published_day)) AS title,
    'en' AS lang,
    concat('Paper ', rank_of(document, 40, $publishers)) AS publisher,
    string_agg(sentence, ' ' ORDER BY key) AS text,
    -- One in ten is sent round: it has the words of the document before it.
    id_of('t', CASE WHEN chance(document, 41) < 0.1 THEN document - 1 ELSE document END) AS text_hash,
    list_transform(range(64), lambda place: (hash(text_hash, place) % 4294967296)::UINTEGER) AS signature
FROM placed
GROUP BY document, document_id;

INSERT INTO facts.extractions BY NAME
SELECT DISTINCT ON (document)
    extraction_id,
    document_id,
    $version AS extractor_version,
    $seeds AS seeds_digest,
    'en' AS lang,
    'ok' AS status,
    published_day::VARCHAR AS published,
    published_day::TIMESTAMP AS published_at,
    published_day,
    'day' AS published_precision,
    'given' AS published_method,
    1.0 AS published_confidence,
    '[]' AS published_candidates
FROM placed
ORDER BY document, published_day;

INSERT INTO facts.fetches
SELECT DISTINCT document_id, extraction_id, 'made', make_timestamp($year + 1, 1, 1, 0, 0, 0) FROM placed;

INSERT INTO facts.timexes BY NAME
SELECT
    extraction_id,
    nth_in_document AS ordinal,
    opens + day_start AS span_start,
    opens + day_start + length(day_words) AS span_end,
    day_words AS text,
    'DATE' AS type,
    left(day::VARCHAR, CASE date_precision WHEN 'month' THEN 7 WHEN 'year' THEN 4 ELSE 10 END) AS value
FROM placed;

INSERT INTO facts.reports BY NAME
SELECT
    extraction_id,
    report_id,
    document_id,
    report_id AS extracted_id,
    event_type,
    subtype,
    '040' AS cameo,
    concat(doer, ' meets ', other, ', ', place_name) AS title,
    CASE WHEN date_precision IS NOT NULL THEN date_trunc(date_precision, day)::DATE END AS date_start,
    CASE date_precision
        WHEN 'day' THEN day WHEN 'month' THEN last_day(day) WHEN 'year' THEN make_date(year(day), 12, 31)
    END AS date_end,
    date_precision,
    CASE WHEN date_precision IS NOT NULL THEN 'text' END AS date_basis,
    CASE WHEN date_precision IS NOT NULL THEN nth_in_document END AS date_timex,
    CASE WHEN date_precision IS NOT NULL THEN [concat(day_words, ' → as written')] ELSE [] END AS date_steps,
    factuality,
    place_name AS place,
    place_name AS place_text,
    getvariable('countries')[1 + place % len(getvariable('countries'))] AS place_country,
    CASE WHEN of_mechanism THEN concat('m', mechanism) END AS mechanism_id,
    CASE WHEN of_mechanism THEN concat('Format ', mechanism) END AS mechanism,
    CASE WHEN of_mechanism THEN 'convened' END AS mechanism_stage,
    CASE WHEN of_mechanism THEN $year - 1980 - mechanism % 10 END AS mechanism_ordinal,
    CASE WHEN chance(k, 11) < 0.02 THEN doer END AS position_holder,
    CASE WHEN position_holder IS NOT NULL THEN concat('Topic ', k % 60) END AS position_topic,
    CASE WHEN position_holder IS NOT NULL THEN 'support' END AS position_stance,
    sentence AS evidence,
    opens AS evidence_start,
    opens + length(sentence) AS evidence_end,
    0.5 + chance(key, 35) / 2 AS confidence,
    1 / (1 + nth_in_document) AS salience,
    [concat('“met” is consult/', subtype)] AS steps
FROM placed;

INSERT INTO facts.mentions
SELECT extraction_id, report_id, 0, opens, opens + length(sentence) FROM placed
UNION ALL
SELECT extraction_id, report_id, 1, opens, opens + length(doer) FROM placed WHERE chance(key, 36) < 0.4;

INSERT INTO facts.participants BY NAME
SELECT
    p.extraction_id,
    p.report_id,
    row_number() OVER (PARTITION BY p.report_id ORDER BY c.ordinal) - 1 AS ordinal,
    a.name AS text,
    CASE a.name WHEN p.doer THEN opens WHEN p.other THEN opens + other_start END AS span_start,
    span_start + length(a.name) AS span_end,
    a.name,
    a.actor_id,
    a.kind,
    a.country,
    CASE WHEN a.name = p.doer THEN 'source' ELSE 'target' END AS role,
    CASE a.name WHEN p.doer THEN concat('c', 2 * nth_in_document) WHEN p.other THEN concat('c', 2 * nth_in_document + 1) END
        AS chain
FROM placed AS p
JOIN casts AS c USING (k)
JOIN actors AS a USING (actor);

-- Two chains a report and two mentions a chain: twice as many as the documents that ship have.
INSERT INTO facts.chains BY NAME
SELECT
    extraction_id,
    concat('c', 2 * nth_in_document + side) AS chain,
    CASE side WHEN 0 THEN doer ELSE other END AS text,
    2 AS n_mentions,
    text AS name,
    'person' AS kind,
    []::VARCHAR[] AS members
FROM placed, range(2) AS sides(side);

INSERT INTO facts.chain_mentions
SELECT extraction_id, concat('c', 2 * nth_in_document), 0, opens, opens + length(doer), 'name', 'named in the text', NULL
FROM placed
UNION ALL
SELECT
    extraction_id, concat('c', 2 * nth_in_document + 1), 0, opens + other_start, opens + other_start + length(other),
    'name', 'named in the text', NULL
FROM placed
UNION ALL
SELECT
    extraction_id, concat('c', 2 * nth_in_document + side), 1, opens + length(sentence) - 4 + side,
    opens + length(sentence) - 2 + side, 'pronoun', 'the person who was the last subject', 0
FROM placed, range(2) AS sides(side);

INSERT INTO facts.review_items
SELECT extraction_id, id_of('v', key), 'unknown-actor', doer, 'nobody of that name is known', [[opens, opens + length(doer)]]
FROM placed
WHERE chance(key, 37) < 0.01;
