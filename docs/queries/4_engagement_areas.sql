-- In which engagement areas do people work? (mentions: one person may have several)
SELECT
    engagement_area.label_de AS area,
    count(*)                 AS mentions
FROM core.engagement
JOIN code.engagement_area ON engagement_area.code = engagement.area
WHERE engagement.source = 'deployment'
GROUP BY engagement_area.label_de, engagement_area.position
ORDER BY mentions DESC, engagement_area.position
