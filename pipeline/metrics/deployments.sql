-- Volunteers at work
-- How many persons worked in an engagement area in the period?
-- unit: persons
-- part: distinct persons at work on at least one day of the period
-- whole: none (a count)
-- dimensions: total, engagement_area, municipality
-- note: Several areas are possible, so that the areas may add up to more than the total. Work without a last day goes
-- on; work without any day counts in the period "all" only. The municipality is that of the work.
SELECT
    engagement_area,
    municipality,
    count(DISTINCT person_id) AS part
FROM mart.deployment
WHERE since <= $last_day
    AND until >= $first_day
GROUP BY GROUPING SETS (
    (),
    (engagement_area),
    (municipality)
)
