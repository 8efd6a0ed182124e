-- How many marks of each kind there are, counted when the store is built: in all, and by course, gender, age band and
-- municipality. Of these four at most one is not null: it says of what the row counts the marks. Periods are whole
-- months, so days are kept as months.
CREATE TABLE mart.mark_count AS
WITH mark AS (
    SELECT
        mark.enrolment_id,
        CAST(date_trunc('month', mark.counted_on) AS DATE) AS counted_in,
        count(*) FILTER (WHERE mark.status = 'present') AS present,
        count(*) FILTER (WHERE mark.status IN ('present', 'excused', 'absent')) AS recorded,
        count(*) FILTER (WHERE mark.status = 'not_recorded') AS not_recorded,
        coalesce(sum(mark.minutes) FILTER (WHERE mark.status = 'present'), 0) AS minutes
    FROM mart.mark
    GROUP BY
        mark.enrolment_id,
        counted_in
)
SELECT
    participation.course,
    participation.gender,
    participation.age_band,
    participation.municipality,
    participation.is_admitted,
    mark.counted_in,
    CAST(sum(mark.present) AS BIGINT)      AS present,
    CAST(sum(mark.recorded) AS BIGINT)     AS recorded,
    CAST(sum(mark.not_recorded) AS BIGINT) AS not_recorded,
    CAST(sum(mark.minutes) AS BIGINT)      AS minutes
FROM mark
JOIN mart.participation ON participation.enrolment_id = mark.enrolment_id
GROUP BY
    participation.is_admitted,
    mark.counted_in,
    GROUPING SETS (
        (),
        (participation.course),
        (participation.gender),
        (participation.age_band),
        (participation.municipality)
    );

COMMENT ON TABLE mart.mark_count IS 'How many marks of each kind there are, in all or of one category.';
COMMENT ON COLUMN mart.mark_count.course IS 'Course of which the row counts the marks, else null.';
COMMENT ON COLUMN mart.mark_count.gender IS 'Gender of which the row counts the marks, else null.';
COMMENT ON COLUMN mart.mark_count.age_band IS 'Age band of which the row counts the marks, else null.';
COMMENT ON COLUMN mart.mark_count.municipality IS 'Administrative unit of which the row counts the marks, else null.';
COMMENT ON COLUMN mart.mark_count.is_admitted IS 'Whether the persons were ever admitted.';
COMMENT ON COLUMN mart.mark_count.counted_in IS 'First day of the month of the sessions (mark.counted_on).';
COMMENT ON COLUMN mart.mark_count.present IS 'Marks that say present.';
COMMENT ON COLUMN mart.mark_count.recorded IS 'Marks that say present, excused or absent.';
COMMENT ON COLUMN mart.mark_count.not_recorded IS 'Marks that are blank or unreadable.';
COMMENT ON COLUMN mart.mark_count.minutes IS 'Minutes attended by those present.';
