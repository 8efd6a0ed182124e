-- Findings by what they do
-- How many findings of each grade do the sheets of the period have?
-- unit: findings, one row a grade
SELECT
    grade,
    count(*) AS findings
FROM mart.finding
WHERE counted_on BETWEEN $first_day AND $last_day
GROUP BY grade
