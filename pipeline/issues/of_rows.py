"""What may be wrong with a row, a mark or a session."""

from pipeline.codes import Grade
from pipeline.issues.kind import declare
from pipeline.said import N_

NAME_MISSING = declare(
    "name_missing",
    Grade.SET_ROW_ASIDE,
    N_("A row without a name"),
    N_("This row has entries but no name. Please add the name, or delete the row."),
    N_("Without a name nobody can be credited; the row is kept aside and comes back once it is mended."),
)
NAME_INCOMPLETE = declare(
    "name_incomplete",
    Grade.SET_ROW_ASIDE,
    N_("Half of a name and nothing else"),
    N_("Nothing but “{found}” stands in this row. Please write the whole name, or delete the row."),
    N_("Half of a name does not say who this is; the row is kept aside and comes back once it is mended."),
)
ROW_UNEVEN = declare(
    "row_uneven",
    Grade.SET_ROW_ASIDE,
    N_("A row that does not fit the columns"),
    N_(
        "Line {line} of the text file does not have as many values as the rows around it. Please put values that hold"
        " the separator or a line break in quotes, or send the list as a workbook (.xlsx)."
    ),
    N_("Nobody can say which value belongs to which column; the row is kept aside and comes back once it is mended."),
)
COURSE_MISSING = declare(
    "course_missing",
    Grade.SET_ROW_ASIDE,
    N_("A row without a course"),
    N_("It is not clear which course this row belongs to. Please add the course code, like {expected}."),
    N_("A sign-up counts for one course; the row is kept aside and comes back once the course is named."),
)
GROUP_MISSING = declare(
    "group_missing",
    Grade.NOTE,
    N_("A row without its group"),
    N_(
        "The headings name a day for each group, like “{expected}”; this row names none of these groups. Please add the"
        " group: then the marks count on the right days."
    ),
    N_("Nobody knows on which days the person came; the marks are kept aside, and the enrolment stays open."),
)
DUPLICATE_ROW = declare(
    "duplicate_row",
    Grade.SET_ROW_ASIDE,
    N_("The same row twice"),
    N_("This row repeats row {first_row}. Please delete one of the two."),
    N_("The first of the two is kept; counting both would count one person twice."),
)
PLAN_ROW_WITHOUT_DAY = declare(
    "plan_row_without_day",
    Grade.SET_ROW_ASIDE,
    N_("A planned session without a day or a number"),
    N_("This row of the plan names neither a readable day nor a number. Please add the day, like {expected}."),
    N_("Nothing says which session is meant; the row is kept aside and comes back once it is mended."),
)
DEPLOYMENT_WITHOUT_AREA = declare(
    "deployment_without_area",
    Grade.SET_ROW_ASIDE,
    N_("A deployment without an area"),
    N_("This row does not say in which area the person works. Please add one of: {expected}."),
    N_("The row is kept aside and comes back once the area is named."),
)
NAME_SEVERAL = declare(
    "name_several",
    Grade.SET_ROW_ASIDE,
    N_("Several people in one row"),
    N_("“{found}” seems to be more than one person. Please give each person a row of their own."),
    N_("Nobody can tell whose address, age and marks these are; the row is kept aside until each has a row."),
)
NAME_OF_NOBODY = declare(
    "name_of_nobody",
    Grade.SET_ROW_ASIDE,
    N_("Not the name of a person"),
    N_("“{found}” does not say who this is. Please enter the name of the person, or delete the row."),
    N_("A device, a mailbox or a free place cannot be credited; the row comes back once it has a name."),
)
ANSWER_INCOMPLETE = declare(
    "answer_incomplete",
    Grade.SET_ROW_ASIDE,
    N_("A form that was not sent off"),
    N_("This answer was begun but never sent off. Please ask whether the person wants to sign up."),
    N_("Whoever breaks off has not signed up; the answer is kept aside until it has a date of sending."),
)
LEFT_BEFORE_COMING = declare(
    "left_before_coming",
    Grade.NOTE,
    N_("Gone before coming"),
    N_("Whoever came at “{found}” cannot have left earlier. Please check both times, like {expected}."),
    N_("The session counts as not recorded for this person until the times are corrected."),
)
MARK_UNKNOWN = declare(
    "mark_unknown",
    Grade.NOTE,
    N_("Unknown mark"),
    N_("The mark “{found}” is not known. Please use one of: {expected}; or explain it in a legend on the sheet."),
    N_("The session counts as not recorded for this person, never as an absence."),
)
MARK_WITHOUT_TIME = declare(
    "mark_without_time",
    Grade.NOTE,
    N_("There for a part, without a time"),
    N_("“{found}” does not say from when or until when the person was there. Please add the time, like {expected}."),
    N_("The presence counts in full until a time says for how long."),
)
MADE_UP_UNCLEAR = declare(
    "made_up_unclear",
    Grade.NOTE,
    N_("A make-up of no certain session"),
    N_(
        "“{found}” does not tell which session was made up. Please write the day into the cell of the session that the"
        " person missed, like {expected}."
    ),
    N_("A make-up counts for the session that was missed; of several nobody can tell which one it was."),
)
MARK_AMBIGUOUS = declare(
    "mark_ambiguous",
    Grade.NOTE,
    N_("A mark with two meanings"),
    N_("“{found}” can mean different things. Please explain it in a legend on the sheet, like “{expected}”."),
    N_("u is used for absent without excuse and for a signature; until it is explained, nothing is recorded."),
)
MARK_BY_COLOUR = declare(
    "mark_by_colour",
    Grade.NOTE,
    N_("A colour in place of a mark"),
    N_(
        "The cell is empty but {found}, and nothing says what that means. Please explain the colours on the sheet (a "
        "coloured cell with “{expected}” beside it), or enter a mark."
    ),
    N_("A colour may mean present as well as absent; until it is explained, nothing is recorded."),
)
MARKS_BY_COLOUR = declare(
    "marks_by_colour",
    Grade.NOTE,
    N_("Marks told by colours"),
    N_("Coloured cells of this list were read as its legend says: {found}."),
    N_("Colours are easily lost when a list is copied or saved in another format; a mark in the cell is safer."),
)
MARKS_IN_SYMBOL_FONT = declare(
    "marks_in_symbol_font",
    Grade.NOTE,
    N_("Marks in a symbol font"),
    N_("Marks of this list are letters in a symbol font and were read as what they show: {found}."),
    N_("In another font such a mark is a plain letter; a real ✓ or x is safer."),
)
MARK_ELSEWHERE = declare(
    "mark_elsewhere",
    Grade.NOTE,
    N_("A note that somebody belongs elsewhere"),
    N_(
        "“{found}” seems to say that this person belongs to another group or course. Please enter the mark on the list "
        "of that course, or write one of: {expected}."
    ),
    N_("Where somebody took part decides which course counts; until it is clear, nothing is recorded."),
)
FORMULA_ERROR = declare(
    "formula_error",
    Grade.NOTE,
    N_("A formula without a result"),
    N_("The formula in this cell found nothing and shows “{found}”. Please write what is meant, like {expected}."),
    N_("The error says nothing of the person; until it is mended, nothing is recorded."),
)
MARK_CONFLICT = declare(
    "mark_conflict",
    Grade.NOTE,
    N_("Two rows contradict each other"),
    N_("Another row says something else of this person and day than “{found}”. Please correct the wrong one."),
    N_("Until the rows agree, the session counts as not recorded for this person."),
)
MARK_CONTRADICTS_TIMES = declare(
    "mark_contradicts_times",
    Grade.NOTE,
    N_("A mark contradicts the times beside it"),
    N_(
        "“{found}” says that the person was not there, but times or minutes stand beside it."
        " Please correct one of them."
    ),
    N_("Until they agree, the session counts as not recorded for this person."),
)
MARK_OVERRULED = declare(
    "mark_overruled",
    Grade.NOTE,
    N_("A mark that a decision overrules"),
    N_(
        "Another list says something else of this person and day than “{found}”; it was decided that the other one"
        " holds."
    ),
    N_("The mark is kept aside, so that the decision can be taken back."),
)
SESSION_WITHOUT_MARKS = declare(
    "session_without_marks",
    Grade.NOTE,
    N_("A session without marks"),
    N_(
        "No list has marks for the session of {day} ({course}). Please send the list, or mark the session as cancelled."
    ),
    N_("A wholly empty day means not held or not entered, never everybody absent; the course counts as running."),
)
SESSION_DAY_UNLIKELY = declare(
    "session_day_unlikely",
    Grade.NOTE,
    N_("A session far from all others of its course"),
    N_("“{found}” lies far from all other sessions of the course. Was {expected} meant? Please check the year."),
    N_("A slip in the year moves a session into another report; its marks are kept, its day is asked for."),
)
SESSION_UNDATED = declare(
    "session_undated",
    Grade.NOTE,
    N_("A session whose date cannot be read"),
    N_("The day of this session cannot be read from “{found}”. Please write it like {expected}; its marks are kept."),
    N_("The session counts, but belongs to no quarter until it has a day."),
)
PLAN_CONFLICT = declare(
    "plan_conflict",
    Grade.NOTE,
    N_("Two plans contradict each other"),
    N_(
        "This row cancels the session of {day} ({course}), another plan does not. Please remove the plan that is out"
        " of date, or correct it."
    ),
    N_("Until the plans agree, the session counts as planned and its course as running."),
)
PLANNED_WITHOUT_DAY = declare(
    "planned_without_day",
    Grade.NOTE,
    N_("A planned session without a day"),
    N_("Session {number} of {course} has no day in the plan. Please enter the day, like {expected}."),
    N_("Until then nothing tells which list has its marks, and the course counts as running."),
)
NAMES_IN_CELL = declare(
    "names_in_cell",
    Grade.NOTE,
    N_("Several people in one cell"),
    N_(
        "Below “{found}” several people stand in one cell, so that nobody's attendance is counted. Please send a list "
        "with a row for each person and a column for each day."
    ),
    N_("The days count as planned; who was there is not known until such a list comes."),
)
