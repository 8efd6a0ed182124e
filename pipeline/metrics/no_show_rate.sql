-- No-show rate
-- Of the enrolments ever admitted to a course ending in the period, how many never came?
-- unit: share of enrolments
-- part: never present, with a mark for every session
-- whole: ever admitted
-- dimensions: total, course, gender, age_band, municipality
-- note: Courses that are over and ended in the period; running courses are left out. An open outcome stays in the
-- whole; open_enrolments counts them. Who cancelled had been admitted; who only applied, waited or was declined had not.
SELECT
    course,
    gender,
    age_band,
    municipality,
    CAST(coalesce(sum(enrolments) FILTER (WHERE stage = 'no_show'), 0) AS BIGINT) AS part,
    CAST(sum(enrolments) AS BIGINT) AS whole
FROM mart.enrolment_count
WHERE is_admitted
    AND course_ended_in BETWEEN $first_day AND $last_day
GROUP BY ALL
