-- Open outcomes
-- For how many enrolments of the courses that ended in the period do missing marks leave the outcome open?
-- unit: enrolments
-- part: outcome open until the marks are added
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
WHERE stage = 'open'
    AND course_ended_in BETWEEN $first_day AND $last_day
GROUP BY ALL
