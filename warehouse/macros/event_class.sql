-- event_class(event_type): cooperation, conflict or neutral, after PLOVER's scores
-- By its quad classes and its score (manual of 2024): what scores above 0 is cooperation, below
-- 0 conflict. REQUEST scores 0; STATEMENT and OTHER are ours and have none.
CREATE OR REPLACE MACRO event_class(event_type) AS
CASE
    WHEN event_type IN ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT') THEN 'cooperation'
    WHEN event_type IN (
        'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT'
    ) THEN 'conflict'
    WHEN event_type IN ('REQUEST', 'STATEMENT', 'OTHER') THEN 'neutral'
    ELSE error('no such event type: ' || event_type)
END;
