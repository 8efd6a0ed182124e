-- One session that took place by the day as of which the store holds (audit.setting). A session whose day cannot be
-- read lies at the end of all days, so that only the period that holds all days counts it.
CREATE VIEW mart.held_session AS
SELECT
    session.session_id,
    session.course_id AS course,
    coalesce(session.held_on, DATE '9999-12-31') AS counted_on,
    session.minutes
FROM core.session
CROSS JOIN (SELECT CAST(max(value) AS DATE) AS as_of FROM audit.setting WHERE name = 'as_of') AS store
WHERE session.status = 'held'
    AND coalesce(session.held_on <= store.as_of, TRUE);

COMMENT ON VIEW mart.held_session IS 'One session that took place by the day as of which the store holds.';
COMMENT ON COLUMN mart.held_session.session_id IS 'Session.';
COMMENT ON COLUMN mart.held_session.course IS 'Course.';
COMMENT ON COLUMN mart.held_session.counted_on IS 'Day of the session; 9999-12-31 where it cannot be read.';
COMMENT ON COLUMN mart.held_session.minutes IS 'Length (minutes).';
