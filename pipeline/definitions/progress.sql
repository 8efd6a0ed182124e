-- Progress
-- How far did an enrolment get? Completed <=> started, required minutes > 0, 100 x attended >= required per cent x
-- required, in integers, and every mandatory session attended or made up. Where the unknown marks decide it: open.
-- Who left at a session without a day has left, whatever the day of the store.
-- Somebody on the waiting list, applied or declined who came all the same has moved up.
-- unit: one row an enrolment; minutes
WITH standing AS (
    SELECT
        enrolment.enrolment_id,
        enrolment.declared_stage,
        enrolment.declared_stage IN ('cancelled', 'withdrawn')
            OR enrolment.has_left AND coalesce(enrolment.withdrawn_on <= CAST($as_of AS DATE), TRUE)
            AS has_left,
        course_dates.is_over,
        course_dates.last_held_on,
        coalesce(attended.is_started, FALSE) AS is_started,
        coalesce(attended.required_minutes, 0) AS required_minutes,
        coalesce(attended.attended_minutes, 0) AS attended_minutes,
        coalesce(attended.possible_minutes, 0) AS possible_minutes,
        coalesce(attended.required_sessions, 0) > 0
            AND attended.recorded_sessions = attended.required_sessions AS is_wholly_recorded,
        attended.required_minutes > 0
            AND 100 * attended.attended_minutes >= $required_percent * attended.required_minutes
            AND attended.mandatory_missing = 0 AS surely_meets_rule,
        attended.required_minutes > 0
            AND 100 * attended.possible_minutes >= $required_percent * attended.required_minutes
            AND attended.mandatory_missed = 0 AS possibly_meets_rule,
        attended.last_made_up_on
    FROM enrolment
    JOIN course_dates ON course_dates.course_id = enrolment.course_id
    LEFT JOIN attended ON attended.enrolment_id = enrolment.enrolment_id
),
staged AS (
    SELECT
        *,
        CASE
            WHEN NOT is_started AND declared_stage IN ('applied', 'waitlisted', 'declined') THEN declared_stage
            WHEN NOT is_started AND has_left THEN 'cancelled'
            WHEN NOT is_started AND NOT is_over THEN 'admitted'
            WHEN NOT is_started AND is_wholly_recorded THEN 'no_show'
            WHEN NOT is_started THEN 'open'
            WHEN NOT is_over AND has_left THEN 'withdrawn'
            WHEN NOT is_over THEN 'active'
            WHEN surely_meets_rule THEN 'completed'
            WHEN possibly_meets_rule THEN 'open'
            WHEN has_left THEN 'withdrawn'
            ELSE 'participated'
        END AS stage
    FROM standing
)
SELECT
    enrolment_id,
    stage,
    stage NOT IN ('applied', 'waitlisted', 'declined') AS is_admitted,
    is_started,
    required_minutes,
    attended_minutes,
    possible_minutes,
    CASE WHEN stage = 'completed' THEN greatest(last_held_on, coalesce(last_made_up_on, last_held_on)) END
        AS completed_on
FROM staged
