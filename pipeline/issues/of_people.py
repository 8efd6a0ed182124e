"""What may be unclear about people, courses and whole lists."""

from pipeline.codes import Grade
from pipeline.issues.kind import declare
from pipeline.said import N_

NAME_VARIANT = declare(
    "name_variant",
    Grade.NOTE,
    N_("A name spelt differently"),
    N_("“{found}” was taken for {expected}, who signed up for this course. Please write the name as at the sign-up."),
    N_("Names are typed anew on every list; one spelling keeps the certificates right."),
)
NAME_WITH_ADDITION = declare(
    "name_with_addition",
    Grade.NOTE,
    N_("More than a name in the column of names"),
    N_("“{found}” stands behind the name and was not taken for a part of it. Please write it in a column of its own."),
    N_("The name counts without it. What it says is used only where a column of status or a mark says it."),
)
NAME_WITH_COMPANIONS = declare(
    "name_with_companions",
    Grade.NOTE,
    N_("Somebody without a name of their own"),
    N_("“{found}” behind the name says that somebody came along. Please give each person a row with a name."),
    N_("Only the person named is counted; without a name nobody else can be credited."),
)
NAME_HALF_MISSING = declare(
    "name_half_missing",
    Grade.NOTE,
    N_("Half of a name"),
    N_("Of the name only “{found}” stands here. Please add the other half."),
    N_("The row counts under what stands there; other lists and years have the whole name, and must be asked about."),
)
NAMES_HALF_MISSING = declare(
    "names_half_missing",
    Grade.NOTE,
    N_("A list with half of each name"),
    N_("Below “{found}” nothing stands: of all people on this list half of the name is missing. Please add it."),
    N_("The rows count under what stands there; people who share half of a name cannot be told apart."),
)
WALK_IN = declare(
    "walk_in",
    Grade.NOTE,
    N_("On the attendance list, but not signed up"),
    N_(
        "{found} is on the attendance list of {course} without a sign-up. Please send the sign-up, or correct the name."
    ),
    N_("The attendance counts; contact data and engagement areas are missing."),
)
SIGNUPS_MISSING = declare(
    "signups_missing",
    Grade.NOTE,
    N_("A course without any sign-up"),
    N_(
        "Nobody on the attendance lists of {course} is signed up: no sign-up for this course has come. Please send the "
        "sign-up list."
    ),
    N_("The attendance counts; contact data and engagement areas are missing."),
)
NOT_ON_LIST = declare(
    "not_on_list",
    Grade.NOTE,
    N_("Signed up, but on no attendance list"),
    N_(
        "{found} signed up for {course} and stands on none of its attendance lists. Please add the person, or a status."
    ),
    N_("Nobody knows whether the person came: the enrolment stays open."),
)
GROUPS_SEVERAL = declare(
    "groups_several",
    Grade.NOTE,
    N_("Somebody in several groups"),
    N_(
        "{name} stands in several groups of {course}: {found}. What each of them held is asked of the person; please"
        " enter a mark (present, excused or absent) for the sessions that have none."
    ),
    N_("Whoever changes the group leaves sessions of both without a mark: until they have one, the enrolment is open."),
)
DEPLOYED_UNKNOWN = declare(
    "deployed_unknown",
    Grade.NOTE,
    N_("At work, but in no course"),
    N_("{found} is on the deployment list, but on no sign-up or attendance list. Please check the name."),
    N_("The work counts; nothing is known of a training."),
)
PERSON_UNCLEAR = declare(
    "person_unclear",
    Grade.NOTE,
    N_("It is not clear who is meant"),
    N_("“{found}” may be: {expected}. Please answer the question, or write the name as at the sign-up."),
    N_("A wrong guess gives one person another's certificate; until it is answered the attendance is kept apart."),
)
LISTED_AGAIN = declare(
    "listed_again",
    Grade.NOTE,
    N_("A name that stands on one list twice"),
    N_(
        "“{found}” stands on this list of {course} further up, too. Please answer the question whether it is one "
        "person, or delete the row that is not needed."
    ),
    N_("Until it is answered, what the rows say is kept apart; where they differ, nothing is recorded."),
)
PERSON_CONFLICT = declare(
    "person_conflict",
    Grade.NOTE,
    N_("Lists that say different things of a person"),
    N_(
        "{name}: here stands {found}, but {expected} in {path}, row {row}, which is newer and counts. Please correct "
        "the list that is mistaken."
    ),
    N_("Age and gender are reported; if these are two people, say so with: pipeline review --answer."),
)
COURSE_CODE_MISSING = declare(
    "course_code_missing",
    Grade.NOTE,
    N_("A list that names no course"),
    N_("No course code stands on this list; it was taken for {expected}. Please write the code above the table."),
    N_("Lists are put together by the code of the course."),
)
SHEET_NOT_RECOGNISED = declare(
    "sheet_not_recognised",
    Grade.NOTE,
    N_("A sheet that was not read"),
    N_("The sheet “{found}” holds no list that could be recognised, so nothing was taken from it."),
    N_("Other sheets of the file were read. A list needs a row of headings, such as Name, Vorname and dates."),
)
FILE_WITHOUT_LIST = declare(
    "file_without_list",
    Grade.NOTE,
    N_("A file that is no list"),
    N_(
        "The file was read, but it names no people and no days of a course, so nothing was taken from it. If it is a "
        "list all the same, please write headings above its columns, such as {expected}."
    ),
    N_("Notes, price lists and vouchers lie among the lists; they change no figure."),
)
FILE_NOT_RECOGNISED = declare(
    "file_not_recognised",
    Grade.REJECT_FILE,
    N_("No known list in the file"),
    N_(
        "No row of headings was found that belongs to a sign-up list, an attendance list, a course plan or a deployment"
        " list. Please check that the headings stand in one row, such as {expected}."
    ),
    N_("Nothing was taken from the file."),
)
