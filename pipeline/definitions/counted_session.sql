-- Counted sessions
-- Which sessions took place by the day of the store? Later ones are not looked at. A session whose date cannot be
-- read took place on some day: it counts.
-- unit: one row a session
SELECT
    session_id,
    course_id,
    held_on,
    minutes,
    is_mandatory
FROM session
WHERE status = 'held'
    AND (held_on IS NULL OR held_on <= CAST($as_of AS DATE))
