-- Sheets of the period
-- How many files and rows came in whose latest day lies in the period, and what became of the rows?
-- unit: files and rows, one row; a file without a day counts in the period "all" only
SELECT
    count(*)                                                         AS files,
    coalesce(sum(rows_read), 0)                                      AS rows_read,
    coalesce(sum(rows_stored), 0)                                    AS rows_stored,
    coalesce(sum(rows_set_aside), 0)                                 AS rows_set_aside,
    coalesce(sum(rows_replaced), 0)                                  AS rows_replaced,
    coalesce(sum(rows_skipped), 0) - coalesce(sum(rows_replaced), 0) AS rows_skipped
FROM audit.source
LEFT JOIN (
    SELECT
        path,
        count(*) AS rows_replaced
    FROM audit.skipped
    WHERE reason IN ('copy', 'superseded', 'check_report')
    GROUP BY ALL
) USING (path)
WHERE coalesce(dated_on, DATE '9999-12-31') BETWEEN $first_day AND $last_day
