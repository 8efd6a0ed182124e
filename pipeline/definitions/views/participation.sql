-- One enrolment with everything the metrics count it by. No column that a metric groups by is null.
CREATE VIEW mart.participation AS
SELECT
    enrolment.enrolment_id,
    enrolment.person_id,
    enrolment.course_id AS course,
    course.programme,
    course.kind AS course_kind,
    coalesce(enrolment.gender, 'not_stated') AS gender,
    enrolment.age_band,
    enrolment.municipality,
    enrolment.stage,
    enrolment.is_signed_up,
    enrolment.is_admitted,
    enrolment.is_started,
    enrolment.person_id IN (SELECT person_id FROM core.person WHERE is_provisional) AS is_provisional,
    coalesce(enrolment.signed_up_on, course.starts_on, DATE '9999-12-31') AS signed_up_on,
    coalesce(course.starts_on, DATE '9999-12-31') AS course_started_on,
    CASE WHEN course.is_over THEN coalesce(course.ends_on, DATE '9999-12-31') END AS course_ended_on
FROM core.enrolment
JOIN core.course ON course.course_id = enrolment.course_id;

COMMENT ON VIEW mart.participation IS 'One enrolment with all that metrics count it by.';
COMMENT ON COLUMN mart.participation.enrolment_id IS 'Enrolment.';
COMMENT ON COLUMN mart.participation.person_id IS 'Person.';
COMMENT ON COLUMN mart.participation.course IS 'Course.';
COMMENT ON COLUMN mart.participation.programme IS 'Programme of the course.';
COMMENT ON COLUMN mart.participation.course_kind IS 'Basic course or workshop.';
COMMENT ON COLUMN mart.participation.gender IS 'Gender as stated at the enrolment or before, else not_stated.';
COMMENT ON COLUMN mart.participation.age_band IS 'Age band on the day of the first session, else unknown.';
COMMENT ON COLUMN mart.participation.municipality IS 'Administrative unit of residence at the enrolment.';
COMMENT ON COLUMN mart.participation.stage IS 'How far the enrolment got.';
COMMENT ON COLUMN mart.participation.is_signed_up IS 'Whether a sign-up list names the person; otherwise a walk-in.';
COMMENT ON COLUMN mart.participation.is_admitted IS 'Whether ever admitted.';
COMMENT ON COLUMN mart.participation.is_started IS 'Whether present at least once.';
COMMENT ON COLUMN mart.participation.is_provisional IS 'Whether it is still open who the person is.';
COMMENT ON COLUMN mart.participation.signed_up_on IS
    'Day of the sign-up; where unknown, of the first session; 9999-12-31 where neither is known.';
COMMENT ON COLUMN mart.participation.course_started_on IS 'Day of the first session; 9999-12-31 where unknown.';
COMMENT ON COLUMN mart.participation.course_ended_on IS
    'Day of the last session of a course that is over (9999-12-31 where unknown); null while the course runs.';
