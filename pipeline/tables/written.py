"""Tables as written: what the sheets say, typed, every row with its place.

A row's `table_id` points to the recognised table it stands in; with `row` it names the place on the sheet.
"""

from typing import Any

import pandas as pd
import pandera.pandas as pa

from pipeline.codes import AttendanceStatus, Gender, Stage
from pipeline.tables.base import Day, Flag, Table, Text, Whole, day, field

FIRST_BIRTH_YEAR = 1900
"""A birth year before this one is a slip of the pen: nobody taught today was born before."""
EMAIL = r"^[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+$"
POSTCODE = r"^\d{5}$"
LONGEST_SESSION = 24 * 60
# Courses for volunteers who support refugees: a day before 1990 or after 2100 is a slip of the pen.
PLAUSIBLE: dict[str, Any] = {
    "ge": pd.Timestamp("1990-01-01"),
    "le": pd.Timestamp("2100-12-31"),
    "issue": "date_implausible",
    "example": "15.02.2017",
}
YOUNGEST = 10
"""Years of age below which a year of birth is a slip of the pen."""


class Written(Table):
    """A row of a sheet and where it stands."""

    table_id: Whole = field("Recognised table the row stands in, counted from 0 over all files of the run.", ge=0)
    row: Whole = field("Row on the sheet, counted from 1 as spreadsheet programs do.", ge=1)


class WrittenPerson(Written):
    """What a row says of a person."""

    family_name: Text = field("Family name.", private=True, issue="name_missing")
    given_name: Text = field("Given name.", nullable=True, private=True)
    birth_date: Day = day("Date of birth.", nullable=True, private=True)
    birth_year: Whole = field(
        "Year of birth.",
        nullable=True,
        private=True,
        ge=FIRST_BIRTH_YEAR,
        le=PLAUSIBLE["le"].year,
        issue="birth_implausible",
        example="1975",
    )
    gender: Text = field("Gender as stated.", nullable=True, private=True, codes=Gender)
    email: Text = field(
        "E-mail address.",
        nullable=True,
        private=True,
        str_matches=EMAIL,
        issue="email_invalid",
        example="anna.muster@verein.example",
    )
    phone: Text = field("Telephone number.", nullable=True, private=True)
    postcode: Text = field(
        "Postcode, five digits.",
        nullable=True,
        private=True,
        str_matches=POSTCODE,
        issue="postcode_invalid",
        example="38300",
    )
    place: Text = field("Place of residence as written.", nullable=True, private=True)


class Signup(WrittenPerson):
    """One row of a sign-up list: one person for one course."""

    course_code: Text = field("Course as written, or as found for the whole table.", nullable=True)
    signed_up_on: Day = day("Day of the sign-up.", nullable=True, **PLAUSIBLE)
    stage: Text = field("Status of the sign-up; none written means admitted.", codes=Stage)
    entry_on: Day = day("Day of a later entry, where the sheet says so.", nullable=True, **PLAUSIBLE)
    areas: Text = field("Engagement areas wished for, codes joined by ';'.", nullable=True)

    @pa.dataframe_check(name="birth_implausible:birth_year")
    def born_before_signing_up(cls, rows: pd.DataFrame) -> pd.Series:
        """Nobody signs up who is younger than ten: 2017 in a list of 2017 is the year of the list."""
        # A day of sign-up that is itself a slip of the pen says nothing of the birth.
        days = rows["signed_up_on"].where(rows["signed_up_on"].between(PLAUSIBLE["ge"], PLAUSIBLE["le"]))
        years = days.dt.year - rows["birth_year"].astype("Float64")
        is_old_enough: pd.Series = (years >= YOUNGEST) | years.isna()
        return is_old_enough


class RosterRow(WrittenPerson):
    """One row of an attendance list: one person for one course, the marks apart."""

    course_code: Text = field("Course of the list.", nullable=True)
    signed_up_on: Day = day("Day of the sign-up, where the list says so.", nullable=True, **PLAUSIBLE)
    entry_on: Day = day("Day of a later entry, where the list says so.", nullable=True, **PLAUSIBLE)
    left_at: Whole = field("Session within the table at which the list says the person had left.", nullable=True, ge=1)
    areas: Text = field("Engagement areas, codes joined by ';', where the list says so.", nullable=True)


class ListedSession(Table, key=("table_id", "position")):
    """One session as an attendance list names it: a column of a matrix, or a list of one day."""

    table_id: Whole = field("Recognised table.", ge=0)
    position: Whole = field("Session within the table: the column of a matrix, else counted from 1.", ge=1)
    row: Whole = field("Row with the date.", nullable=True, ge=1)
    cell: Text = field("Cell with the date.", nullable=True)
    course_code: Text = field("Course of the list.", nullable=True)
    held_on: Day = day("Day of the session; null where it cannot be read.", nullable=True, **PLAUSIBLE)
    minutes: Whole = field("Length as the list says.", nullable=True, unit="minutes", gt=0, le=LONGEST_SESSION)
    starts_at: Whole = field("Time of the beginning.", nullable=True, unit="minute of the day", ge=0)
    topic: Text = field("Topic.", nullable=True)
    is_cancelled: Flag = field("Whether the list says the session did not take place.")


class Mark(Table, key=("table_id", "row", "position")):
    """One mark for one person at one session."""

    table_id: Whole = field("Recognised table.", ge=0)
    row: Whole = field("Row of the person.", ge=1)
    position: Whole = field("Session within the table.", ge=1)
    status: Text = field("What the mark means.", codes=AttendanceStatus)
    minutes: Whole = field("Minutes attended, where the mark says so.", nullable=True, unit="minutes", ge=0)
    came_at: Whole = field("Time of a late arrival.", nullable=True, unit="minute of the day", ge=0)
    went_at: Whole = field("Time of an early leave.", nullable=True, unit="minute of the day", ge=0)
    made_up_on: Day = day("Day on which the session was made up.", nullable=True)


class PlannedSession(Written):
    """One row of a course plan: one session, one lecturer."""

    course_code: Text = field("Course.", nullable=True)
    title: Text = field("Title of the course.", nullable=True)
    number: Whole = field("Number of the session within the course.", nullable=True, ge=0)
    held_on: Day = day("Planned day.", nullable=True, **PLAUSIBLE)
    minutes: Whole = field("Length.", nullable=True, unit="minutes", gt=0, le=LONGEST_SESSION)
    starts_at: Whole = field("Time of the beginning.", nullable=True, unit="minute of the day", ge=0)
    topic: Text = field("Topic.", nullable=True)
    lecturer: Text = field("Lecturer.", nullable=True)
    organisation: Text = field("Organisation of the lecturer.", nullable=True)
    place: Text = field("Where the session takes place.", nullable=True)
    is_mandatory: Flag = field("Whether the plan says the session is mandatory.")
    is_cancelled: Flag = field("Whether the plan says the session does not take place.")


class Deployment(WrittenPerson):
    """One row of a deployment list: who works where."""

    areas: Text = field("Engagement areas, codes joined by ';'.", nullable=True)
    deployed_in: Text = field("Place of the work as written.", nullable=True)
    since: Day = day("First day of the work.", nullable=True, **PLAUSIBLE)
    until: Day = day("Last day of the work.", nullable=True, **PLAUSIBLE)

    @pa.dataframe_check(name="until_before_since:until")
    def ends_after_it_begins(cls, rows: pd.DataFrame) -> pd.Series:
        """A piece of work does not end before it begins."""
        return (rows["until"] >= rows["since"]) | rows["until"].isna() | rows["since"].isna()
