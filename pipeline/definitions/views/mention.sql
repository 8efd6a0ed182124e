-- One engagement area that one person wished for at a sign-up, once, from the first day on which the person named it.
CREATE VIEW mart.mention AS
SELECT
    engagement.person_id,
    engagement.area AS engagement_area,
    min(coalesce(engagement.since, DATE '0001-01-01')) AS mentioned_on
FROM core.engagement
WHERE engagement.source = 'signup'
GROUP BY
    engagement.person_id,
    engagement.area;

COMMENT ON VIEW mart.mention IS 'One engagement area wished for by one person.';
COMMENT ON COLUMN mart.mention.person_id IS 'Person.';
COMMENT ON COLUMN mart.mention.engagement_area IS 'Engagement area.';
COMMENT ON COLUMN mart.mention.mentioned_on IS 'Day of the first mention; 0001-01-01 where a mention has no day.';
