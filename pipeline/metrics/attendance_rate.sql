-- Attendance rate
-- Of the marks recorded at the sessions of the period, how many say present?
-- unit: share of marks
-- part: present
-- whole: present, excused or absent
-- dimensions: total, course, gender, age_band, municipality
-- note: A blank is no absence: marks_not_recorded counts what is missing. A session made up later stays missed here.
-- A session whose day cannot be read counts in the period "all" only.
WITH marks AS (
    SELECT
        enrolment_id,
        count(*) FILTER (WHERE status = 'present') AS present,
        count(*)                                   AS recorded
    FROM mart.mark
    WHERE status IN ('present', 'excused', 'absent')
        AND counted_on BETWEEN $first_day AND $last_day
    GROUP BY enrolment_id
)
SELECT
    participation.course,
    participation.gender,
    participation.age_band,
    participation.municipality,
    CAST(coalesce(sum(marks.present), 0) AS BIGINT)  AS part,
    CAST(coalesce(sum(marks.recorded), 0) AS BIGINT) AS whole
FROM marks
JOIN mart.participation ON participation.enrolment_id = marks.enrolment_id
GROUP BY GROUPING SETS (
    (),
    (participation.course),
    (participation.gender),
    (participation.age_band),
    (participation.municipality)
)
