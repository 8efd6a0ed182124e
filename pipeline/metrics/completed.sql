-- Completed
-- How many enrolments of the courses that ended in the period met the completion rule?
-- unit: enrolments
-- part: met the completion rule
-- whole: none (a count)
-- dimensions: total, course, gender, age_band, municipality
-- note: Courses that are over and ended in the period; running courses are left out.
SELECT
    course,
    gender,
    age_band,
    municipality,
    CAST(sum(enrolments) AS BIGINT) AS part
FROM mart.enrolment_count
WHERE stage = 'completed'
    AND course_ended_in BETWEEN $first_day AND $last_day
GROUP BY ALL
