-- Engagement areas wished for
-- Which engagement areas did the persons in courses with a session in the period wish for?
-- unit: mentions
-- part: distinct pairs of person and engagement area named at a sign-up
-- whole: none (a count)
-- dimensions: total, course, municipality, engagement_area
-- note: Several answers are possible: mentions may exceed persons. A mention first made after the period does not
-- count in it. The municipality is that of the person's first enrolment of the period.
WITH participant AS (
    SELECT
        person_id,
        course,
        first_value(municipality) OVER (PARTITION BY person_id ORDER BY course_started_on, enrolment_id) AS municipality
    FROM mart.participation
    WHERE is_admitted
        AND course IN (SELECT course FROM mart.held_session WHERE counted_on BETWEEN $first_day AND $last_day)
)
SELECT
    participant.course,
    participant.municipality,
    mention.engagement_area,
    count(DISTINCT (mention.person_id, mention.engagement_area)) AS part
FROM participant
JOIN mart.mention ON mention.person_id = participant.person_id
WHERE mention.mentioned_on <= $last_day
GROUP BY GROUPING SETS (
    (),
    (participant.course),
    (participant.municipality),
    (mention.engagement_area)
)
