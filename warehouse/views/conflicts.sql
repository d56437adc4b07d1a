-- conflicts: one row is two values that different documents give for an event's date, place or participants
-- A range inside another does not contradict it, nor does a cast that leaves somebody out, or names a country for
-- whoever acts for it.
-- materialised: it goes through every two reports of an event
CREATE OR REPLACE VIEW conflicts AS
WITH stated AS (
    SELECT
        event_id,
        report_id,
        document_id,
        publisher,
        evidence,
        lead_rank,
        date_start,
        date_end,
        lower(place) AS place_key,
        place,
        place_country,
        participants,
        CASE WHEN date_start = date_end THEN date_start::VARCHAR ELSE date_start || '/' || date_end END AS dates
    FROM derived.event_reports
),
pairs AS (
    SELECT a, b
    FROM stated AS a
    JOIN stated AS b ON b.event_id = a.event_id AND b.lead_rank > a.lead_rank AND b.document_id <> a.document_id
),
other_names AS (
    SELECT a, b
    FROM pairs
    WHERE NOT list_has_all(a.participants, b.participants) AND NOT list_has_all(b.participants, a.participants)
),
compared AS (
    SELECT a.report_id AS report_id, b.report_id AS other_id
    FROM other_names
    UNION ALL
    SELECT b.report_id, a.report_id
    FROM other_names
),
parties AS MATERIALIZED (
    SELECT report_id, name, kind, country
    FROM derived.report_participants
    SEMI JOIN compared USING (report_id)
),
-- A report of whom some do not stand in the other one.
more_than AS (
    SELECT DISTINCT c.report_id, c.other_id
    FROM compared AS c
    JOIN parties AS p USING (report_id)
    WHERE NOT EXISTS (
        FROM parties AS o
        WHERE o.report_id = c.other_id
            AND (o.name = p.name OR (o.country = p.country AND 'country' IN (o.kind, p.kind)))
    )
),
differing AS (
    SELECT 'date' AS field, a.dates AS value_a, b.dates AS value_b, a, b
    FROM pairs
    WHERE a.date_start > b.date_end OR a.date_end < b.date_start
    UNION ALL
    SELECT 'place', a.place, b.place, a, b
    FROM pairs
    WHERE a.place_key <> b.place_key
    UNION ALL
    SELECT 'participants', array_to_string(a.participants, '; '), array_to_string(b.participants, '; '), a, b
    FROM other_names
    WHERE (a.report_id, b.report_id) IN (SELECT (report_id, other_id) FROM more_than)
        AND (b.report_id, a.report_id) IN (SELECT (report_id, other_id) FROM more_than)
)
SELECT
    a.event_id AS event_id,
    field,
    value_a,
    value_b,
    a.publisher AS publisher_a,
    b.publisher AS publisher_b,
    a.document_id AS document_a,
    b.document_id AS document_b,
    a.evidence AS evidence_a,
    b.evidence AS evidence_b
FROM differing
QUALIFY row_number() OVER (PARTITION BY a.event_id, field, value_a, value_b ORDER BY a.lead_rank, b.lead_rank) = 1
ORDER BY a.event_id, field, a.lead_rank, b.lead_rank;
