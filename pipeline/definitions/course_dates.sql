-- Course dates
-- When did a course start and end, and is it over? Cancelled and undated sessions give no day. A course is over when
-- it has a held session, none is planned any more, and none was held after the day of the store.
-- unit: one row a course
SELECT
    course.course_id,
    min(session.held_on) FILTER (WHERE session.status <> 'cancelled') AS starts_on,
    max(session.held_on) FILTER (WHERE session.status <> 'cancelled') AS ends_on,
    max(session.held_on) FILTER (WHERE session.status = 'held')       AS last_held_on,
    CAST($as_of AS DATE) IS NOT NULL
        AND count(*) FILTER (WHERE session.status = 'held') > 0
        AND count(*) FILTER (WHERE session.status = 'planned') = 0
        AND count(*) FILTER (WHERE session.status = 'held' AND session.held_on > CAST($as_of AS DATE)) = 0
        AS is_over
FROM course
LEFT JOIN session ON session.course_id = course.course_id
GROUP BY course.course_id
