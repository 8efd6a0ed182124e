-- Participant hours
-- How many teaching hours did participants attend in the period, all taken together?
-- unit: teaching hours times participants
-- part: whole teaching hours of the minutes attended
-- whole: none (a count)
-- dimensions: total, course
-- note: Per course: the whole hours of all minutes attended up to the end of the period, less the whole hours of all
-- minutes before it. So the periods of a course add up to its hours. The total is the sum over the courses. A session
-- made up later adds none: nobody was taught in the course. A session whose day cannot be read counts in the period
-- "all" only.
WITH cumulated AS (
    SELECT
        course,
        sum(minutes) AS minutes,
        coalesce(sum(minutes) FILTER (WHERE counted_in < $first_day), 0) AS minutes_before,
        coalesce(sum(present) FILTER (WHERE counted_in >= $first_day), 0) AS marks
    FROM mart.mark_count
    WHERE course IS NOT NULL
        AND counted_in <= $last_day
    GROUP BY course
)
SELECT
    cumulated.course,
    CAST(coalesce(sum(
        floor(cumulated.minutes / lesson.minutes) - floor(cumulated.minutes_before / lesson.minutes)
    ), 0) AS BIGINT) AS part
FROM cumulated
CROSS JOIN mart.lesson
WHERE cumulated.marks > 0
GROUP BY GROUPING SETS (
    (),
    (cumulated.course)
)
