-- actor_timeline: one row is an event for an actor who takes part in it
CREATE OR REPLACE VIEW actor_timeline AS
SELECT
    p.name AS actor,
    p.actor_id,
    p.kind,
    p.country,
    p.roles,
    e.event_id,
    p.date_start,
    p.date_end,
    e.date_precision,
    e.title,
    e.event_type,
    e.subtype,
    e.factuality,
    list_filter(e.participants, lambda other: other <> p.name) AS others,
    e.countries,
    e.place,
    e.place_country,
    e.mechanism,
    e.n_sources,
    e.evidence,
    e.evidence_url
FROM derived.event_participants AS p
JOIN derived.events AS e USING (position)
ORDER BY p.name, p.date_start NULLS LAST, e.event_id, p.actor_key;

COMMENT ON VIEW actor_timeline IS 'An event for an actor who takes part in it';
COMMENT ON COLUMN actor_timeline.actor IS 'Canonical name, or as written where unknown';
COMMENT ON COLUMN actor_timeline.actor_id IS 'Id in the knowledge base; null for a name as written';
COMMENT ON COLUMN actor_timeline.kind IS 'person, organisation, country or group';
COMMENT ON COLUMN actor_timeline.country IS 'ISO 3166 alpha-3 code of whom the actor acts for';
COMMENT ON COLUMN actor_timeline.roles IS 'source (the doer), target (with whom, to whom), or both where texts differ';
COMMENT ON COLUMN actor_timeline.event_id IS 'Hash of the smallest report id of the event';
COMMENT ON COLUMN actor_timeline.date_start IS 'First day on which the event may have begun; null if the texts give no date';
COMMENT ON COLUMN actor_timeline.date_end IS 'Last day on which it may have ended, inclusive';
COMMENT ON COLUMN actor_timeline.date_precision IS 'What the text gave: day, week, month, quarter, season, half, year, decade, interval';
COMMENT ON COLUMN actor_timeline.title IS 'Display line';
COMMENT ON COLUMN actor_timeline.event_type IS 'PLOVER type, or STATEMENT or OTHER';
COMMENT ON COLUMN actor_timeline.subtype IS 'What kind of it: speech, meeting, visit, signing and so on';
COMMENT ON COLUMN actor_timeline.factuality IS 'asserted, planned, possible, negated or underspecified';
COMMENT ON COLUMN actor_timeline.others IS 'Who else takes part';
COMMENT ON COLUMN actor_timeline.countries IS 'ISO 3166 alpha-3 codes of whom the participants act for';
COMMENT ON COLUMN actor_timeline.place IS 'Where it happened';
COMMENT ON COLUMN actor_timeline.place_country IS 'ISO 3166 alpha-3 code of the place';
COMMENT ON COLUMN actor_timeline.mechanism IS 'Standing format that the event belongs to';
COMMENT ON COLUMN actor_timeline.n_sources IS 'Publishers that tell it; a text sent round by several counts once';
COMMENT ON COLUMN actor_timeline.evidence IS 'The clause that says it best';
COMMENT ON COLUMN actor_timeline.evidence_url IS 'Address of the document that the evidence stands in';
