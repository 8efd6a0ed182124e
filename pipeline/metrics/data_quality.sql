-- Issues in the sheets
-- How many issues do the sheets of the period have, of which kind and from which sender?
-- unit: issues
-- part: issues found by the data checks
-- whole: none (a count)
-- dimensions: total, kind, sender
-- note: A file belongs to the period of the latest day that its sessions and sign-ups name; without such a day it
-- counts in the period "all" only.
SELECT
    kind,
    sender,
    count(*) AS part
FROM mart.finding
WHERE counted_on BETWEEN $first_day AND $last_day
GROUP BY GROUPING SETS (
    (),
    (kind),
    (sender)
)
