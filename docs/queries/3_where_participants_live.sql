-- Where do the participants live? (persons and enrolments, named apart)
SELECT
    municipality.label_de               AS lives_in,
    count(DISTINCT enrolment.person_id) AS persons,
    count(*)                            AS enrolments
FROM core.enrolment
JOIN code.municipality ON municipality.code = enrolment.municipality
WHERE enrolment.is_started
GROUP BY municipality.label_de, municipality.position
ORDER BY municipality.position
