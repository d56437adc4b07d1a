-- unknown_word: types, factualities, roles, stages and stances are those of the guidelines
SELECT report_id, extraction_id, event_type, factuality, mechanism_stage, position_stance
FROM facts.reports
WHERE event_type NOT IN (SELECT event_type FROM derived.event_types)
    OR factuality NOT IN ('asserted', 'planned', 'possible', 'negated', 'underspecified')
    OR mechanism_stage NOT IN ('proposed', 'established', 'convened', 'renamed')
    OR position_stance NOT IN ('support', 'oppose', 'call-for', 'underspecified')
    OR confidence NOT BETWEEN 0 AND 1
    OR salience NOT BETWEEN 0 AND 1
