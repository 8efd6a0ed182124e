-- Teaching hours
-- How many teaching hours (Unterrichtsstunden) were given in the period?
-- unit: teaching hours
-- part: whole teaching hours of the sessions held
-- whole: none (a count)
-- dimensions: total, course
-- note: Per course, never per session: the whole hours of all sessions up to the end of the period, less the whole
-- hours of all sessions before it. So the periods of a course add up to its hours. The total is the sum over the
-- courses. A session whose day cannot be read counts in the period "all" only.
WITH cumulated AS (
    SELECT
        course,
        sum(minutes) AS minutes,
        coalesce(sum(minutes) FILTER (WHERE counted_on < $first_day), 0) AS minutes_before,
        count(*) FILTER (WHERE counted_on >= $first_day) AS sessions
    FROM mart.held_session
    WHERE counted_on <= $last_day
    GROUP BY course
)
SELECT
    cumulated.course,
    CAST(coalesce(sum(
        floor(cumulated.minutes / lesson.minutes) - floor(cumulated.minutes_before / lesson.minutes)
    ), 0) AS BIGINT) AS part
FROM cumulated
CROSS JOIN mart.lesson
WHERE cumulated.sessions > 0
GROUP BY GROUPING SETS (
    (),
    (cumulated.course)
)
