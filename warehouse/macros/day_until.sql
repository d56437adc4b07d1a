-- day_until(words): the last day of a day, month or year as people write it: 2025-03-05, 2025-03, 2025
CREATE OR REPLACE MACRO day_until(words) AS
CASE length(words::VARCHAR)
    WHEN 4 THEN (words::VARCHAR || '-12-31')::DATE
    WHEN 7 THEN last_day((words::VARCHAR || '-01')::DATE)
    ELSE words::DATE
END;
