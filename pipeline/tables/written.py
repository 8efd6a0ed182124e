"""Tables as written: what the sheets say, typed, every row with its place.

A row's `table_id` points to the recognised table it stands in; with `row` it names the place on the sheet.
"""

import re
from datetime import date
from typing import Any

from pipeline.codes import AttendanceStatus, Gender, Stage
from pipeline.postcodes import EXAMPLE, POSTCODE
from pipeline.tables.base import Table, declare, field, rule
from pipeline.values import YOUNGEST

FIRST_BIRTH_YEAR = 1900
"""A birth year before this one is a slip of the pen: nobody taught today was born before."""
EMAIL = r"^[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+$"
LONGEST_SESSION = 24 * 60
# Courses for volunteers who support refugees: a day before or after these is a slip of the pen.
FIRST_DAY = date(1990, 1, 1)
LAST_DAY = date(2100, 12, 31)
# "IB-2017-1", "IB-17-01", "17H1031"; in "2005" and "K-2005" nothing says that the number is a year.
_YEAR_OF_COURSE = re.compile(
    r"[^\W\d_]{1,6}[\s_-]*20(\d\d)[\s/_-]+\d{1,3}|[^\W\d_]{1,6}-(1[5-9]|[23]\d)-\d{1,3}|(1[5-9]|[23]\d)[A-Z]\d{3,6}"
)


def plausible_day(description: str) -> Any:
    """Declare a column of days on which courses and what belongs to them may lie."""
    return field(description, ge=FIRST_DAY, le=LAST_DAY, issue="date_implausible", example="15.02.2017")


@declare()
class Written(Table):
    """A row of a sheet and where it stands."""

    table_id: int = field("Recognised table the row stands in, counted from 0 over all files of the run.", ge=0)
    row: int = field("Row on the sheet, counted from 1 as spreadsheet programs do.", ge=1)


@declare()
class WrittenPerson(Written):
    """What a row says of a person."""

    family_name: str = field("Family name.", private=True, issue="name_missing")
    given_name: str | None = field("Given name.", private=True)
    birth_date: date | None = field("Date of birth.", private=True)
    birth_year: int | None = field(
        "Year of birth.",
        private=True,
        ge=FIRST_BIRTH_YEAR,
        le=LAST_DAY.year,
        issue="birth_implausible",
        example="1975",
    )
    gender: str | None = field("Gender as stated.", private=True, codes=Gender)
    email: str | None = field(
        "E-mail address.",
        private=True,
        matches=EMAIL,
        issue="email_invalid",
        example="anna.muster@verein.example",
    )
    phone: str | None = field("Telephone number.", private=True)
    postcode: str | None = field(
        "Postcode; five digits in Germany.",
        private=True,
        matches=POSTCODE,
        issue="postcode_invalid",
        example=EXAMPLE,
    )
    place: str | None = field("Place of residence as written.", private=True)
    person_number: str | None = field(
        "What the sender tells people apart by: the number below `TN-Nr.`, `jun.`.", private=True
    )

    @property
    def full_name(self) -> str:
        """The name as written, family name first."""
        return f"{self.family_name}, {self.given_name}" if self.given_name else self.family_name


@declare()
class Signup(WrittenPerson):
    """One row of a sign-up list: one person for one course."""

    course_code: str | None = field("Course as written, or as found for the whole table.")
    signed_up_on: date | None = plausible_day("Day of the sign-up.")
    signed_up_at: int | None = field(
        "Time of the sign-up, where a form has stamped it.", unit="minute of the day", ge=0
    )
    stage: str = field("Status of the sign-up; none written means admitted.", codes=Stage)
    entry_on: date | None = plausible_day("Day of a later entry, where the sheet says so.")
    left_on: date | None = plausible_day("Day on which the person left the course, where the sheet says so.")
    areas: str | None = field("Engagement areas wished for, codes joined by ';'.")

    @rule(issue="birth_implausible", column="birth_year")
    def born_before_signing_up(self) -> bool:
        """Nobody signs up who is younger than ten: 2017 in a list of 2017 is the year of the list."""
        day = self.signed_up_on
        # A day of sign-up that is itself a slip of the pen says nothing of the birth.
        is_dated = day is not None and FIRST_DAY <= day <= LAST_DAY
        year = day.year if day and is_dated else _year_of_course(self.course_code)
        return year is None or self.birth_year is None or year - self.birth_year >= YOUNGEST


