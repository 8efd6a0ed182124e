-- Enrolments
-- How many enrolments were there in courses with a session in the period?
-- unit: enrolments
-- part: enrolments ever admitted
-- whole: none (a count)
-- dimensions: total, course, gender, age_band, municipality
-- note: Somebody in two courses counts twice. A session whose day cannot be read counts in the period "all" only.
-- Who cancelled had been admitted; who only applied, waited or was declined had not.
SELECT
    course,
    gender,
    age_band,
    municipality,
    count(*) AS part
FROM mart.participation
WHERE is_admitted
    AND course IN (SELECT course FROM mart.held_session WHERE counted_on BETWEEN $first_day AND $last_day)
GROUP BY GROUPING SETS (
    (),
    (course),
    (gender),
    (age_band),
    (municipality)
)
