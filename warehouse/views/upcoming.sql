-- upcoming: one row is an announced event that may still come after the newest document
CREATE OR REPLACE VIEW upcoming AS
SELECT plan.*
FROM upcoming_after((SELECT max(published_day) FROM derived.documents)) AS plan;
