"""Tables as known: what the store holds in schemas `core` and `audit`.

Names and meanings of the columns that other programs rely on are a contract; the rest is ours.
"""

from datetime import date
from typing import Any

from pipeline.codes import (
    AttendanceStatus,
    CourseKind,
    EngagementSource,
    Gender,
    Grade,
    JoinedBy,
    QuestionKind,
    SessionStatus,
    SourceKind,
    Stage,
)
from pipeline.tables.base import Table, declare, field


@declare()
class FromSheet(Table):
    """A row that came from a sheet."""

    source_id: str | None = field("SHA-256 of the file the row came from.")
    sheet: str | None = field("Sheet within the file; null for text files.")
    row: int | None = field("Row on the sheet, counted from 1.", ge=1)


FROM_NO_SHEET: dict[str, Any] = {"source_id": None, "sheet": None, "row": None}
"""The columns of a row that only follows from others."""


@declare(table="core.course", key=("course_id",))
class Course(FromSheet):
    """One course: a cohort of a programme, or a workshop."""

    course_id: str = field("Code as written on the sheets, upper case; derived where no sheet names one.")
    programme: str = field("Programme the course belongs to.")
    title: str | None = field("Title.")
    kind: str = field("Basic course or workshop.", codes=CourseKind)
    starts_on: date | None = field("Day of the first session that was not cancelled.", derived=True)
    ends_on: date | None = field("Day of the last session that was not cancelled.", derived=True)
    municipality: str | None = field(
        "Administrative unit in which the course takes place.", references="code.municipality.code"
    )
    is_planned: bool = field("Whether a course plan names the course.")
    is_over: bool = field(
        "Whether, as of the store's day, every session that was not cancelled has marks.", derived=True
    )


@declare(table="core.session", key=("session_id",))
class Session(FromSheet):
    """One session (Unterrichtseinheit) of a course."""

    session_id: int = field("Key, counted in the order of course, day and number.", ge=1)
    course_id: str = field("Course.", references="core.course.course_id")
    number: int | None = field("Number within the course, from the plan or the order of days.", ge=0)
    held_on: date | None = field("Day; null where the sheet's date cannot be read.")
    minutes: int = field("Length.", unit="minutes", gt=0)
    topic: str | None = field("Topic.")
    status: str = field(
        "Held when somebody has a mark for it, also after the store's day: stages and figures hold as of it, this not.",
        codes=SessionStatus,
    )
    is_mandatory: bool = field("Whether completion requires this session.")


@declare(table="core.session_lecturer", key=("session_id", "lecturer"))
class SessionLecturer(FromSheet):
    """One lecturer of one session."""

    session_id: int = field("Session.", references="core.session.session_id")
    lecturer: str = field("Name of the lecturer.", private=True)
    organisation: str | None = field("Organisation that sends the lecturer.")


@declare(table="core.person", key=("person_id",))
class Person(FromSheet):
    """One person, once over all courses."""

    person_id: int = field("Key, pinned at first sight.", ge=1)
    given_name: str | None = field("Given name.", private=True)
    family_name: str = field("Family name.", private=True)
    birth_date: date | None = field("Date of birth.", private=True)
    birth_year: int | None = field("Year of birth.", private=True)
    gender: str | None = field("Gender as stated, the newest; null: not stated.", private=True, codes=Gender)
    email: str | None = field("E-mail address, the newest.", private=True)
    phone: str | None = field("Telephone number, the newest.", private=True)
    postcode: str | None = field("Postcode, the newest.", private=True)
    municipality: str = field(
        "Administrative unit of residence, the newest.", private=True, references="code.municipality.code"
    )
    is_provisional: bool = field("Whether it is still open who this is: an open question names the person.")


