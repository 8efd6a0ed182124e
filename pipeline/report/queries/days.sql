-- Days with a session
-- On which days was a session held?
-- unit: one row a day; sessions without a day have none
SELECT DISTINCT counted_on AS held_on
FROM mart.held_session
WHERE counted_on < DATE '9999-12-31'
ORDER BY held_on
