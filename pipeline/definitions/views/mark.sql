-- One mark at a session that took place. Undated sessions as in mart.held_session.
CREATE VIEW mart.mark AS
SELECT
    attendance.enrolment_id,
    attendance.session_id,
    session.course_id AS course,
    coalesce(session.held_on, DATE '9999-12-31') AS counted_on,
    attendance.status,
    attendance.minutes
FROM core.attendance
JOIN core.session ON session.session_id = attendance.session_id
WHERE session.status = 'held';

COMMENT ON VIEW mart.mark IS 'One mark of one enrolment at a session that took place.';
COMMENT ON COLUMN mart.mark.enrolment_id IS 'Enrolment.';
COMMENT ON COLUMN mart.mark.session_id IS 'Session.';
COMMENT ON COLUMN mart.mark.course IS 'Course.';
COMMENT ON COLUMN mart.mark.counted_on IS 'Day of the session; 9999-12-31 where it cannot be read.';
COMMENT ON COLUMN mart.mark.status IS 'Attendance status.';
COMMENT ON COLUMN mart.mark.minutes IS 'Minutes attended; null where not recorded or not applicable.';
