-- One row a plan and the event that decides it: realised, cancelled or moved, at most one of each. known_from: the
-- day from which that could be known.
-- Cast and kind must agree; of several candidates the one of the same subtype and nearest date counts, of several
-- moves the next that was announced. What was told before the day of a plan did not realise it, a day's grace
-- given for the zones of the earth.
CREATE TABLE derived.links AS
WITH casts AS (
    -- A hash of the set, since lists of ten million events would not fit into memory.
    SELECT event_id, concat_ws('/', count(*), bit_xor(hash(actor_key))) AS members
    FROM (SELECT DISTINCT event_id, actor_key FROM derived.event_participants)
    GROUP BY event_id
),
told AS (
    SELECT
        e.event_id,
        e.event_type,
        e.subtype,
        e.factuality,
        e.date_start,
        e.date_end,
        e.place,
        e.mechanism_id,
        e.mechanism_stage,
        e.mechanism_ordinal,
        e.first_reported_at,
        e.last_reported_at,
        e.known_from,
        e.known_to,
        c.members,
        t.cancels
    FROM derived.events AS e
    LEFT JOIN derived.event_types AS t USING (event_type)
    LEFT JOIN casts AS c USING (event_id)
),
plans AS (
    SELECT * FROM told WHERE factuality = 'planned'
),
candidates AS (
    SELECT p.event_id AS plan, o.event_id AS event, 'realised' AS outcome, p, o
    FROM plans AS p
    JOIN told AS o
        ON o.event_type = p.event_type
        AND o.members = p.members
        AND o.factuality = 'asserted'
        AND o.date_start <= p.date_end
        AND o.date_end >= p.date_start
        AND o.known_to >= p.date_start - 1
    UNION ALL
    SELECT p.event_id, o.event_id, 'realised', p, o
    FROM plans AS p
    JOIN told AS o
        ON o.event_type = p.event_type
        AND o.mechanism_id = p.mechanism_id
        AND o.mechanism_ordinal = p.mechanism_ordinal
        AND o.mechanism_stage = p.mechanism_stage
        AND o.factuality = 'asserted'
    UNION ALL
    SELECT p.event_id, o.event_id, 'cancelled', p, o
    FROM plans AS p
    JOIN told AS o
        ON o.members = p.members
        AND o.subtype = p.subtype
        AND o.cancels
        AND o.factuality = 'asserted'
        AND o.date_start <= p.date_end
    UNION ALL
    SELECT p.event_id, o.event_id, 'cancelled', p, o
    FROM plans AS p
    JOIN told AS o
        ON o.members = p.members
        AND o.subtype = p.subtype
        AND o.event_type = p.event_type
        AND o.factuality = 'negated'
        AND o.date_start <= p.date_end
        AND o.date_end >= p.date_start
    UNION ALL
    SELECT p.event_id, o.event_id, 'moved', p, o
    FROM plans AS p
    JOIN plans AS o
        ON o.members = p.members
        AND o.subtype = p.subtype
        AND o.event_type = p.event_type
        AND o.place = p.place
        AND o.mechanism_id IS NOT DISTINCT FROM p.mechanism_id
        AND o.first_reported_at > p.last_reported_at
        AND o.first_reported_at::DATE <= p.date_end
        AND (o.date_start > p.date_end OR o.date_end < p.date_start)
)
SELECT plan, event, outcome, greatest(p.known_from, o.known_from) AS known_from
FROM candidates
WHERE plan <> event AND coalesce(o.last_reported_at >= p.first_reported_at, true)
QUALIFY row_number() OVER (
    PARTITION BY plan, outcome
    ORDER BY
        o.subtype = p.subtype DESC,
        CASE WHEN outcome = 'moved' THEN o.first_reported_at END,
        abs(o.date_start - p.date_start) NULLS LAST,
        event
) = 1
ORDER BY plan, outcome;
