-- Days with a session
-- On which days was a session held?
-- unit: one row a day
SELECT DISTINCT held_on
FROM core.session
WHERE status = 'held'
    AND held_on IS NOT NULL
ORDER BY held_on
