-- Attendance rate
-- Of the marks recorded at the sessions of the period, how many say present?
-- unit: share of marks
-- part: present
-- whole: present, excused or absent
-- dimensions: total, course, gender, age_band, municipality
-- note: A blank is no absence: marks_not_recorded counts what is missing. A session made up later stays missed here.
-- A session whose day cannot be read counts in the period "all" only.
SELECT
    course,
    gender,
    age_band,
    municipality,
    CAST(sum(present) AS BIGINT)  AS part,
    CAST(sum(recorded) AS BIGINT) AS whole
FROM mart.mark_count
WHERE recorded > 0
    AND counted_in BETWEEN $first_day AND $last_day
GROUP BY ALL
