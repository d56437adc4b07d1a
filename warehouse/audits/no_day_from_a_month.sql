-- no_day_from_a_month: the width of a range is that of its precision; nobody fills in a day
SELECT report_id, extraction_id, date_start, date_end, date_precision
FROM facts.reports
WHERE NOT CASE date_precision
    WHEN 'day' THEN date_start = date_end
    WHEN 'week' THEN date_end - date_start <= 6
    WHEN 'month' THEN date_end - date_start BETWEEN 27 AND 30
    WHEN 'quarter' THEN date_end - date_start BETWEEN 89 AND 91
    WHEN 'season' THEN date_end - date_start BETWEEN 80 AND 100
    WHEN 'half' THEN date_end - date_start BETWEEN 180 AND 183
    WHEN 'year' THEN date_end - date_start BETWEEN 364 AND 365
    WHEN 'decade' THEN date_end - date_start BETWEEN 3651 AND 3652
    ELSE date_end >= date_start
END
