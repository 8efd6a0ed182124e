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
        enrolment_id,
        course,
        course_started_on,
        municipality
    FROM mart.participation
    WHERE is_admitted
        AND course IN (SELECT course FROM mart.held_session WHERE counted_on BETWEEN $first_day AND $last_day)
),
person AS (
    SELECT
        person_id,
        arg_min(municipality, (course_started_on, enrolment_id)) AS municipality
    FROM participant
    GROUP BY person_id
)
SELECT
    NULL AS course,
    person.municipality,
    mention.engagement_area,
    count(*) AS part
FROM person
JOIN mart.mention ON mention.person_id = person.person_id
WHERE mention.mentioned_on <= $last_day
GROUP BY GROUPING SETS (
    (),
    (person.municipality),
    (mention.engagement_area)
)
UNION ALL
-- An enrolment is one person in one course, so that no pair is counted twice in a course.
SELECT
    participant.course,
    NULL AS municipality,
    NULL AS engagement_area,
    count(*) AS part
FROM participant
JOIN mart.mention ON mention.person_id = participant.person_id
WHERE mention.mentioned_on <= $last_day
GROUP BY participant.course
