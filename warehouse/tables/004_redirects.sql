-- Where an event id that was published went when later documents or rules regrouped its reports.
CREATE TABLE facts.redirects (
    event_id VARCHAR NOT NULL,
    moved_to VARCHAR NOT NULL
);
