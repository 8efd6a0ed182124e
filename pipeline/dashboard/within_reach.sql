-- Within reach of the rule
-- Who in a running course has lost time, or has marks missing, and how many of the sessions to come may the person
-- still miss? Unknown marks are taken as presences, as in core.enrolment.possible_minutes; all planned sessions are
-- taken as held, but for those of another group of the course. The longest sessions are the first to be missed, mandatory ones never are.
-- unit: one row an enrolment; numbers of sessions, minutes
WITH rule AS (
    SELECT
        max(TRY_CAST(value AS BIGINT)) FILTER (WHERE name = 'completion.required_percent') AS required_percent,
        max(TRY_CAST(value AS DATE)) FILTER (WHERE name = 'as_of')                         AS as_of
    FROM audit.setting
),
coming AS (
    SELECT
        enrolment.enrolment_id,
        session.held_on,
        session.minutes,
        session.is_mandatory,
        sum(session.minutes) OVER (
            PARTITION BY enrolment.enrolment_id, session.is_mandatory
            ORDER BY session.minutes DESC, session.session_id
            ROWS UNBOUNDED PRECEDING
        ) AS minutes_so_far
    FROM core.enrolment
    CROSS JOIN rule
    JOIN core.session
        ON session.course_id = enrolment.course_id
        AND (session.status = 'planned' OR (session.status = 'held' AND session.held_on > rule.as_of))
    LEFT JOIN core.attendance
        ON attendance.enrolment_id = enrolment.enrolment_id
        AND attendance.session_id = session.session_id
    WHERE coalesce(attendance.is_expected, TRUE)
),
still_to_come AS (
    SELECT
        enrolment_id,
        count(*)     AS sessions,
        sum(minutes) AS minutes,
        min(held_on) AS first_on
    FROM coming
    GROUP BY enrolment_id
),
past AS (
    SELECT
        enrolment.enrolment_id,
        coalesce(attendance.status, 'not_recorded') AS status,
        session.is_mandatory
    FROM core.enrolment
    CROSS JOIN rule
    JOIN core.session
        ON session.course_id = enrolment.course_id
        AND session.status = 'held'
        AND coalesce(session.held_on <= rule.as_of, TRUE)
        AND coalesce(session.held_on >= enrolment.entry_on, TRUE)
    LEFT JOIN core.attendance
        ON attendance.enrolment_id = enrolment.enrolment_id
        AND attendance.session_id = session.session_id
    WHERE coalesce(attendance.made_up_on > rule.as_of, TRUE)
),
missed AS (
    SELECT
        enrolment_id,
        count(*) FILTER (WHERE status IN ('absent', 'excused'))                  AS sessions,
        count(*) FILTER (WHERE status = 'not_recorded')                          AS not_recorded,
        count(*) FILTER (WHERE status IN ('absent', 'excused') AND is_mandatory) AS mandatory
    FROM past
    GROUP BY enrolment_id
),
standing AS (
    SELECT
        enrolment.enrolment_id,
        enrolment.person_id,
        enrolment.course_id,
        coalesce(missed.sessions, 0)                                                          AS missed,
        coalesce(missed.not_recorded, 0)                                                      AS not_recorded,
        coalesce(missed.mandatory, 0)                                                         AS mandatory_missed,
        still_to_come.sessions                                                                AS to_come,
        still_to_come.first_on                                                                AS next_on,
        100 * (enrolment.possible_minutes + still_to_come.minutes)
            - rule.required_percent * (enrolment.required_minutes + still_to_come.minutes)    AS spare_hundredths
    FROM core.enrolment
    CROSS JOIN rule
    JOIN core.course ON course.course_id = enrolment.course_id
    JOIN still_to_come ON still_to_come.enrolment_id = enrolment.enrolment_id
    LEFT JOIN missed ON missed.enrolment_id = enrolment.enrolment_id
    WHERE NOT course.is_over
        AND enrolment.stage IN ('admitted', 'active')
        AND (enrolment.possible_minutes < enrolment.required_minutes OR missed.not_recorded > 0)
),
possible AS (
    SELECT
        standing.*,
        count(*) FILTER (WHERE NOT coming.is_mandatory AND 100 * coming.minutes_so_far <= standing.spare_hundredths)
            AS may_miss,
        CAST((greatest(-standing.spare_hundredths, 0) + 99) // 100 AS BIGINT) AS short_minutes
    FROM standing
    JOIN coming ON coming.enrolment_id = standing.enrolment_id
    GROUP BY ALL
)
SELECT
    person.family_name,
    person.given_name,
    possible.course_id,
    possible.missed,
    possible.not_recorded,
    possible.to_come,
    possible.next_on,
    possible.mandatory_missed,
    possible.short_minutes,
    possible.may_miss
FROM possible
JOIN core.person ON person.person_id = possible.person_id
ORDER BY
    possible.mandatory_missed = 0,
    possible.short_minutes DESC,
    possible.may_miss,
    person.family_name,
    person.given_name,
    possible.course_id
