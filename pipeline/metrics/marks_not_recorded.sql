-- Marks not recorded
-- How many marks of admitted persons are missing on the lists of the period's sessions?
-- unit: marks
-- part: blank or unreadable
-- whole: none (a count)
-- dimensions: total, course
-- note: Sessions before a later entry or after a withdrawal ask for no mark. A session whose day cannot be read counts
-- in the period "all" only.
SELECT
    course,
    CAST(coalesce(sum(not_recorded), 0) AS BIGINT) AS part
FROM mart.mark_count
WHERE course IS NOT NULL
    AND not_recorded > 0
    AND is_admitted
    AND counted_in BETWEEN $first_day AND $last_day
GROUP BY GROUPING SETS (
    (),
    (course)
)