@declare(table="core.enrolment", key=("enrolment_id",))
class Enrolment(FromSheet):
    """One person in one course, and how far it got (by the definitions in audit.setting)."""

    enrolment_id: int = field("Key, counted in the order of course and person.", ge=1)
    person_id: int = field("Person.", references="core.person.person_id")
    course_id: str = field("Course.", references="core.course.course_id")
    signed_up_on: date | None = field("Day of the sign-up.")
    stage: str = field("How far the enrolment got.", codes=Stage, derived=True)
    municipality: str = field(
        "Administrative unit of residence as stated at the enrolment or before.",
        private=True,
        references="code.municipality.code",
    )
    gender: str | None = field(
        "Gender as stated at the enrolment or before; null: not stated.", private=True, codes=Gender
    )
    age: int | None = field("Age on the day of the first session.", private=True, unit="years", ge=0, derived=True)
    age_band: str = field("Age band by the configured cuts; unknown where no age is known.", private=True, derived=True)
    entry_on: date | None = field(
        "Day of a later entry, for a walk-in of the first presence; null: from the first session."
    )
    withdrawn_on: date | None = field(
        "Day from which a list says the person had left; a presence on the day itself counts."
    )
    is_signed_up: bool = field("Whether a sign-up list names the person for this course; otherwise a walk-in.")
    is_admitted: bool = field("Whether ever admitted: the whole of the no-show rate.", derived=True)
    is_started: bool = field("Whether present at least once: the whole of the completion rate.", derived=True)
    required_minutes: int = field("Minutes that the completion rule requires.", unit="minutes", ge=0, derived=True)
    attended_minutes: int = field(
        "Minutes that count as attended; unknown marks as absent.", unit="minutes", ge=0, derived=True
    )
    possible_minutes: int = field("The same, unknown marks as fully present.", unit="minutes", ge=0, derived=True)
    completed_on: date | None = field(
        "Later of the last held session and the last make-up, where completed.", derived=True
    )


@declare()
class Enrolled(Enrolment):
    """An enrolment before the definitions have told how far it got, with what they go by."""

    declared_stage: str = field("What the sign-up says; a walk-in is admitted.", codes=Stage)
    birth_date: date | None = field("Date of birth, for the age.", private=True)
    birth_year: int | None = field("Year of birth, for the age.", private=True)
    has_left: bool = field("Whether a list says that the person had left, on whatever day.")
    left_at_session: int | None = field("Session from which a list says so.")


@declare(table="core.attendance", key=("enrolment_id", "session_id"))
class Attendance(FromSheet):
    """All that is known of one enrolment at one session, also after the store's day: stages hold as of it, this not."""

    enrolment_id: int = field("Enrolment.", references="core.enrolment.enrolment_id")
    session_id: int = field("Session.", references="core.session.session_id")
    status: str = field("Status. A blank is not_recorded, never absent.", codes=AttendanceStatus)
    minutes: int | None = field(
        "Minutes attended: present at most the session's, absent and excused 0, else null.",
        unit="minutes",
        ge=0,
    )
    made_up_on: date | None = field("Day on which the missed session was made up.")
    is_expected: bool = field("Whether the session is held for the person; false where only another group meets.")
    cell: str | None = field("Cell of the mark.")


@declare(table="core.engagement")
class Engagement(FromSheet):
    """One engagement area (Einsatzbereich) of one person: several are allowed."""

    person_id: int = field("Person.", references="core.person.person_id")
    area: str = field("Engagement area.", references="code.engagement_area.code")
    source: str = field("Wished for at sign-up, or done.", codes=EngagementSource)
    municipality: str = field(
        "Administrative unit of the work (of residence for a wish).", references="code.municipality.code"
    )
    since: date | None = field("First day of the work, or day of the sign-up.")
    until: date | None = field("Last day of the work.")


