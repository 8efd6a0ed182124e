-- What has still to be decided?
SELECT
    question_kind.label_de AS kind,
    count(*)               AS open_questions
FROM audit.question
JOIN code.question_kind ON question_kind.code = question.kind
WHERE question.answer IS NULL
GROUP BY ALL
ORDER BY open_questions DESC, kind
