-- Marks by session
-- Who was there at each session of the period: how many are present, excused, absent, not recorded?
-- unit: marks
SELECT
    course,
    counted_on,
    count(*) FILTER (WHERE status = 'present')      AS present,
    count(*) FILTER (WHERE status = 'excused')      AS excused,
    count(*) FILTER (WHERE status = 'absent')       AS absent,
    count(*) FILTER (WHERE status = 'not_recorded') AS not_recorded
FROM mart.mark
WHERE counted_on BETWEEN $first_day AND $last_day
    AND counted_on < DATE '9999-12-31'
GROUP BY
    course,
    session_id,
    counted_on
ORDER BY
    counted_on,
    course
