-- Persons
-- How many different persons were in courses with a session in the period?
-- unit: persons
-- part: distinct persons ever admitted
-- whole: none (a count)
-- dimensions: total, course, gender, age_band, municipality
-- note: Gender, age and municipality are those of the person's first enrolment of the period. Somebody in two courses
-- counts once in the total and once with each course.
WITH participant AS (
    SELECT
        person_id,
        course,
        first_value(gender) OVER (PARTITION BY person_id ORDER BY course_started_on, enrolment_id) AS gender,
        first_value(age_band) OVER (PARTITION BY person_id ORDER BY course_started_on, enrolment_id) AS age_band,
        first_value(municipality) OVER (PARTITION BY person_id ORDER BY course_started_on, enrolment_id) AS municipality
    FROM mart.participation
    WHERE is_admitted
        AND course IN (SELECT course FROM mart.held_session WHERE counted_on BETWEEN $first_day AND $last_day)
)
SELECT
    course,
    gender,
    age_band,
    municipality,
    count(DISTINCT person_id) AS part
FROM participant
GROUP BY GROUPING SETS (
    (),
    (course),
    (gender),
    (age_band),
    (municipality)
)
