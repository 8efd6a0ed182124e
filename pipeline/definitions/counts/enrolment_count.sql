-- How many enrolments of each kind there are, counted when the store is built: in all, and by course, gender, age band
-- and municipality. Of these four at most one is not null: it says of what the row counts the enrolments. Periods are
-- whole months, so days are kept as months.
CREATE TABLE mart.enrolment_count AS
SELECT
    course,
    gender,
    age_band,
    municipality,
    stage,
    is_signed_up,
    is_admitted,
    is_started,
    CAST(date_trunc('month', signed_up_on) AS DATE)    AS signed_up_in,
    CAST(date_trunc('month', course_ended_on) AS DATE) AS course_ended_in,
    count(*)                                           AS enrolments
FROM mart.participation
GROUP BY
    stage,
    is_signed_up,
    is_admitted,
    is_started,
    signed_up_in,
    course_ended_in,
    GROUPING SETS (
        (),
        (course),
        (gender),
        (age_band),
        (municipality)
    );

COMMENT ON TABLE mart.enrolment_count IS 'How many enrolments of each kind there are, in all or of one category.';
COMMENT ON COLUMN mart.enrolment_count.course IS 'Course of which the row counts the enrolments, else null.';
COMMENT ON COLUMN mart.enrolment_count.gender IS 'Gender of which the row counts the enrolments, else null.';
COMMENT ON COLUMN mart.enrolment_count.age_band IS 'Age band of which the row counts the enrolments, else null.';
COMMENT ON COLUMN mart.enrolment_count.municipality IS
    'Administrative unit of which the row counts the enrolments, else null.';
COMMENT ON COLUMN mart.enrolment_count.stage IS 'How far the enrolments got.';
COMMENT ON COLUMN mart.enrolment_count.is_signed_up IS 'Whether a sign-up list names the persons.';
COMMENT ON COLUMN mart.enrolment_count.is_admitted IS 'Whether ever admitted.';
COMMENT ON COLUMN mart.enrolment_count.is_started IS 'Whether present at least once.';
COMMENT ON COLUMN mart.enrolment_count.signed_up_in IS
    'First day of the month of the sign-up (participation.signed_up_on).';
COMMENT ON COLUMN mart.enrolment_count.course_ended_in IS
    'First day of the month in which the course ended (participation.course_ended_on); null while it runs.';
COMMENT ON COLUMN mart.enrolment_count.enrolments IS 'How many enrolments.';
