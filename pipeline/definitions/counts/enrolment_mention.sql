-- What the persons enrolled wished for: joined once, when the store is built, for whoever asks for a period.
CREATE TABLE mart.enrolment_mention AS
SELECT
    participation.enrolment_id,
    participation.course,
    participation.municipality,
    mention.engagement_area,
    mention.mentioned_on
FROM mart.participation
JOIN mart.mention ON mention.person_id = participation.person_id
WHERE participation.is_admitted;

COMMENT ON TABLE mart.enrolment_mention IS
    'One engagement area wished for by one person, for each enrolment of the person that was ever admitted.';
COMMENT ON COLUMN mart.enrolment_mention.enrolment_id IS 'Enrolment.';
COMMENT ON COLUMN mart.enrolment_mention.course IS 'Course.';
COMMENT ON COLUMN mart.enrolment_mention.municipality IS 'Administrative unit of residence at the enrolment.';
COMMENT ON COLUMN mart.enrolment_mention.engagement_area IS 'Engagement area.';
COMMENT ON COLUMN mart.enrolment_mention.mentioned_on IS
    'Day of the person''s first mention; 0001-01-01 where a mention has no day.';
