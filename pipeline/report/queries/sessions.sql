-- Sessions of the period
-- Who was there at each session held in the period?
-- unit: one row a session, in the order of their days; marks by status
SELECT
    session.held_on,
    session.course_id,
    session.number,
    session.topic,
    session.minutes,
    count(*) FILTER (mark.status = 'present')      AS present,
    count(*) FILTER (mark.status = 'excused')      AS excused,
    count(*) FILTER (mark.status = 'absent')       AS absent,
    count(*) FILTER (mark.status = 'not_recorded') AS not_recorded
FROM mart.held_session
JOIN core.session ON session.session_id = held_session.session_id
LEFT JOIN mart.mark ON mark.session_id = held_session.session_id
WHERE held_session.counted_on BETWEEN $first_day AND $last_day
GROUP BY
    session.session_id,
    session.held_on,
    session.course_id,
    session.number,
    session.topic,
    session.minutes
ORDER BY
    session.held_on NULLS LAST,
    session.course_id,
    session.session_id
