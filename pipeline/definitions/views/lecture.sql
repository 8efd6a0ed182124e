-- One lecturer at one session that took place.
CREATE VIEW mart.lecture AS
SELECT
    session_lecturer.lecturer,
    coalesce(session_lecturer.organisation, 'unknown') AS organisation,
    held_session.counted_on
FROM core.session_lecturer
JOIN mart.held_session ON held_session.session_id = session_lecturer.session_id;

COMMENT ON VIEW mart.lecture IS 'One lecturer at one session that took place.';
COMMENT ON COLUMN mart.lecture.lecturer IS 'Name of the lecturer.';
COMMENT ON COLUMN mart.lecture.organisation IS 'Organisation that sent the lecturer, else unknown.';
COMMENT ON COLUMN mart.lecture.counted_on IS 'Day of the session; 9999-12-31 where it cannot be read.';
