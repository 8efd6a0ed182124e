-- Engagement areas wished for
-- Which engagement areas did the persons in courses with a session in the period wish for?
-- unit: mentions
-- part: distinct pairs of person and engagement area named at a sign-up
-- whole: none (a count)
-- dimensions: total, course, municipality, engagement_area
-- note: Several answers are possible: mentions may exceed persons. A mention first made after the period does not
-- count in it. The municipality is that of the person's first enrolment of the period.
WITH held AS (
    SELECT DISTINCT course
    FROM mart.held_session
    WHERE counted_on BETWEEN $first_day AND $last_day
),
mention AS (
    SELECT
        course,
        municipality,
        engagement_area,
        enrolment_id NOT IN (
            SELECT enrolment_id
            FROM mart.earlier_enrolment
            WHERE course IN (SELECT course FROM held)
        ) AS is_first
    FROM mart.enrolment_mention
    WHERE course IN (SELECT course FROM held)
        AND mentioned_on <= $last_day
)
SELECT
    course,
    municipality,
    engagement_area,
    count(*) AS part
FROM mention
GROUP BY GROUPING SETS (
    (is_first),
    (is_first, municipality),
    (is_first, engagement_area),
    (course)
)
-- A person counts once, but with each course: an enrolment is one person in one course.
HAVING is_first IS NOT FALSE
