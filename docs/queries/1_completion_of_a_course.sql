-- How many of those who started IB-2017-1 completed it? (part and whole of the completion rate)
SELECT
    count(*) FILTER (stage = 'completed') AS completed,
    count(*) FILTER (is_started)          AS started
FROM core.enrolment
WHERE course_id = 'IB-2017-1'
