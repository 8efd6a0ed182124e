-- One mark at a session that took place.
CREATE VIEW mart.mark AS
SELECT
    attendance.enrolment_id,
    attendance.session_id,
    held_session.course,
    held_session.counted_on,
    attendance.status,
    attendance.minutes
FROM core.attendance
JOIN mart.held_session ON held_session.session_id = attendance.session_id;

COMMENT ON VIEW mart.mark IS 'One mark of one enrolment at a session that took place.';
COMMENT ON COLUMN mart.mark.enrolment_id IS 'Enrolment.';
COMMENT ON COLUMN mart.mark.session_id IS 'Session.';
COMMENT ON COLUMN mart.mark.course IS 'Course.';
COMMENT ON COLUMN mart.mark.counted_on IS 'Day of the session; 9999-12-31 where it cannot be read.';
COMMENT ON COLUMN mart.mark.status IS 'Attendance status.';
COMMENT ON COLUMN mart.mark.minutes IS 'Minutes attended; null where not recorded or not applicable.';
