-- The length of a teaching hour (Unterrichtsstunde) that was in force when the store was built: one row.
CREATE VIEW mart.lesson AS
SELECT CAST(max(setting.value) AS BIGINT) AS minutes
FROM audit.setting
WHERE setting.name = 'time.teaching_hour_minutes';

COMMENT ON VIEW mart.lesson IS 'Length of a teaching hour: one row.';
COMMENT ON COLUMN mart.lesson.minutes IS 'Minutes of a teaching hour.';
