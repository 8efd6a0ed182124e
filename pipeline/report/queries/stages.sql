-- Stages of the period's courses
-- How far did the sign-ups and walk-ins of the courses with a session in the period get, as of the store's day?
-- unit: sign-ups and walk-ins, one row a stage
SELECT
    stage,
    count(*) AS enrolments
FROM mart.participation
WHERE course IN (SELECT course FROM mart.held_session WHERE counted_on BETWEEN $first_day AND $last_day)
GROUP BY stage
