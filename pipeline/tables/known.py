"""Tables as known: what the store holds in schemas `core` and `audit`.

Names and meanings of the columns that other programs rely on are a contract; the rest is ours.
"""

from pipeline.codes import (
    AttendanceStatus,
    CourseKind,
    EngagementSource,
    Gender,
    Grade,
    QuestionKind,
    SessionStatus,
    SourceKind,
    Stage,
)
from pipeline.tables.base import Day, Flag, Table, Text, Whole, day, field


class FromSheet(Table):
    """A row that came from a sheet."""

    source_id: Text = field("SHA-256 of the file the row came from.", nullable=True)
    sheet: Text = field("Sheet within the file; null for text files.", nullable=True)
    row: Whole = field("Row on the sheet, counted from 1.", nullable=True, ge=1)


class Course(FromSheet, table="core.course", key=("course_id",)):
    """One course: a cohort of a programme, or a workshop."""

    course_id: Text = field("Code as written on the sheets, upper case; derived where no sheet names one.")
    programme: Text = field("Programme the course belongs to.")
    title: Text = field("Title.", nullable=True)
    kind: Text = field("Basic course or workshop.", codes=CourseKind)
    starts_on: Day = day("Day of the first session that was not cancelled.", nullable=True)
    ends_on: Day = day("Day of the last session that was not cancelled.", nullable=True)
    municipality: Text = field(
        "Administrative unit in which the course takes place.", nullable=True, references="code.municipality.code"
    )
    is_planned: Flag = field("Whether a course plan names the course.")
    is_over: Flag = field("Whether, as of the store's day, every session that was not cancelled has marks.")


class Session(FromSheet, table="core.session", key=("session_id",)):
    """One session (Unterrichtseinheit) of a course."""

    session_id: Whole = field("Key, counted in the order of course, day and number.", ge=1)
    course_id: Text = field("Course.", references="core.course.course_id")
    number: Whole = field("Number within the course, from the plan or the order of days.", nullable=True, ge=0)
    held_on: Day = day("Day; null where the sheet's date cannot be read.", nullable=True)
    minutes: Whole = field("Length.", unit="minutes", gt=0)
    topic: Text = field("Topic.", nullable=True)
    status: Text = field(
        "Held when somebody has a mark for it, also after the store's day: stages and figures hold as of it, this not.",
        codes=SessionStatus,
    )
    is_mandatory: Flag = field("Whether completion requires this session.")


class SessionLecturer(FromSheet, table="core.session_lecturer", key=("session_id", "lecturer")):
    """One lecturer of one session."""

    session_id: Whole = field("Session.", references="core.session.session_id")
    lecturer: Text = field("Name of the lecturer.", private=True)
    organisation: Text = field("Organisation that sends the lecturer.", nullable=True)


class Person(FromSheet, table="core.person", key=("person_id",)):
    """One person, once over all courses."""

    person_id: Whole = field("Key, pinned at first sight.", ge=1)
    given_name: Text = field("Given name.", nullable=True, private=True)
    family_name: Text = field("Family name.", private=True)
    birth_date: Day = day("Date of birth.", nullable=True, private=True)
    birth_year: Whole = field("Year of birth.", nullable=True, private=True)
    gender: Text = field("Gender as stated, the newest; null: not stated.", nullable=True, private=True, codes=Gender)
    email: Text = field("E-mail address, the newest.", nullable=True, private=True)
    phone: Text = field("Telephone number, the newest.", nullable=True, private=True)
    postcode: Text = field("Postcode, the newest.", nullable=True, private=True)
    municipality: Text = field(
        "Administrative unit of residence, the newest.", private=True, references="code.municipality.code"
    )
    is_provisional: Flag = field("Whether it is still open who this is: an open question names the person.")


class Enrolment(FromSheet, table="core.enrolment", key=("enrolment_id",)):
    """One person in one course, and how far it got (by the definitions in audit.setting)."""

    enrolment_id: Whole = field("Key, counted in the order of course and person.", ge=1)
    person_id: Whole = field("Person.", references="core.person.person_id")
    course_id: Text = field("Course.", references="core.course.course_id")
    signed_up_on: Day = day("Day of the sign-up.", nullable=True)
    stage: Text = field("How far the enrolment got.", codes=Stage)
    municipality: Text = field(
        "Administrative unit of residence as stated at the enrolment or before.",
        private=True,
        references="code.municipality.code",
    )
    gender: Text = field(
        "Gender as stated at the enrolment or before; null: not stated.", nullable=True, private=True, codes=Gender
    )
    age: Whole = field("Age on the day of the first session.", nullable=True, private=True, unit="years", ge=0)
    age_band: Text = field("Age band by the configured cuts; unknown where no age is known.", private=True)
    entry_on: Day = day(
        "Day of a later entry, for a walk-in of the first presence; null: from the first session.", nullable=True
    )
    withdrawn_on: Day = day("Day from which the list says the person had left.", nullable=True)
    is_signed_up: Flag = field("Whether a sign-up list names the person for this course; otherwise a walk-in.")
    is_admitted: Flag = field("Whether ever admitted: the whole of the no-show rate.")
    is_started: Flag = field("Whether present at least once: the whole of the completion rate.")
    required_minutes: Whole = field("Minutes that the completion rule requires.", unit="minutes", ge=0)
    attended_minutes: Whole = field("Minutes that count as attended; unknown marks as absent.", unit="minutes", ge=0)
    possible_minutes: Whole = field("The same, unknown marks as fully present.", unit="minutes", ge=0)
    completed_on: Day = day("Later of the last held session and the last make-up, where completed.", nullable=True)


