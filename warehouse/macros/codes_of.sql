-- codes_of(called): the ISO 3166 alpha-3 codes of the countries that are called so, in any language that the seeds know
-- What may be a code counts as one.
CREATE OR REPLACE MACRO codes_of(called) AS
list_distinct(list_concat(
    CASE WHEN regexp_full_match(trim(called), '[A-Za-z]{3}') THEN [upper(trim(called))] ELSE [] END,
    (
        SELECT coalesce(list(country ORDER BY country), [])
        FROM derived.actors
        WHERE kind = 'country'
            AND list_contains([folded(each) FOR each IN list_append(aliases, name)], folded(called))
    )
));
