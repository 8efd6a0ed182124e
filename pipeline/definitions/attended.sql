-- Attended
-- How much of what is required did an enrolment attend, surely and at best? Surely: unknown marks are absences. At
-- best: they are full presences. A held session of which the lists say nothing is as unknown as a blank, unless it
-- lies before the entry or after the withdrawal. A make-up gives the session's full minutes, once, and is
-- a presence: who has only made sessions up has started (docs/decisions/0004-made-up-sessions.md). A session held for
-- another group of the course only is not required (docs/decisions/0013-groups-of-a-course.md).
-- unit: one row an enrolment of a course with counted sessions; minutes, and numbers of sessions
WITH mark AS (
    SELECT
        enrolment.enrolment_id,
        counted_session.minutes,
        counted_session.is_mandatory,
        coalesce(attendance.is_expected, TRUE) AND (
            $required_of = 'whole_course'
            OR enrolment.entry_on IS NULL
            OR counted_session.held_on IS NULL
            OR counted_session.held_on >= enrolment.entry_on
        ) AS is_in_scope,
        CASE
            WHEN attendance.status <> 'not_recorded' THEN attendance.status
            WHEN counted_session.held_on < enrolment.entry_on THEN 'not_applicable'
            WHEN counted_session.held_on >= enrolment.withdrawn_on THEN 'not_applicable'
            ELSE 'not_recorded'
        END AS status,
        least(coalesce(attendance.minutes, counted_session.minutes), counted_session.minutes) AS minutes_present,
        CASE WHEN attendance.made_up_on <= CAST($as_of AS DATE) THEN attendance.made_up_on END AS made_up_on
    FROM enrolment
    JOIN counted_session ON counted_session.course_id = enrolment.course_id
    LEFT JOIN attendance
        ON attendance.enrolment_id = enrolment.enrolment_id
        AND attendance.session_id = counted_session.session_id
),
credit AS (
    SELECT
        enrolment_id,
        status,
        made_up_on,
        is_in_scope,
        is_in_scope AND is_mandatory AS is_mandatory,
        status = 'present' OR made_up_on IS NOT NULL AS is_present,
        status = 'not_recorded' AND made_up_on IS NULL AS is_unknown,
        CASE
            WHEN NOT is_in_scope THEN 0
            WHEN made_up_on IS NULL AND status = 'excused' AND $excused = 'neutral' THEN 0
            ELSE minutes
        END AS required_minutes,
        CASE
            WHEN NOT is_in_scope THEN 0
            WHEN made_up_on IS NOT NULL THEN minutes
            WHEN status = 'present' THEN minutes_present
            WHEN status = 'excused' AND $excused = 'attended' THEN minutes
            ELSE 0
        END AS attended_minutes
    FROM mark
)
SELECT
    enrolment_id,
    CAST(sum(required_minutes) AS BIGINT) AS required_minutes,
    CAST(sum(attended_minutes) AS BIGINT) AS attended_minutes,
    CAST(sum(CASE WHEN is_unknown THEN required_minutes ELSE attended_minutes END) AS BIGINT) AS possible_minutes,
    count(*) FILTER (WHERE is_present) > 0 AS is_started,
    count(*) FILTER (WHERE is_in_scope) AS required_sessions,
    count(*) FILTER (WHERE is_in_scope AND status IN ('present', 'excused', 'absent')) AS recorded_sessions,
    count(*) FILTER (WHERE is_mandatory AND NOT is_present) AS mandatory_missing,
    count(*) FILTER (WHERE is_mandatory AND NOT is_present AND NOT is_unknown) AS mandatory_missed,
    max(made_up_on) FILTER (WHERE is_in_scope) AS last_made_up_on
FROM credit
GROUP BY enrolment_id
