"""Closed lists: every code the store may hold, with its English and German label.

The labels are texts of the catalogue; schema `code` of the store is filled from these lists. Engagement areas and
municipalities belong to a project and come from its settings (`config.py`).
"""

from enum import StrEnum

from pipeline.said import N_, say


class Code(StrEnum):
    """A member is its code; `label` is what a reader sees."""

    text: str

    def __new__(cls, code: str, text: str) -> "Code":
        """Make a member from its code and its English label."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.text = text
        return member

    def __reduce_ex__(self, _: object) -> tuple[type["Code"], tuple[str]]:
        # Up to Python 3.11.3 members are looked up by `getattr`, which nothing that is kept between runs may call.
        return type(self), (self.value,)

    def label(self, lang: str | None = None) -> str:
        """Return the label in the language in use, or in `lang`."""
        return say(self.text, lang=lang)


class SourceKind(Code):
    """What a file was taken for."""

    SIGNUP = "signup", N_("sign-up list")
    ATTENDANCE = "attendance", N_("attendance list")
    PLAN = "plan", N_("course plan")
    DEPLOYMENT = "deployment", N_("deployment list")
    MIXED = "mixed", N_("several kinds of list")
    OTHER = "other", N_("not recognised")
    UNREADABLE = "unreadable", N_("unreadable")


class Grade(Code):
    """What a finding does to the data, worst first."""

    REJECT_FILE = "reject_file", N_("file rejected")
    SET_ROW_ASIDE = "set_row_aside", N_("row set aside")
    NOTE = "note", N_("note")


class AttendanceStatus(Code):
    """What is known of one person at one session. A blank is never an absence."""

    PRESENT = "present", N_("present")
    EXCUSED = "excused", N_("excused")
    ABSENT = "absent", N_("absent")
    NOT_RECORDED = "not_recorded", N_("not recorded")
    NOT_APPLICABLE = "not_applicable", N_("not applicable")


class SessionStatus(Code):
    """Whether a session took place: it was held when somebody has a mark for it."""

    PLANNED = "planned", N_("planned")
    HELD = "held", N_("held")
    CANCELLED = "cancelled", N_("cancelled")


class CourseKind(Code):
    """Basic training or follow-up workshop."""

    BASIC = "basic", N_("basic course")
    WORKSHOP = "workshop", N_("workshop")


class Gender(Code):
    """As the person stated it; null in the store means not stated."""

    FEMALE = "w", N_("women")
    MALE = "m", N_("men")
    DIVERSE = "d", N_("diverse")


class Stage(Code):
    """How far an enrolment got, in the order of a course's life."""

    APPLIED = "applied", N_("applied")
    WAITLISTED = "waitlisted", N_("on the waiting list")
    DECLINED = "declined", N_("declined")
    CANCELLED = "cancelled", N_("cancelled before the first presence")
    ADMITTED = "admitted", N_("admitted")
    ACTIVE = "active", N_("taking part")
    WITHDRAWN = "withdrawn", N_("withdrawn")
    NO_SHOW = "no_show", N_("never came")
    PARTICIPATED = "participated", N_("took part, below the rule")
    COMPLETED = "completed", N_("completed")
    OPEN = "open", N_("open")


class EngagementSource(Code):
    """Whether a person wishes to work in an area or does."""

    SIGNUP = "signup", N_("wished for")
    DEPLOYMENT = "deployment", N_("does it")


class QuestionKind(Code):
    """What a person has to decide because the data cannot."""

    WHO_IS_IT = "who_is_it", N_("Who is meant?")
    UNDATED_SESSION = "undated_session", N_("On which day was this session?")
    MARK_MEANING = "mark_meaning", N_("What does this mark mean?")
    CONTRADICTION = "contradiction", N_("Which of two lists holds?")
    COURSE_OF_LIST = "course_of_list", N_("Which course is this list about?")
    SAME_COURSE = "same_course", N_("Are these two codes of one course?")


class JoinedBy(Code):
    """Why a row was taken for a person: what it shares with another row of the person, the surest first."""

    FIRST = "first", N_("first row of the person")
    DECISION = "decision", N_("your decision")
    SAME_ROW = "same_row", N_("the same row, or one that says the same")
    EMAIL = "email", N_("name and e-mail address")
    BIRTH_DATE = "birth_date", N_("name and date of birth")
    PHONE = "phone", N_("name and telephone number")
    ADDRESS_AND_YEAR = "address_and_year", N_("name, year of birth and place of residence")
    SIMILAR_BIRTH_DATE = "similar_birth_date", N_("similar name and date of birth")
    SIMILAR_EMAIL = "similar_email", N_("similar name and e-mail address")
    SIMILAR_YEAR = "similar_year", N_("similar name, year of birth and telephone number or postcode")
    FORM_OF_NAME = "form_of_name", N_("another form of the name, birth and a way to reach the person")
    BIRTH_YEAR = "birth_year", N_("name and year of birth")
    REPEATED = "repeated", N_("name, signed up twice for one course")
    ADDRESS = "address", N_("name, postcode and place of residence")
    LIST = "list", N_("the name within the course")
    LIST_EMAIL = "list_email", N_("the e-mail address within the course")
    LIST_SIMILAR = "list_similar", N_("a name within the course that nobody else can mean")
    NAME = "name", N_("the only person of this name")


CLOSED_LISTS: dict[str, type[Code]] = {
    "source_kind": SourceKind,
    "grade": Grade,
    "attendance_status": AttendanceStatus,
    "session_status": SessionStatus,
    "course_kind": CourseKind,
    "gender": Gender,
    "stage": Stage,
    "engagement_source": EngagementSource,
    "question_kind": QuestionKind,
    "joined_by": JoinedBy,
}
"""Name of the table in schema `code` -> its list."""
