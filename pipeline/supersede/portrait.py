"""A table -> what it says, made comparable: who or what its rows are, on which days it has marks, which state it is of.

Two lists are compared by their portraits, never by their layout: a column moved, a title changed or another file
format makes no other list. Values are not judged here; that is left to `tidy`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline import values, written_names
from pipeline.codes import SourceKind
from pipeline.fold import course_key, fold, name_key, plain_words
from pipeline.read import Value
from pipeline.recognise import SheetTable
from pipeline.recognise.courses import code_of_cell
from pipeline.recognise.named_days import day_of_list
from pipeline.recognise.stages import standing_of
from pipeline.supersede.states import State, bare_words, state_of, version_of
from pipeline.vocabulary import Vocabulary, sign

_NAMES = ("family_name", "given_name", "full_name")
_OF_MARK = ("mark", "minutes_attended", "signature", "came_at", "went_at", "starts_at", "ends_at")
_UNCOMPARED = frozenset({*_NAMES, *_OF_MARK, "number", "total", "held_on"})
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Portrait:
    """What a table says. A row is a person (in a plan a session, in a deployment list a person in an area)."""

    table: SheetTable
    shape: str
    rows: frozenset[str]
    sessions: frozenset[str]
    """The sessions that have a mark, as ISO days where they can be read."""
    marks: Mapping[tuple[str, str], str]
    """(row, session) -> mark as written."""
    entries: Mapping[tuple[str, str], str]
    """(row, field) -> text as written, folded."""
    state: State | None
    standing: frozenset[str]
    """What its title says of all people on it, such as `waitlisted`."""
    version: tuple[int, int]
    """What its names say of its place among the states of a list: earlier or later than the plain one, and a number."""

    @cached_property
    def course(self) -> str:
        """The comparable code of the course that the whole table is about; empty where none is named."""
        return course_of(self.table)

    @cached_property
    def fields(self) -> frozenset[str]:
        """The meanings of the columns that describe rows."""
        return frozenset(self.table.region.columns.keys() - _UNCOMPARED)

    @cached_property
    def last_day(self) -> str:
        """The last session with a mark whose day can be read, in ISO form; empty where there is none."""
        return max((session for session in self.sessions if _ISO.match(session)), default="")

    @property
    def sender(self) -> str:
        """The first folder below data/raw/; empty for a file that lies there directly."""
        folder, slash, _ = self.table.file.path.partition("/")
        return folder if slash else ""

    @property
    def name(self) -> frozenset[str]:
        """The words by which its file is called, apart from days, versions and the kind of list."""
        return bare_words(self.table.file.location.stem)

    @property
    def sheet(self) -> frozenset[str]:
        """The words by which its sheet is called, apart from days, versions and the kind of list."""
        return bare_words(self.table.sheet_name or "")


def portray(table: SheetTable, words: Vocabulary) -> Portrait:
    """Return what a table says, made comparable."""
    rows: dict[int, str] = {}
    marks: dict[tuple[str, str], str] = {}
    entries: dict[tuple[str, str], str] = {}
    fields = sorted(table.region.columns.keys() - _UNCOMPARED)
    times: Counter[str] = Counter()
    marks_of = _marks_of(table)
    for row in table.region.rows.data:
        name = _row_name(table, row)
        times[name] += 1
        # A long list names a person once a session; in all others two rows of one name are two people.
        rows[row] = name if times[name] == 1 or table.has("held_on") else f"{name} #{times[name]}"
        marks |= {(rows[row], session): mark for session, mark in marks_of(row)}
        entries |= {(rows[row], field): text for field in fields if (text := fold(table.text(row, field)))}
    return Portrait(
        table=table,
        shape=shape_of(table),
        rows=frozenset(rows.values()),
        sessions=frozenset(session for _, session in marks),
        marks=marks,
        entries=entries,
        state=state_of(table, words),
        standing=standing_of(table, words),
        version=version_of(table, words),
    )


def rivals(tables: Iterable[SheetTable], key: Callable[[SheetTable], object]) -> list[list[SheetTable]]:
    """Return the tables of one key together, without those of a course that no other of them is or may be about."""
    groups: dict[object, list[SheetTable]] = defaultdict(list)
    for table in tables:
        groups[key(table)].append(table)
    found = []
    for group in groups.values():
        courses = Counter(map(course_of, group))
        found.append([table for table in group if courses[course_of(table)] > 1 or (courses[""] and len(group) > 1)])
    return found


def course_of(table: SheetTable) -> str:
    """Return the comparable code of the course that a whole table is about; empty where none, or each row, names it."""
    return "" if table.has("course_code") else course_key(table.course.code or "")


def shape_of(table: SheetTable) -> str:
    """Return how marks stand on a list: many sessions across, a session in each row, or one session for all rows."""
    return "matrix" if table.region.sessions else "long" if table.has("held_on") else "list"


def has_marks(table: SheetTable) -> bool:
    """Whether anything is written where an attendance list has its marks."""
    columns = [session.column for session in table.region.sessions] or [
        table.region.columns[field] for field in _OF_MARK if table.has(field)
    ]
    return any(table.grid.text(row, column) for row in table.region.rows.data for column in columns)


def _row_name(table: SheetTable, row: int) -> str:
    course = code_of_cell(table.text(row, "course_code")) if table.has("course_code") else None
    if table.kind is SourceKind.PLAN:
        parts = [table.text(row, "number") or _session_name(table.value(row, "held_on"), table.year)]
    else:
        names = " ".join(written_names.bare_name(table.text(row, field)) for field in _NAMES)
        parts = [" ".join(sorted(map(name_key, plain_words(names))))]
    if table.kind is SourceKind.DEPLOYMENT:
        parts.append(fold(table.text(row, "areas")))
    return "|".join([*parts, *([course_key(course)] if course else [])])


def _marks_of(table: SheetTable) -> Callable[[int], list[tuple[str, str]]]:
    """Return how the marks of a row are found: (session, mark) for each that is not blank."""
    if table.kind is not SourceKind.ATTENDANCE:
        return lambda _: []
    if table.region.sessions:
        columns: dict[str, list[int]] = {}
        times: Counter[str] = Counter()
        for session in table.region.sessions:
            name = _session_name(session.day, table.year) or fold(session.topic or "")
            times[name] += 1
            at = [session.column] if session.went_column is None else [session.column, session.went_column]
            columns[name if times[name] == 1 else f"{name} #{times[name]}"] = at
        return lambda row: [
            (name, mark) for name, at in columns.items() if (mark := _together(table.grid.text(row, one) for one in at))
        ]
    fields = [field for field in _OF_MARK if table.has(field)]
    named = None if table.has("held_on") else day_of_list(table)
    day = None if table.has("held_on") else named.isoformat() if named else ""

    def marks_in_list(row: int) -> list[tuple[str, str]]:
        session = _session_name(table.value(row, "held_on"), table.year) if day is None else day
        mark = _together(table.text(row, field) for field in fields)
        return [(session, mark)] if mark and session else []

    return marks_in_list


def _together(texts: Iterable[str]) -> str:
    return " ".join(sign(text) for text in texts if text)


def _session_name(value: Value, year: int | None) -> str:
    day = values.day(value, year=year).value
    return day.isoformat() if day else fold(values.text_of(value))
