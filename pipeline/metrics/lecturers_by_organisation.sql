-- Lecturers by organisation
-- How many lecturers taught in the period, and who sent them?
-- unit: lecturers
-- part: distinct lecturers of sessions held in the period
-- whole: none (a count)
-- dimensions: total, organisation
-- note: A lecturer sent by two organisations counts once in the total and once with each.
SELECT
    organisation,
    count(DISTINCT lecturer) AS part
FROM mart.lecture
WHERE counted_on BETWEEN $first_day AND $last_day
GROUP BY GROUPING SETS (
    (),
    (organisation)
)
