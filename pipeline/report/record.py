"""A report as a frozen record of its parts: numbers and names, not yet words or layout.

`figures.gather` fills it from the store, the template turns it into a text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.metrics import Figure
from pipeline.periods import Period


@dataclass(frozen=True)
class Definitions:
    """The settings in force when the store was built, as far as they decide what is counted."""

    required_percent: int
    required_of: str
    excused: str
    unit_minutes: int
    teaching_hour_minutes: int
    age_bands: tuple[str, ...]
    mandatory_sessions: tuple[tuple[str, str], ...]
    """Name of a programme and the numbers of its sessions that nobody may miss; only programmes that have some."""


@dataclass(frozen=True)
class Column:
    """The key figures of one period: the period reported, or one it is compared with."""

    period: Period
    figures: Mapping[str, Figure]


@dataclass(frozen=True)
class CourseLine:
    """One course with a session in the period, its figures by metric."""

    course_id: str
    title: str
    municipality: str | None
    starts_on: date | None
    ends_on: date | None
    has_ended: bool
    figures: Mapping[str, Figure]

    def figure(self, metric: str) -> Figure:
        """Return a figure of this course; a metric that found nothing says 0."""
        return self.figures.get(metric) or Figure(metric, "", "course", self.course_id, 0, 0)


@dataclass(frozen=True)
class SessionLine:
    """One session of the period and its marks."""

    held_on: date | None
    course_id: str
    number: int | None
    topic: str | None
    minutes: int
    present: int
    excused: int
    absent: int
    not_recorded: int

    @property
    def recorded(self) -> int:
        """Marks that say who was there and who was not."""
        return self.present + self.excused + self.absent


@dataclass(frozen=True)
class CountLine:
    """How many of one kind."""

    label: str
    count: int


@dataclass(frozen=True)
class GroupLine:
    """How many persons and enrolments of one group."""

    label: str
    persons: int
    enrolments: int


@dataclass(frozen=True)
class AreaLine:
    """One engagement area: how often it was wished for, how many persons work in it."""

    label: str
    mentions: int
    at_work: int


@dataclass(frozen=True)
class QualityLine:
    """One count about the sheets: of the period and of all there is; None where it makes no sense."""

    label: str
    in_period: int | None
    in_all: int


@dataclass(frozen=True)
class Report:
    """Everything that a programme report says about one period, in the language `lang`."""

    lang: str
    period: Period
    office: str
    programme: str
    funder: str | None
    as_of: date | None
    is_sample: bool
    definitions: Definitions
    columns: tuple[Column, ...]
    without_data: tuple[Period, ...]
    """Periods to compare with in which no session was held."""
    courses: tuple[CourseLine, ...]
    sessions: tuple[SessionLine, ...]
    stages: tuple[CountLine, ...]
    gender: tuple[GroupLine, ...]
    age_band: tuple[GroupLine, ...]
    municipality: tuple[GroupLine, ...]
    areas: tuple[AreaLine, ...]
    work_places: tuple[CountLine, ...]
    organisations: tuple[CountLine, ...]
    quality: tuple[QualityLine, ...]
    is_draft: bool = True
    """Small numbers are not protected yet, so that no report may leave the house."""

    @property
    def figures(self) -> Mapping[str, Figure]:
        """The key figures of the period reported."""
        return self.columns[0].figures

    @property
    def ended_courses(self) -> tuple[CourseLine, ...]:
        """The courses that ended in the period."""
        return tuple(course for course in self.courses if course.has_ended)
