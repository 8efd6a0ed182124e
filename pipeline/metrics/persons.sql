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
person AS (
    SELECT
        arg_min(
            {'gender': gender, 'age_band': age_band, 'municipality': municipality},
            (course_started_on, enrolment_id)
        ) AS first_enrolment
    FROM mart.participation
    WHERE is_admitted
        AND course IN (SELECT course FROM held)
    GROUP BY person_id
)
SELECT
    NULL AS course,
    first_enrolment.gender AS gender,
    first_enrolment.age_band AS age_band,
    first_enrolment.municipality AS municipality,
    count(*) AS part
FROM person
GROUP BY GROUPING SETS (
    (),
    (gender),
    (age_band),
    (municipality)
)
UNION ALL
-- An enrolment is one person in one course, so that a course has as many persons as enrolments.
SELECT
    course,
    NULL AS gender,
    NULL AS age_band,
    NULL AS municipality,
    CAST(sum(enrolments) AS BIGINT) AS part
FROM mart.enrolment_count
WHERE is_admitted
    AND course IN (SELECT course FROM held)
GROUP BY course
