-- Which files have rows or marks that could not be used, and why?
SELECT
    set_aside.path,
    set_aside.reason,
    count(*) FILTER (set_aside.cell IS NULL)     AS rows,
    count(*) FILTER (set_aside.cell IS NOT NULL) AS marks
FROM audit.set_aside
GROUP BY ALL
ORDER BY ALL
