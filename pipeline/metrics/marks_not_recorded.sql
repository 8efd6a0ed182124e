-- Marks not recorded
-- How many marks of admitted persons are missing on the lists of the period's sessions?
-- unit: marks
-- part: blank or unreadable
-- whole: none (a count)
-- dimensions: total, course
-- note: Sessions before a later entry or after a withdrawal ask for no mark. A session whose day cannot be read counts
-- in the period "all" only.
SELECT
    mark.course,
    count(*) AS part
FROM mart.mark
JOIN mart.participation ON participation.enrolment_id = mark.enrolment_id
WHERE mark.status = 'not_recorded'
    AND mark.counted_on BETWEEN $first_day AND $last_day
    AND participation.is_admitted
GROUP BY GROUPING SETS (
    (),
    (mark.course)
)
