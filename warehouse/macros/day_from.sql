-- day_from(words): the first day of a day, month or year as people write it: 2025-03-05, 2025-03, 2025
CREATE OR REPLACE MACRO day_from(words) AS
CASE length(words::VARCHAR)
    WHEN 4 THEN (words::VARCHAR || '-01-01')::DATE
    WHEN 7 THEN (words::VARCHAR || '-01')::DATE
    ELSE words::DATE
END;
