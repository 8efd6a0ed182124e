-- Completion rate
-- Of the enrolments that started a course ending in the period, how many met the completion rule?
-- unit: share of enrolments
-- part: met the completion rule
-- whole: present at least once, or made a session up
-- dimensions: total, course, gender, age_band, municipality
-- note: Courses that are over and ended in the period; running courses are left out. An open outcome stays in the
-- whole; open_enrolments counts them.
SELECT
    course,
    gender,
    age_band,
    municipality,
    CAST(coalesce(sum(enrolments) FILTER (WHERE stage = 'completed'), 0) AS BIGINT) AS part,
    CAST(sum(enrolments) AS BIGINT) AS whole
FROM mart.enrolment_count
WHERE is_started
    AND course_ended_in BETWEEN $first_day AND $last_day
GROUP BY ALL
