-- event_class(event_type): cooperation, conflict or neutral, after PLOVER's scores
-- By its quad classes and its score (manual of 2024): what scores above 0 is cooperation, below 0 conflict. What
-- scores 0, and what PLOVER does not have, is neutral. Each type's file in seeds/events says which it is.
CREATE OR REPLACE MACRO event_class(event_type) AS
coalesce(
    (SELECT map(list(t.event_type), list(t.class)) FROM derived.event_types AS t)[event_type],
    error('no such event type: ' || event_type)
);