class Attendance(FromSheet, table="core.attendance", key=("enrolment_id", "session_id")):
    """All that is known of one enrolment at one session, also after the store's day: stages hold as of it, this not."""

    enrolment_id: Whole = field("Enrolment.", references="core.enrolment.enrolment_id")
    session_id: Whole = field("Session.", references="core.session.session_id")
    status: Text = field("Status. A blank is not_recorded, never absent.", codes=AttendanceStatus)
    minutes: Whole = field(
        "Minutes attended: present at most the session's, absent and excused 0, else null.",
        nullable=True,
        unit="minutes",
        ge=0,
    )
    made_up_on: Day = day("Day on which the missed session was made up.", nullable=True)
    cell: Text = field("Cell of the mark.", nullable=True)


class Engagement(FromSheet, table="core.engagement"):
    """One engagement area (Einsatzbereich) of one person: several are allowed."""

    person_id: Whole = field("Person.", references="core.person.person_id")
    area: Text = field("Engagement area.", references="code.engagement_area.code")
    source: Text = field("Wished for at sign-up, or done.", codes=EngagementSource)
    municipality: Text = field(
        "Administrative unit of the work (of residence for a wish).", references="code.municipality.code"
    )
    since: Day = day("First day of the work, or day of the sign-up.", nullable=True)
    until: Day = day("Last day of the work.", nullable=True)


class Source(Table, table="audit.source", key=("path",)):
    """One file below data/raw/ and what became of its rows and marks."""

    path: Text = field("Path relative to data/raw/, with forward slashes.")
    source_id: Text = field("SHA-256 of the bytes; may repeat; null where the file cannot be read.", nullable=True)
    kind: Text = field("What the file was taken for.", codes=SourceKind)
    sender: Text = field("First folder below data/raw/; empty for files that lie there directly.")
    dated_on: Day = day("Latest day that the file's sessions and sign-ups name.", nullable=True)
    rows_read: Whole = field("Rows with a value.", ge=0)
    rows_stored: Whole = field("Rows that are in the store.", ge=0)
    rows_set_aside: Whole = field("Rows that could not be used: audit.set_aside has them.", ge=0)
    rows_skipped: Whole = field("Rows that hold no data: audit.skipped says why.", ge=0)
    marks_read: Whole = field("Cells at a person and a session.", ge=0)
    marks_stored: Whole = field("Marks that are in the store.", ge=0)
    marks_set_aside: Whole = field("Marks that could not be used.", ge=0)
    marks_blank: Whole = field("Cells without a mark.", ge=0)


class SetAside(Table, table="audit.set_aside"):
    """A row or a mark that could not be used, with its cells as written; it comes back once mended."""

    path: Text = field("File.", references="audit.source.path")
    source_id: Text = field("SHA-256 of the file.", nullable=True)
    sheet: Text = field("Sheet; null for text files.", nullable=True)
    row: Whole = field("Row on the sheet.", ge=1)
    cell: Text = field("Cell of the mark; null where the whole row is meant.", nullable=True)
    reason: Text = field("Code of the issue that says why.")
    cells: Text = field("JSON: heading -> text as written.", private=True)


class Skipped(Table, table="audit.skipped"):
    """A row with a value that holds no data."""

    path: Text = field("File.", references="audit.source.path")
    sheet: Text = field("Sheet; null for text files.", nullable=True)
    row: Whole = field("Row on the sheet.", ge=1)
    reason: Text = field("What the row is: title, header, totals, legend, footer, outside a table, repeated.")


class IssueRow(Table, table="audit.issue"):
    """One finding at one place."""

    code: Text = field("Kind of issue: docs/issues.md lists them.")
    grade: Text = field("What it does to the data.", codes=Grade)
    path: Text = field("File.", nullable=True)
    sheet: Text = field("Sheet; null for text files and whole files.", nullable=True)
    row: Whole = field("Row, counted from 1.", nullable=True, ge=1)
    cell: Text = field("Cell like F17; null where a whole row or file is meant.", nullable=True)
    column: Text = field("Heading of the column.", nullable=True)
    found: Text = field("What stands there; never a remark.", nullable=True, private=True)
    expected: Text = field("What would be right.", nullable=True)
    message: Text = field("The finding as one sentence or two, in the project's language.", private=True)


class Question(Table, table="audit.question", key=("question_id",)):
    """A decision that only a person can take."""

    question_id: Text = field("Key from normalised content; the same in every rebuild.")
    kind: Text = field("Kind of question.", codes=QuestionKind)
    text: Text = field("The question, in the project's language.", private=True)
    options: Text = field("JSON: answer -> what it means.", private=True)
    answer: Text = field("The answer given; null while open.", nullable=True)


class Setting(Table, table="audit.setting", key=("name",)):
    """One definition that was in force when the store was built."""

    name: Text = field("Name as in pipeline.toml.")
    value: Text = field("Value as text.", nullable=True)


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
    Setting,
)
"""The store's tables, each after those it points to."""
