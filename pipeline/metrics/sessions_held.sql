-- Sessions held
-- How many sessions took place in the period?
-- unit: sessions
-- part: sessions held
-- whole: none (a count)
-- dimensions: total, course
-- note: A session whose day cannot be read counts in the period "all" only.
SELECT
    course,
    count(*) AS part
FROM mart.held_session
WHERE counted_on BETWEEN $first_day AND $last_day
GROUP BY GROUPING SETS (
    (),
    (course)
)
