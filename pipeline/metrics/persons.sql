-- Persons
-- How many different persons were in courses with a session in the period?
-- unit: persons
-- part: distinct persons ever admitted
-- whole: none (a count)
-- dimensions: total, course, gender, age_band, municipality
-- note: Gender, age and municipality are those of the person's first enrolment of the period. Somebody in two courses
-- counts once in the total and once with each course.
WITH held AS (
    SELECT DISTINCT course
    FROM mart.held_session
    WHERE counted_on BETWEEN $first_day AND $last_day
),
participant AS (
    SELECT
        course,
        gender,
        age_band,
        municipality,
        enrolment_id NOT IN (
            SELECT enrolment_id
            FROM mart.earlier_enrolment
            WHERE course IN (SELECT course FROM held)
        ) AS is_first
    FROM mart.participation
    WHERE is_admitted
        AND course IN (SELECT course FROM held)
)
SELECT
    course,
    gender,
    age_band,
    municipality,
    count(*) AS part
FROM participant
GROUP BY GROUPING SETS (
    (is_first),
    (is_first, gender),
    (is_first, age_band),
    (is_first, municipality),
    (course)
)
-- A person counts once, but with each course: an enrolment is one person in one course.
HAVING is_first IS NOT FALSE
