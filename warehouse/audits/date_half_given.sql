-- date_half_given: a date has a start, an end, a precision and a basis, or none of them
SELECT report_id, extraction_id, date_start, date_end, date_precision, date_basis
FROM facts.reports
WHERE (date_start IS NULL) <> (date_end IS NULL)
    OR (date_start IS NULL) <> (date_precision IS NULL)
    OR (date_start IS NULL) <> (date_basis IS NULL)
    OR date_start > date_end
