-- Which enrolments were not the first of their person. Distinct persons cannot be added up; but of the enrolments in the
-- courses of any period, a person's first is the one that has no row here with such a course.
CREATE TABLE mart.earlier_enrolment AS
SELECT
    participation.enrolment_id,
    earlier.course
FROM mart.participation
JOIN mart.participation AS earlier ON earlier.person_id = participation.person_id
WHERE participation.is_admitted
    AND earlier.is_admitted
    AND (earlier.course_started_on, earlier.enrolment_id)
        < (participation.course_started_on, participation.enrolment_id);

COMMENT ON TABLE mart.earlier_enrolment IS
    'An enrolment, and a course in which the same person was enrolled before; both ever admitted.';
COMMENT ON COLUMN mart.earlier_enrolment.enrolment_id IS 'The later enrolment.';
COMMENT ON COLUMN mart.earlier_enrolment.course IS 'Course of the earlier one: it began before, or its number is lower.';
