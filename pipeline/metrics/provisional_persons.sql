-- Persons not yet identified
-- Of how many persons in courses with a session in the period is it still open who they are?
-- unit: persons
-- part: distinct persons with an open question
-- whole: none (a count)
-- dimensions: total, course
-- note: They are counted as persons of their own until the question is answered.
SELECT
    course,
    count(DISTINCT person_id) AS part
FROM mart.participation
WHERE is_provisional
    AND is_admitted
    AND course IN (SELECT course FROM mart.held_session WHERE counted_on BETWEEN $first_day AND $last_day)
GROUP BY GROUPING SETS (
    (),
    (course)
)
