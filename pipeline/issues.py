"""Findings: every kind of issue declared once, and the place it was found at.

A kind is a declaration (code, grade, texts); an `Issue` is that kind at one place. The texts are messages of the
catalogue, with {found}, {expected} and the issue's own values as placeholders. `docs/issues.md` is rendered from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.codes import Grade
from pipeline.said import N_, say


@dataclass(frozen=True)
class IssueKind:
    """One kind of finding: what it is called, what it does, what it says and why it matters."""

    code: str
    grade: Grade
    title: str
    message: str
    why: str


@dataclass(frozen=True)
class Place:
    """Where something stands: file, sheet, row (from 1), cell (`F17`), heading of the column."""

    path: str | None = None
    sheet: str | None = None
    row: int | None = None
    cell: str | None = None
    column: str | None = None


@dataclass(frozen=True)
class Issue:
    """One finding at one place. `found` is the text as written, `expected` an example of what would be right."""

    kind: IssueKind
    place: Place
    found: str | None = None
    expected: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def grade(self) -> Grade:
        """What the finding does to the data."""
        return self.kind.grade

    def message(self, lang: str | None = None) -> str:
        """Return the finding as a sentence in the language in use, or in `lang`."""
        return say(self.kind.message, lang=lang, found=self.found or "", expected=self.expected or "", **self.values)

    def as_row(self) -> dict[str, Any]:
        """Return the finding as `check --format json` and `audit.issue` name its parts."""
        return {
            "code": self.kind.code,
            "grade": str(self.grade),
            "path": self.place.path,
            "sheet": self.place.sheet,
            "row": self.place.row,
            "cell": self.place.cell,
            "column": self.place.column,
            "found": self.found,
            "expected": self.expected,
            "message": self.message(),
        }


KINDS: dict[str, IssueKind] = {}
"""Every declared kind, by its code."""


def _kind(code: str, grade: Grade, title: str, message: str, why: str) -> IssueKind:
    KINDS[code] = IssueKind(code, grade, title, message, why)
    return KINDS[code]


# -- values in cells ------------------------------------------------------------------------------------------------
DATE_UNREADABLE = _kind(
    "date_unreadable",
    Grade.NOTE,
    N_("Not a date"),
    N_("“{found}” is not a date. Please write the day like {expected}."),
    N_("The day is left empty until it can be read; nothing is guessed."),
)
DATE_IMPOSSIBLE = _kind(
    "date_impossible",
    Grade.NOTE,
    N_("A day that does not exist"),
    N_("The calendar has no “{found}”. Please enter the right day, like {expected}."),
    N_("The day is left empty until it is corrected."),
)
DATE_AMBIGUOUS = _kind(
    "date_ambiguous",
    Grade.NOTE,
    N_("Day and month may be swapped"),
    N_("“{found}” can be read as two different days. Please write it like {expected}."),
    N_("With slashes some people write the month first; the day is left empty until it is clear."),
)
DATE_IMPLAUSIBLE = _kind(
    "date_implausible",
    Grade.NOTE,
    N_("A day far from all others"),
    N_("“{found}” lies far outside the time in which courses took place. Please check the year, like {expected}."),
    N_("A slip in the year moves a session or a sign-up into another report; the day is left empty."),
)
BIRTH_YEAR_IS_AGE = _kind(
    "birth_year_is_age",
    Grade.NOTE,
    N_("An age instead of a year of birth"),
    N_("“{found}” looks like an age, not like a year of birth. Please enter the year, like {expected}."),
    N_("An age grows old: without the day it was asked on it does not give the year of birth."),
)
BIRTH_IMPLAUSIBLE = _kind(
    "birth_implausible",
    Grade.NOTE,
    N_("A birth that cannot be right"),
    N_("Nobody in a course was born in “{found}”. Please enter the right year, like {expected}."),
    N_("The age bands of the report depend on it; the birth is left empty until it is corrected."),
)
UNTIL_BEFORE_SINCE = _kind(
    "until_before_since",
    Grade.NOTE,
    N_("An end before the beginning"),
    N_("The end “{found}” lies before the beginning. Please check both days."),
    N_("The end is left empty until it is corrected."),
)
EMAIL_INVALID = _kind(
    "email_invalid",
    Grade.NOTE,
    N_("Not an e-mail address"),
    N_("“{found}” is not an e-mail address. Please correct it, like {expected}."),
    N_("Nobody can be reached there; the address is left empty."),
)
POSTCODE_INVALID = _kind(
    "postcode_invalid",
    Grade.NOTE,
    N_("Not a postcode"),
    N_("“{found}” is not a postcode. A German postcode has five digits, like {expected}."),
    N_("The municipality is found by place and postcode."),
)
POSTCODE_LOST_ZERO = _kind(
    "postcode_lost_zero",
    Grade.NOTE,
    N_("The postcode has lost its first zero"),
    N_("“{found}” was taken for {expected}. Please format the column as text so that the zero stays."),
    N_("Spreadsheet programs drop a leading zero from numbers."),
)
GENDER_UNKNOWN = _kind(
    "gender_unknown",
    Grade.NOTE,
    N_("Unknown entry for gender"),
    N_("“{found}” is not known as a gender. Please write {expected}, or leave it empty."),
    N_("It is counted as not stated."),
)
AREA_UNKNOWN = _kind(
    "area_unknown",
    Grade.NOTE,
    N_("Unknown engagement area"),
    N_("“{found}” is not one of the engagement areas. Please use one of: {expected}."),
    N_("It is counted under other until it is named as in the list."),
)
REMARK_SENSITIVE = _kind(
    "remark_sensitive",
    Grade.NOTE,
    N_("A remark that should not stand on a list"),
    N_(
        "This remark seems to tell of health, belief or another matter that the law protects in particular. Please "
        "delete it from the list, unless the person has agreed to it in writing."
    ),
    N_("Such data may be kept for a good reason only (Art. 9 GDPR); the remark is neither stored nor repeated here."),
)
STATUS_UNKNOWN = _kind(
    "status_unknown",
    Grade.NOTE,
    N_("Unknown status of a sign-up"),
    N_("“{found}” is not known as a status. Please write one of: {expected}."),
    N_("Until then the sign-up counts as admitted."),
)
TIME_UNREADABLE = _kind(
    "time_unreadable",
    Grade.NOTE,
    N_("Not a time"),
    N_("“{found}” is not a time of day. Please write it like {expected}."),
    N_("The length of the session is taken from the programme instead."),
)

# -- rows and marks --------------------------------------------------------------------------------------------------
NAME_MISSING = _kind(
    "name_missing",
    Grade.SET_ROW_ASIDE,
    N_("A row without a name"),
    N_("This row has entries but no name. Please add the name, or delete the row."),
    N_("Without a name nobody can be credited; the row is kept aside and comes back once it is mended."),
)
COURSE_MISSING = _kind(
    "course_missing",
    Grade.SET_ROW_ASIDE,
    N_("A row without a course"),
    N_("It is not clear which course this row belongs to. Please add the course code, like {expected}."),
    N_("A sign-up counts for one course; the row is kept aside and comes back once the course is named."),
)
DUPLICATE_ROW = _kind(
    "duplicate_row",
    Grade.SET_ROW_ASIDE,
    N_("The same row twice"),
    N_("This row repeats row {first_row}. Please delete one of the two."),
    N_("The first of the two is kept; counting both would count one person twice."),
)
PLAN_ROW_WITHOUT_DAY = _kind(
    "plan_row_without_day",
    Grade.SET_ROW_ASIDE,
    N_("A planned session without a day or a number"),
    N_("This row of the plan names neither a readable day nor a number. Please add the day, like {expected}."),
    N_("Nothing says which session is meant; the row is kept aside and comes back once it is mended."),
)
DEPLOYMENT_WITHOUT_AREA = _kind(
    "deployment_without_area",
    Grade.SET_ROW_ASIDE,
    N_("A deployment without an area"),
    N_("This row does not say in which area the person works. Please add one of: {expected}."),
    N_("The row is kept aside and comes back once the area is named."),
)
MARK_UNKNOWN = _kind(
    "mark_unknown",
    Grade.NOTE,
    N_("Unknown mark"),
    N_("The mark “{found}” is not known. Please use one of: {expected}; or explain it in a legend on the sheet."),
    N_("The session counts as not recorded for this person, never as an absence."),
)
MARK_AMBIGUOUS = _kind(
    "mark_ambiguous",
    Grade.NOTE,
    N_("A mark with two meanings"),
    N_("“{found}” can mean different things. Please explain it in a legend on the sheet, like “{expected}”."),
    N_("u is used for absent without excuse and for a signature; until it is explained, nothing is recorded."),
)
MARK_CONFLICT = _kind(
    "mark_conflict",
    Grade.NOTE,
    N_("Two lists contradict each other"),
    N_("Another list says something else of this person and day than “{found}”. Please correct the wrong one."),
    N_("Until the lists agree, the session counts as not recorded for this person."),
)
MARK_CORRECTED = _kind(
    "mark_corrected",
    Grade.NOTE,
    N_("A mark that a newer list corrects"),
    N_("A newer copy of this list says something else of this person and day than “{found}”; the newer one counts."),
    N_("A list that is sent again as it grows takes the place of the older one."),
)
SESSION_WITHOUT_MARKS = _kind(
    "session_without_marks",
    Grade.NOTE,
    N_("A session without marks"),
    N_(
        "No list has marks for the session of {day} ({course}). Please send the list, or mark the session as cancelled."
    ),
    N_("A wholly empty day means not held or not entered, never everybody absent; the course counts as running."),
)
SESSION_DAY_UNLIKELY = _kind(
    "session_day_unlikely",
    Grade.NOTE,
    N_("A session far from all others of its course"),
    N_("“{found}” lies far from all other sessions of the course. Was {expected} meant? Please check the year."),
    N_("A slip in the year moves a session into another report; its marks are kept, its day is asked for."),
)
SESSION_UNDATED = _kind(
    "session_undated",
    Grade.NOTE,
    N_("A session whose date cannot be read"),
    N_("The day of this session cannot be read from “{found}”. Please write it like {expected}; its marks are kept."),
    N_("The session counts, but belongs to no quarter until it has a day."),
)

# -- people and courses ----------------------------------------------------------------------------------------------
NAME_VARIANT = _kind(
    "name_variant",
    Grade.NOTE,
    N_("A name spelt differently"),
    N_("“{found}” was taken for {expected}, who signed up for this course. Please write the name as at the sign-up."),
    N_("Names are typed anew on every list; one spelling keeps the certificates right."),
)
WALK_IN = _kind(
    "walk_in",
    Grade.NOTE,
    N_("On the attendance list, but not signed up"),
    N_(
        "{found} is on the attendance list of {course} without a sign-up. Please send the sign-up, or correct the name."
    ),
    N_("The attendance counts; contact data and engagement areas are missing."),
)
NOT_ON_LIST = _kind(
    "not_on_list",
    Grade.NOTE,
    N_("Signed up, but on no attendance list"),
    N_(
        "{found} signed up for {course} and stands on none of its attendance lists. Please add the person, or a status."
    ),
    N_("Nobody knows whether the person came: the enrolment stays open."),
)
DEPLOYED_UNKNOWN = _kind(
    "deployed_unknown",
    Grade.NOTE,
    N_("At work, but in no course"),
    N_("{found} is on the deployment list, but on no sign-up or attendance list. Please check the name."),
    N_("The work counts; nothing is known of a training."),
)
PERSON_UNCLEAR = _kind(
    "person_unclear",
    Grade.NOTE,
    N_("It is not clear who is meant"),
    N_("“{found}” may be several people: {expected}. Please write the full name as at the sign-up."),
    N_("A wrong guess gives one person another's certificate; until it is answered the attendance is kept apart."),
)
COURSE_CODE_MISSING = _kind(
    "course_code_missing",
    Grade.NOTE,
    N_("A list that names no course"),
    N_("No course code stands on this list; it was taken for {expected}. Please write the code above the table."),
    N_("Lists are put together by the code of the course."),
)
SHEET_NOT_RECOGNISED = _kind(
    "sheet_not_recognised",
    Grade.NOTE,
    N_("A sheet that was not read"),
    N_("The sheet “{found}” holds no list that could be recognised, so nothing was taken from it."),
    N_("Other sheets of the file were read. A list needs a row of headings, such as Name, Vorname and dates."),
)
FILE_NOT_RECOGNISED = _kind(
    "file_not_recognised",
    Grade.REJECT_FILE,
    N_("No known list in the file"),
    N_(
        "No row of headings was found that belongs to a sign-up list, an attendance list, a course plan or a deployment"
        " list. Please check that the headings stand in one row, such as {expected}."
    ),
    N_("Nothing was taken from the file."),
)


# -- files and folders ----------------------------------------------------------------------------------------------
FILE_EMPTY = _kind(
    "file_empty",
    Grade.REJECT_FILE,
    N_("An empty file"),
    N_("The file has no content. Please ask for it again; something went wrong when it was saved or sent."),
    N_("Nothing was taken from the file."),
)
FILE_DAMAGED = _kind(
    "file_damaged",
    Grade.REJECT_FILE,
    N_("A damaged file"),
    N_(
        "The file is damaged and cannot be read. Please open it, save it again as a workbook (.xlsx), or ask the sender"
        " to send it once more."
    ),
    N_("A file is cut off when sending it breaks off; whatever could be made out might be incomplete."),
)
FILE_NOT_A_WORKBOOK = _kind(
    "file_not_a_workbook",
    Grade.REJECT_FILE,
    N_("A text file with the name of a workbook"),
    N_(
        "The name ends in {found}, but this is a plain text file. Please rename it to end in .csv, or save it as a"
        " workbook (.xlsx)."
    ),
    N_("Something went wrong when the file was exported or renamed; what its columns are would have to be guessed."),
)
FILE_PROTECTED = _kind(
    "file_protected",
    Grade.REJECT_FILE,
    N_("A file with a password"),
    N_(
        "The file can only be opened with a password. Please save it without a password and send it in a protected way."
    ),
    N_("The cells are encrypted; no password is asked for or kept here."),
)
FILE_KIND_UNKNOWN = _kind(
    "file_kind_unknown",
    Grade.REJECT_FILE,
    N_("Not a list"),
    N_(
        "Files of this kind ({found}) are not read. Please send the list as a workbook (.xlsx, .xls, .ods) or as a CSV"
        " file."
    ),
    N_("Workbooks and CSV files have cells; in other files the place of a value would have to be guessed."),
)
FILE_TOO_LARGE = _kind(
    "file_too_large",
    Grade.REJECT_FILE,
    N_("A file that is too large"),
    N_(
        "The file has {found}; files of up to {expected} are read. Please remove pictures and empty formatted rows, or"
        " raise largest_file_mb in pipeline.toml."
    ),
    N_("Lists of a course have less than 1 MB; a far larger file is usually something else."),
)
FILE_UNPACKS_TOO_LARGE = _kind(
    "file_unpacks_too_large",
    Grade.REJECT_FILE,
    N_("A file that unpacks too large"),
    N_(
        "The file would take {found} when unpacked; up to {expected} are read. Please copy the list into a new"
        " workbook, or raise largest_file_mb in pipeline.toml."
    ),
    N_("Such files come from formatting down to the last row, or are made to bring a computer to a halt."),
)
FILE_UNREADABLE = _kind(
    "file_unreadable",
    Grade.REJECT_FILE,
    N_("A file that cannot be opened"),
    N_(
        "The file cannot be opened. Please close it in all other programs, and check that you are allowed to read it"
        " and that it is stored on this computer."
    ),
    N_("Nothing was taken from the file."),
)
FOLDER_UNREADABLE = _kind(
    "folder_unreadable",
    Grade.REJECT_FILE,
    N_("A folder that cannot be opened"),
    N_("The folder cannot be opened, so no file in it was read. Please check that you are allowed to read it."),
    N_("The files in other folders were read; the figures lack what lies in this one."),
)
SHEET_TOO_LARGE = _kind(
    "sheet_too_large",
    Grade.REJECT_FILE,
    N_("A cell far away from the list"),
    N_(
        "A sheet reaches as far as cell {found}. Please delete what stands far away from the list (Ctrl+End goes"
        " there), or copy the list into a new workbook."
    ),
    N_("All cells up to the last one are held in memory; so many do not fit."),
)
TEXT_UNDECODABLE = _kind(
    "text_undecodable",
    Grade.REJECT_FILE,
    N_("A text file with unreadable characters"),
    N_(
        "The characters of the file cannot be read. Please open it where it comes from and save it as “CSV UTF-8”, or"
        " send the workbook."
    ),
    N_("Guessing the characters would spoil names without anybody noticing."),
)
TEXT_MIXED = _kind(
    "text_mixed",
    Grade.NOTE,
    N_("A text file in two character sets"),
    N_(
        "Parts of the file are stored in different character sets; it was read piece by piece. Please check names with"
        " umlauts and accents, or save the file as “CSV UTF-8”."
    ),
    N_("It happens when lines of two files are put together; single letters may have been misread."),
)
