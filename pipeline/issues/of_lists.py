"""What does not fit between cells, rows and lists, though each alone is fine."""

from pipeline.codes import Grade
from pipeline.issues.kind import declare
from pipeline.said import N_

DAY_NOT_PLANNED = declare(
    "day_not_planned",
    Grade.NOTE,
    N_("A day that is not in the plan"),
    N_(
        "The plan of {course} has no session on {day}. Please check the date, or add the session to the plan; "
        "the nearest planned day is {expected}."
    ),
    N_("A slip of the pen in a date makes one session two: the one that was held, and a planned one without marks."),
)
DAY_TWICE = declare(
    "day_twice",
    Grade.NOTE,
    N_("The same day twice"),
    N_(
        "“{found}” stands above two columns. If there were two sessions on this day, please write their times or "
        "topics; otherwise correct the date or delete the column."
    ),
    N_("Both columns count as a session: one too many lowers everybody's share of the course."),
)
MARK_ON_CANCELLED = declare(
    "mark_on_cancelled",
    Grade.NOTE,
    N_("A mark on a cancelled session"),
    N_("The session of {day} was cancelled, yet “{found}” stands here. Please delete the mark, or correct the plan."),
    N_("Nobody attends a session that did not take place; the mark does not count."),
)
HELD_THOUGH_CANCELLED = declare(
    "held_though_cancelled",
    Grade.NOTE,
    N_("A cancelled session with marks"),
    N_("The plan cancels the session of {day} ({course}), but its list has marks. Please correct the plan."),
    N_("With marks for most of the people the session counts as held."),
)
MARK_BEFORE_ENTRY = declare(
    "mark_before_entry",
    Grade.NOTE,
    N_("Present before the entry"),
    N_("“{found}” stands here, though the person entered the course on {day}. Please check mark and day of entry."),
    N_("The presence counts; the entry decides from when sessions are required."),
)
MARK_AFTER_LEAVING = declare(
    "mark_after_leaving",
    Grade.NOTE,
    N_("Present after leaving"),
    N_("“{found}” stands here, though the list says that the person had left before. Please check which is right."),
    N_("The presence counts; who has left counts as withdrawn."),
)
LECTURER_LISTED = declare(
    "lecturer_listed",
    Grade.NOTE,
    N_("A lecturer among the participants"),
    N_(
        "{found} teaches in {course} and stands on its list of participants. Please delete the row if it is the same"
        " person; somebody else counts as soon as a sign-up list names that person."
    ),
    N_("Lecturers are no participants: the row is set aside, unless the person signed up for the course."),
)
SIGNUP_AGAIN = declare(
    "signup_again",
    Grade.NOTE,
    N_("Signed up twice"),
    N_("{found} signed up for {course} in row {first_row}, too. Please keep the row that is right."),
    N_("The person counts once; where the rows say different things, the newer one holds."),
)
SIGNUP_ON_TWO_LISTS = declare(
    "signup_on_two_lists",
    Grade.NOTE,
    N_("Signed up on two lists"),
    N_("{found} signed up for {course} on another list, too: {other}, row {row}. Please keep the row that is right."),
    N_("The person counts once; where the rows say different things, the newer one holds."),
)
COURSE_OF_ONE_ROW = declare(
    "course_of_one_row",
    Grade.NOTE,
    N_("A course that only one row names"),
    N_("Only this row names {found}; no list and no plan of it came. Was {expected} meant? Please check the course."),
    N_("One wrong letter makes a course of its own, and the person is missing in the right one."),
)
SIGNUP_LATE = declare(
    "signup_late",
    Grade.NOTE,
    N_("Signed up after the course"),
    N_("“{found}” is after the last session of {course} ({expected}). Please check the date and the course."),
    N_("The sign-up counts in the quarter of its day: a slip of the pen moves it into another report."),
)
TOTAL_DIFFERS = declare(
    "total_differs",
    Grade.NOTE,
    N_("A total that does not fit the marks"),
    N_("The total “{found}” does not fit the marks, which make {expected}. Please check the marks and the total."),
    N_("Only the marks count; a total that differs shows that a mark is missing, or one too many."),
)
COURSE_OVERFULL = declare(
    "course_overfull",
    Grade.NOTE,
    N_("More people than places"),
    N_("{course} has {expected} places, but {found} people are admitted. Please check the list, or set a status."),
    N_("A waiting list that is counted as admitted makes the completion rate too low."),
)
PLACE_UNKNOWN = declare(
    "place_unknown",
    Grade.NOTE,
    N_("A place that belongs to no known municipality"),
    N_("“{found}” is not in the list of places. Please check the spelling, or add the postcode."),
    N_("Funders ask where people come from; this person counts under “municipality unknown”."),
)
PLACES_UNKNOWN = declare(
    "places_unknown",
    Grade.NOTE,
    N_("A list from another district"),
    N_(
        "Hardly any place on this list belongs to a known municipality: {found}. Please add the postcodes; if the"
        " places lie in your district, put them into the file that pipeline.toml names under [municipalities]."
    ),
    N_("Funders ask where people come from; these people count under “municipality unknown”."),
)
PLACE_AMBIGUOUS = declare(
    "place_ambiguous",
    Grade.NOTE,
    N_("A place that fits several municipalities"),
    N_("“{found}” may lie in: {expected}. Please add the postcode, or write the municipality beside the place."),
    N_("Funders ask where people come from; until it is clear, this person counts under “municipality ambiguous”."),
)
PLACE_CONTRADICTS_POSTCODE = declare(
    "place_contradicts_postcode",
    Grade.NOTE,
    N_("A postcode of another place"),
    N_("“{found}” does not fit: the postcode belongs to {expected}. Please correct the place or the postcode."),
    N_("Funders ask where people come from; until it is clear, this person counts under “municipality ambiguous”."),
)
TEST_ROW = declare(
    "test_row",
    Grade.SET_ROW_ASIDE,
    N_("A test row"),
    N_("“{found}” looks like somebody trying out the form. Please delete the row, or write the person's real name."),
    N_("Nobody of this name takes part; the row is kept aside and comes back once it has a real name."),
)