@declare(table="audit.source", key=("path",))
class Source(Table):
    """One file below data/raw/ and what became of its rows and marks."""

    path: str = field("Path relative to data/raw/, with forward slashes.")
    source_id: str | None = field("SHA-256 of the bytes; may repeat; null where the file cannot be read.")
    kind: str = field("What the file was taken for.", codes=SourceKind)
    sender: str = field("First folder below data/raw/; empty for files that lie there directly.")
    dated_on: date | None = field("Latest day that the file's sessions and sign-ups name.")
    rows_read: int = field("Rows with a value.", ge=0)
    rows_stored: int = field("Rows that are in the store.", ge=0)
    rows_set_aside: int = field("Rows that could not be used: audit.set_aside has them.", ge=0)
    rows_skipped: int = field("Rows that hold no data: audit.skipped says why.", ge=0)
    marks_read: int = field("Cells at a person and a session.", ge=0)
    marks_stored: int = field("Marks that are in the store.", ge=0)
    marks_set_aside: int = field("Marks that could not be used.", ge=0)
    marks_blank: int = field("Cells without a mark.", ge=0)


@declare(table="audit.set_aside")
class SetAside(Table):
    """A row or a mark that could not be used, with its cells as written; it comes back once mended."""

    path: str = field("File.", references="audit.source.path")
    source_id: str | None = field("SHA-256 of the file.")
    sheet: str | None = field("Sheet; null for text files.")
    row: int = field("Row on the sheet.", ge=1)
    cell: str | None = field("Cell of the mark; null where the whole row is meant.")
    reason: str = field("Code of the issue that says why.")
    cells: str = field("JSON: heading -> text as written.", private=True)


@declare(table="audit.skipped")
class Skipped(Table):
    """A row with a value that holds no data."""

    path: str = field("File.", references="audit.source.path")
    sheet: str | None = field("Sheet; null for text files.")
    row: int = field("Row on the sheet.", ge=1)
    reason: str = field("What the row is: title, header, totals, legend, footer, outside a table, repeated.")


@declare(table="audit.issue")
class IssueRow(Table):
    """One finding at one place."""

    code: str = field("Kind of issue: docs/issues.md lists them.")
    grade: str = field("What it does to the data.", codes=Grade)
    path: str | None = field("File.")
    sheet: str | None = field("Sheet; null for text files and whole files.")
    row: int | None = field("Row, counted from 1.", ge=1)
    cell: str | None = field("Cell like F17; null where a whole row or file is meant.")
    column: str | None = field("Heading of the column.")
    found: str | None = field("What stands there; never a remark.", private=True)
    expected: str | None = field("What would be right.")
    message: str = field("The finding as one sentence or two, in the project's language.", private=True)


@declare(table="audit.question", key=("question_id",))
class Question(Table):
    """A decision that only a person can take."""

    question_id: str = field("Key from normalised content; the same in every rebuild.")
    kind: str = field("Kind of question.", codes=QuestionKind)
    text: str = field("The question, in the project's language.", private=True)
    options: str = field("JSON: answer -> what it means.", private=True)
    answer: str | None = field("The answer given; null while open.")
    weight: int | None = field("How much hangs on it: enrolments and marks; null where it is about whole lists.")
    facts: str | None = field(
        "JSON: what is known of each who comes into question, side by side, the one asked for first.", private=True
    )
    evidence: str | None = field("What the answer rests on, as hashes: an answer is asked for again when it changes.")


@declare(table="audit.person_row")
class PersonRow(FromSheet):
    """One row of a sheet that was taken for a person, and why."""

    person_id: int = field("Person.", references="core.person.person_id")
    path: str = field("File.", references="audit.source.path")
    key: str = field("Key of the row, by which decisions name it.")
    name: str = field("Name as written.", private=True)
    course_id: str | None = field("Course that the row is about.")
    joined_by: str = field("What it shares with another row of the person.", codes=JoinedBy)


@declare(table="audit.setting", key=("name",))
class Setting(Table):
    """One definition that was in force when the store was built."""

    name: str = field("Name as in pipeline.toml.")
    value: str | None = field("Value as text.")


KNOWN: tuple[type[Table], ...] = (
    Course,
    Session,
    SessionLecturer,
    Person,
    Enrolment,
    Attendance,
    Engagement,
    Source,
    SetAside,
    Skipped,
    IssueRow,
    Question,
    PersonRow,
    Setting,
)
"""The store's tables, each after those it points to."""
