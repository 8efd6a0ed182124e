-- Entry
-- From which day on does an enrolment take part? From the later entry a sheet names; somebody who never signed up,
-- from the first presence. Null: from the course's first session.
-- unit: one row an enrolment
WITH first_presence AS (
    SELECT
        attendance.enrolment_id,
        min(counted_session.held_on) AS held_on
    FROM attendance
    JOIN counted_session ON counted_session.session_id = attendance.session_id
    WHERE attendance.status = 'present'
    GROUP BY attendance.enrolment_id
)
SELECT
    enrolment.enrolment_id,
    coalesce(
        enrolment.entry_on,
        CASE WHEN NOT enrolment.is_signed_up THEN first_presence.held_on END
    ) AS entry_on
FROM enrolment
LEFT JOIN first_presence ON first_presence.enrolment_id = enrolment.enrolment_id
