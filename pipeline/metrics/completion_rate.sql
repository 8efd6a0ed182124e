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
    count(*) FILTER (WHERE stage = 'completed') AS part,
    count(*) AS whole
FROM mart.participation
WHERE is_started
    AND course_ended_on BETWEEN $first_day AND $last_day
GROUP BY GROUPING SETS (
    (),
    (course),
    (gender),
    (age_band),
    (municipality)
)
