-- Age
-- How old was a person on the day of the course's first session? By the full date of birth; where only the year is
-- known, the difference of the years. No day, or an age below zero: not known.
-- unit: one row an enrolment; completed years
WITH aged AS (
    SELECT
        enrolment.enrolment_id,
        CASE
            WHEN enrolment.birth_date IS NULL
                THEN extract(YEAR FROM course_dates.starts_on) - enrolment.birth_year
            ELSE
                extract(YEAR FROM course_dates.starts_on) - extract(YEAR FROM enrolment.birth_date)
                - CASE
                    WHEN 100 * extract(MONTH FROM course_dates.starts_on) + extract(DAY FROM course_dates.starts_on)
                        < 100 * extract(MONTH FROM enrolment.birth_date) + extract(DAY FROM enrolment.birth_date)
                        THEN 1
                    ELSE 0
                END
        END AS age
    FROM enrolment
    JOIN course_dates ON course_dates.course_id = enrolment.course_id
)
SELECT
    aged.enrolment_id,
    CASE WHEN aged.age >= 0 THEN aged.age END AS age,
    coalesce(age_band.band, 'unknown') AS age_band
FROM aged
LEFT JOIN age_band
    ON aged.age >= age_band.first_age
    AND aged.age < age_band.next_age
