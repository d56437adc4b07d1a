-- meetings: one row is a meeting, call, summit or negotiation, held or announced
CREATE OR REPLACE VIEW meetings AS
SELECT
    event_id,
    date_start,
    date_end,
    date_precision,
    title,
    participants,
    subtype,
    countries,
    place,
    place_country,
    mechanism,
    mechanism_ordinal,
    factuality,
    n_sources,
    n_documents,
    last_reported_at,
    evidence,
    evidence_url
FROM derived.events
WHERE subtype IN ('meeting', 'call', 'summit', 'negotiation')
ORDER BY date_start NULLS LAST, event_id;

COMMENT ON VIEW meetings IS 'A meeting, call, summit or negotiation, with who takes part';
COMMENT ON COLUMN meetings.mechanism_ordinal IS 'Number of the session, if the texts give one';
