-- How was each session of a course attended?
SELECT
    session.number,
    session.held_on,
    count(*) FILTER (attendance.status = 'present')      AS present,
    count(*) FILTER (attendance.status = 'excused')      AS excused,
    count(*) FILTER (attendance.status = 'absent')       AS absent,
    count(*) FILTER (attendance.status = 'not_recorded') AS not_recorded
FROM core.session
LEFT JOIN core.attendance USING (session_id)
WHERE session.course_id = 'IB-2017-1'
GROUP BY ALL
ORDER BY session.held_on, session.number
