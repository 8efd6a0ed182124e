-- Sign-ups
-- How many sign-ups for a course came in during the period?
-- unit: sign-ups
-- part: sign-ups, whatever became of them
-- whole: none (a count)
-- dimensions: total, course, gender, age_band, municipality
-- note: By the day of the sign-up; where it is unknown, by the day of the course's first session. A walk-in is no
-- sign-up.
SELECT
    course,
    gender,
    age_band,
    municipality,
    CAST(sum(enrolments) AS BIGINT) AS part
FROM mart.enrolment_count
WHERE is_signed_up
    AND signed_up_in BETWEEN $first_day AND $last_day
GROUP BY ALL
