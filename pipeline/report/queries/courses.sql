-- Courses of the period
-- Which courses had a session in the period, and which of them ended in it?
-- unit: one row a course, in the order in which they began
SELECT
    course.course_id,
    coalesce(course.title, course.programme) AS title,
    municipality.code AS municipality,
    course.starts_on,
    course.ends_on,
    course.is_over AND coalesce(course.ends_on, DATE '9999-12-31') BETWEEN $first_day AND $last_day AS has_ended
FROM core.course
LEFT JOIN code.municipality ON municipality.code = course.municipality
WHERE course.course_id IN (SELECT course FROM mart.held_session WHERE counted_on BETWEEN $first_day AND $last_day)
ORDER BY
    course.starts_on NULLS LAST,
    course.course_id
