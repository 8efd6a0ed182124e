-- On which sheet, in which cell, stands each mark of one enrolment?
SELECT
    session.held_on,
    attendance.status,
    source.path,
    attendance.sheet,
    attendance.cell
FROM core.attendance
JOIN core.session USING (session_id)
LEFT JOIN (SELECT source_id, min(path) AS path FROM audit.source GROUP BY source_id) AS source
    ON source.source_id = attendance.source_id
WHERE attendance.enrolment_id = 1
ORDER BY session.held_on, session.number
