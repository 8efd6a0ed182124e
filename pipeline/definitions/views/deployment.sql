-- One stretch of work of one person in one engagement area. Work without any day lies at the end of all days, so that
-- only the period that holds all days counts it; work without a last day goes on.
CREATE VIEW mart.deployment AS
SELECT
    engagement.person_id,
    engagement.area AS engagement_area,
    engagement.municipality,
    coalesce(engagement.since, engagement.until, DATE '9999-12-31') AS since,
    coalesce(engagement.until, DATE '9999-12-31') AS until
FROM core.engagement
WHERE engagement.source = 'deployment';

COMMENT ON VIEW mart.deployment IS 'One stretch of work of one person in one engagement area.';
COMMENT ON COLUMN mart.deployment.person_id IS 'Person.';
COMMENT ON COLUMN mart.deployment.engagement_area IS 'Engagement area.';
COMMENT ON COLUMN mart.deployment.municipality IS 'Administrative unit of the work.';
COMMENT ON COLUMN mart.deployment.since IS 'First day; the last one where only that is known; 9999-12-31 where none is.';
COMMENT ON COLUMN mart.deployment.until IS 'Last day; 9999-12-31 where none is named.';
