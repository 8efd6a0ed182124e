-- One issue with the sender and the day of its file. A file without a day lies at the end of all days, so that only the
-- period that holds all days counts it.
CREATE VIEW mart.finding AS
SELECT
    issue.code AS kind,
    issue.grade,
    coalesce(nullif(source.sender, ''), 'unknown') AS sender,
    coalesce(source.dated_on, DATE '9999-12-31') AS counted_on
FROM audit.issue
LEFT JOIN audit.source ON source.path = issue.path;

COMMENT ON VIEW mart.finding IS 'One issue with the sender and the day of its file.';
COMMENT ON COLUMN mart.finding.kind IS 'Kind of issue.';
COMMENT ON COLUMN mart.finding.grade IS 'What the issue does to the data.';
COMMENT ON COLUMN mart.finding.sender IS 'Folder the file lay in, else unknown.';
COMMENT ON COLUMN mart.finding.counted_on IS 'Latest day that the file names; 9999-12-31 where it names none.';
