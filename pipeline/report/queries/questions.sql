-- Open questions
-- How many questions has nobody answered yet?
-- unit: questions, one row
SELECT count(*) FILTER (answer IS NULL) AS questions
FROM audit.question