def _year_of_course(code: str | None) -> int | None:
    """Return the year that a course code names: `IB-2017-1`, `17H1031`."""
    found = _YEAR_OF_COURSE.fullmatch(code or "")
    return 2000 + int(found[found.lastindex or 1]) if found else None


@declare()
class RosterRow(WrittenPerson):
    """One row of an attendance list: one person for one course, the marks apart."""

    course_code: str | None = field("Course of the list.")
    signed_up_on: date | None = plausible_day("Day of the sign-up, where the list says so.")
    entry_on: date | None = plausible_day("Day of a later entry, where the list says so.")
    left_on: date | None = plausible_day("Day on which the person left the course, where the list says so.")
    left_at: int | None = field("Session within the table at which the list says the person had left.", ge=1)
    areas: str | None = field("Engagement areas, codes joined by ';', where the list says so.")
    is_teaching: bool = field("Whether the row says that the person teaches: `(Doz.)`, or a role in a meeting.")


@declare(key=("table_id", "position"))
class ListedSession(Table):
    """One session as an attendance list names it: a column of a matrix, or a list of one day."""

    table_id: int = field("Recognised table.", ge=0)
    position: int = field("Session within the table: the column of a matrix, else counted from 1.", ge=1)
    row: int | None = field("Row with the date.", ge=1)
    cell: str | None = field("Cell with the date.")
    course_code: str | None = field("Course of the list.")
    held_on: date | None = plausible_day("Day of the session; null where it cannot be read.")
    minutes: int | None = field("Length as the list says.", unit="minutes", gt=0, le=LONGEST_SESSION)
    starts_at: int | None = field("Time of the beginning.", unit="minute of the day", ge=0)
    topic: str | None = field("Topic.")
    number: int | None = field("Number of the session, where the list calls it by one instead of a day.", ge=0)
    lacks_year: bool = field("Whether its day would be one, were it written with a year.")
    is_cancelled: bool = field("Whether the list says the session did not take place.")
    is_marked_untold: bool = field("Whether rows of a long list that are not told have marks of it.")


@declare(key=("table_id", "row", "position"))
class Mark(Table):
    """One mark for one person at one session."""

    table_id: int = field("Recognised table.", ge=0)
    row: int = field("Row of the person.", ge=1)
    position: int = field("Session within the table.", ge=1)
    status: str = field("What the mark means.", codes=AttendanceStatus)
    minutes: int | None = field("Minutes attended, where the mark says so.", unit="minutes", ge=0)
    came_at: int | None = field("Time of a late arrival.", unit="minute of the day", ge=0)
    went_at: int | None = field("Time of an early leave.", unit="minute of the day", ge=0)
    late_by: int | None = field("Minutes by which somebody came late.", unit="minutes", ge=0)
    attended_parts: int | None = field("Parts of the session attended, where the mark says so: 1 of a third.", ge=0)
    of_parts: int | None = field("Parts that the whole session has: 3 of a third, 100 of a percentage.", gt=0)
    made_up_on: date | None = field("Day on which the session was made up.")


@declare()
class PlannedSession(Written):
    """One row of a course plan: one session, one lecturer."""

    course_code: str | None = field("Course.")
    title: str | None = field("Title of the course.")
    number: int | None = field("Number of the session within the course.", ge=0)
    held_on: date | None = plausible_day("Planned day.")
    minutes: int | None = field("Length.", unit="minutes", gt=0, le=LONGEST_SESSION)
    starts_at: int | None = field("Time of the beginning.", unit="minute of the day", ge=0)
    topic: str | None = field("Topic.")
    lecturer: str | None = field("Lecturer.")
    organisation: str | None = field("Organisation of the lecturer.")
    place: str | None = field("Where the session takes place.")
    is_mandatory: bool = field("Whether the plan says the session is mandatory.")
    is_cancelled: bool = field("Whether the plan says the session does not take place.")


@declare()
class Deployment(WrittenPerson):
    """One row of a deployment list: who works where."""

    areas: str | None = field("Engagement areas, codes joined by ';'.")
    deployed_in: str | None = field("Place of the work as written.")
    since: date | None = plausible_day("First day of the work.")
    until: date | None = plausible_day("Last day of the work.")

    @rule(issue="until_before_since", column="until")
    def ends_after_it_begins(self) -> bool:
        """A piece of work does not end before it begins."""
        return self.since is None or self.until is None or self.until >= self.since


InCourse = PlannedSession | ListedSession | RosterRow | Signup
"""A row that belongs to a course."""
