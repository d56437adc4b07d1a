-- holder_out_of_term: nobody is taken for the holder of an office outside the terms that the seeds know
-- An id without a name is the holder of an office that the text names alone. Some term of theirs must include a day of
-- the event, of the publication or of a date in the text, give or take a week for the handover. What waits for
-- review is known to be doubtful. Only the newest version is asked: an older one may have had other seeds.
WITH inferred AS (
    SELECT DISTINCT p.extraction_id, p.report_id, p.actor_id, p.text, r.date_start, r.date_end, d.published_day
    FROM facts.participants AS p
    JOIN facts.reports AS r ON r.report_id = p.report_id AND r.extraction_id = p.extraction_id
    JOIN facts.extractions AS e ON e.extraction_id = p.extraction_id
    JOIN derived.documents AS d ON d.extraction_id = p.extraction_id
    JOIN derived.versions AS v ON v.extractor_version = e.extractor_version AND v.seeds_digest = e.seeds_digest
    WHERE p.kind = 'person'
        AND p.name IS NULL
        AND p.actor_id IS NOT NULL
        AND v.version_rank = (SELECT max(version_rank) FROM derived.versions)
        AND NOT EXISTS (
            FROM facts.review_items AS i WHERE i.extraction_id = p.extraction_id AND i.text = p.text
        )
),
days AS (
    SELECT extraction_id, report_id, actor_id, date_start AS first_day, date_end AS last_day
    FROM inferred
    UNION ALL
    SELECT extraction_id, report_id, actor_id, published_day, published_day
    FROM inferred
    UNION ALL
    SELECT
        i.extraction_id,
        i.report_id,
        i.actor_id,
        coalesce(TRY(day_from(t.value)), TRY(day_from(left(t.value, 4)))),
        coalesce(TRY(day_until(t.value)), TRY(day_until(left(t.value, 4))))
    FROM inferred AS i
    JOIN facts.timexes AS t USING (extraction_id)
),
-- What nothing dates cannot be decided. An unfinished timex (XXXX-05) is no date, a season or week is its year.
in_question AS (
    SELECT
        d.report_id,
        d.actor_id,
        bool_or(o.held_from - 7 <= d.last_day AND coalesce(o.held_until + 7 >= d.first_day, true)) AS held
    FROM days AS d
    LEFT JOIN derived.offices AS o USING (actor_id)
    WHERE d.first_day IS NOT NULL AND d.last_day IS NOT NULL
    GROUP BY d.extraction_id, d.report_id, d.actor_id
)
SELECT 'event' AS what, report_id, actor_id, NULL AS office_id, NULL AS held_from, NULL AS held_until
FROM in_question
WHERE held IS NOT true
UNION ALL
SELECT 'term', NULL, actor_id, office_id, held_from, held_until
FROM derived.offices
WHERE held_until < held_from
