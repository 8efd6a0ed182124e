"""What a person has said about a layout: corrections of recognition, remembered for every later sheet of that layout.

A layout is known by its headings and by who sent it, never by what changes from list to list: next month's sheet with
other days and other people has the same id. In come the answers of `decisions.csv` with keys such as
`layout|3f2a9c1b|kind`; out comes what they mean, and which of them mean nothing.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.codes import SourceKind
from pipeline.fold import course_key, fold
from pipeline.read import SourceFile
from pipeline.recognise.amounts import names_hours
from pipeline.recognise.courses import CourseGuess, code_of_cell
from pipeline.recognise.grid import Grid
from pipeline.said import LANGUAGES, N_
from pipeline.values import looks_like_day
from pipeline.vocabulary import Vocabulary, sign
from pipeline.vocabulary import load as vocabulary

KIND = "recognition"
"""What a line of decisions that corrects recognition has in its first column."""
HEADER_ROW = "header_row"
"""What stands behind the layout in the key by which rows are named as the header."""
_BEGINNING = "layout"
KINDS = (SourceKind.SIGNUP, SourceKind.ATTENDANCE, SourceKind.PLAN, SourceKind.DEPLOYMENT)
_LOOKED_AT = 30
_LAYOUT = re.compile("[0-9a-f]{8}")
# `4`, `3, 4`, `3-4`, `Zeilen 3 und 4`
_ROWS = re.compile(
    r"(?:(?:zeilen?|rows?)\s+)?([1-9]\d{0,6})(?:\s*(?:-|–|,|bis|und|to|and)\s*([1-9]\d{0,6}))*\.?", re.IGNORECASE
)
_LETTERS = re.compile("[A-Z]{1,3}")


def layout_id(file: SourceFile, headings: Iterable[str]) -> str:
    """Return the short lasting id of a layout: of its headings (those of days left out) and of its sender."""
    sender, slash, _ = file.path.partition("/")
    parts = [_timeless(sender if slash else ""), *sorted({_timeless(heading) for heading in headings} - {""})]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:8]


def _timeless(text: str) -> str:
    """Return the folded words of a text without numbers, months and weekdays: those change from list to list."""
    of_time = vocabulary().of_time
    return " ".join(word for word in fold(text).split() if word not in of_time and not any(map(str.isdigit, word)))


def likely_header(grid: Grid) -> int | None:
    """Return the row of an unrecognised sheet that may name its columns: the first that is filled like a table's."""
    filled = [row for row in range(grid.height) if grid.has_value(row)][:_LOOKED_AT]
    most = max((len(grid.filled(row)) for row in filled), default=0)
    return next((row for row in filled if len(grid.filled(row)) * 2 >= most), None)


def key_of(layout: str, *what: str) -> str:
    """Return the key under which a decision corrects something: `layout|3f2a9c1b|column|wer`."""
    return "|".join((_BEGINNING, layout, *what))


def column_key(heading: str, letter: str) -> str:
    """Return how a column is called in keys: by its folded heading, by its letter where it has none."""
    return fold(heading) or letter


@dataclass(frozen=True)
class Column:
    """What has been said about a column: the heading that shall stand above it, empty where it shall not be read."""

    heading: str
    key: str


@dataclass
class Layout:
    """What has been said about one layout."""

    kind: SourceKind | None = None
    is_ignored: bool = False
    header_rows: tuple[int, ...] = ()
    """The rows that name the columns, counted from 1."""
    keys: dict[str, str] = field(default_factory=dict)
    """Kind of correction -> the key of the decision, of those for the whole table."""
    columns: dict[str, Column] = field(default_factory=dict)
    """By what a column is called in keys (`column_key`)."""
    courses: dict[str, str] = field(default_factory=dict)
    """Course as the sheet names it, comparable (empty: it names none) -> the course."""
    legend: dict[str, str] = field(default_factory=dict)

    def course_of(self, guess: CourseGuess) -> CourseGuess:
        """Return the course of a table: as found, unless something else is said of what was found."""
        said = self.courses.get(course_key(guess.code or ""))
        return CourseGuess(said, guess.title, "decision") if said else guess


@dataclass(frozen=True)
class Misread:
    """A correction that cannot be understood, and what could stand there; None where it fits nothing in a sheet."""

    key: str
    answer: str
    expected: str | None = None
    loses_marks: bool = False
    """Whether a list of attendance has lost all its marks by it."""
    lacks_marks: bool = False
    """Whether it calls a list one of attendance, in which no column of marks is known."""


class Corrections:
    """All corrections, by layout."""

    def __init__(self, decisions: Mapping[str, str], words: Vocabulary) -> None:
        self._decisions = decisions
        self._layouts: dict[str, Layout] = {}
        self.misread: list[Misread] = []
        self.fitted: set[str] = set()
        self.missed: set[str] = set()
        self.losing: set[str] = set()
        """The corrections by which a list of attendance lost all its marks."""
        self.lacking: set[str] = set()
        """Those that call a list one of attendance, in which no column of marks is known."""
        for key, answer in decisions.items():
            if is_correction(key):
                self._take(key, answer, words)

    def of(self, layout: str) -> Layout | None:
        """Return what has been said about a layout; None where nothing was."""
        return self._layouts.get(layout)

    def without_effect(self) -> list[Misread]:
        """Return the corrections that cannot be understood, and those that fitted no sheet of their layout.

        Nothing is said of a layout that occurs in no sheet: its sheets may come again.
        """
        told = [Misread(key, self._decisions[key]) for key in sorted(self.missed - self.fitted)]
        lost = [Misread(key, self._decisions[key], loses_marks=True) for key in sorted(self.losing)]
        lacking = [Misread(key, self._decisions[key], lacks_marks=True) for key in sorted(self.lacking - self.fitted)]
        return [*self.misread, *told, *lost, *lacking]

    def _take(self, key: str, answer: str, words: Vocabulary) -> None:
        _, layout_id, what, *detail = (part.strip() for part in (*key.split("|", 3), "", ""))
        layout = self._layouts.setdefault(layout_id, Layout())
        # Of a layout that no sheet has, the sheets may come again; what no layout is called fits none.
        take, expected = _TAKERS.get(what if _LAYOUT.fullmatch(layout_id) else "", (_refuse, None))
        if take(layout, _Line(key, detail[0] if detail else "", answer), words):
            layout.keys[what] = key
        else:
            self.misread.append(Misread(key, answer, expected))


def is_correction(key: str) -> bool:
    """Whether a decision's key speaks of a layout, not of a question."""
    return key.startswith(f"{_BEGINNING}|")


def kind_named(answer: str, words: Vocabulary) -> SourceKind | None:
    """Return the kind of list that an answer names: by its code, its label in any language, or a word of a title."""
    for kind in KINDS:
        if fold(answer) in {fold(str(kind)), *(fold(kind.label(lang)) for lang in LANGUAGES)}:
            return kind
    return next((kind for kind in KINDS if fold(answer) in words.kinds[kind]), None)


class _Line(NamedTuple):
    """A correction: its whole key, what stands behind the third `|` of it, the answer."""

    key: str
    detail: str
    answer: str


def _take_kind(layout: Layout, line: _Line, words: Vocabulary) -> bool:
    layout.kind = kind_named(line.answer, words)
    return layout.kind is not None


def _take_ignore(layout: Layout, line: _Line, words: Vocabulary) -> bool:
    layout.is_ignored = fold(line.answer) in words.words["yes"]
    return layout.is_ignored or fold(line.answer) in words.words["no"]


def _take_header_row(layout: Layout, line: _Line, _: Vocabulary) -> bool:
    is_named = _ROWS.fullmatch(line.answer.strip())
    layout.header_rows = tuple(sorted(map(int, re.findall(r"\d+", line.answer)))) if is_named else ()
    return bool(layout.header_rows)


def _take_column(layout: Layout, line: _Line, words: Vocabulary) -> bool:
    heading = _heading_meant(line.answer, words)
    # Letters are for columns without a heading: they stay capital letters.
    column = line.detail if _LETTERS.fullmatch(line.detail) else fold(line.detail)
    if heading is None or not column:
        return False
    layout.columns[column] = Column(heading, line.key)
    return True


def _heading_meant(answer: str, words: Vocabulary) -> str | None:
    """Return a heading that means what the answer says: a day, a heading, a field; empty for no; None for neither."""
    if fold(answer) in words.words["no"]:
        return ""
    if looks_like_day(answer) or names_hours(answer, words):
        return answer
    meant = answer if answer in words.headings.values() else words.field_of(answer)
    return next((heading for heading, named in words.headings.items() if named == meant), None)


def _take_course(layout: Layout, line: _Line, _: Vocabulary) -> bool:
    course = code_of_cell(line.answer)
    if course:
        layout.courses[course_key(line.detail)] = course
    return bool(course)


def _take_legend(layout: Layout, line: _Line, words: Vocabulary) -> bool:
    known = set(words.meanings.values())
    meaning = line.answer if line.answer in known else words.meaning_of(line.answer)
    if meaning:
        layout.legend[sign(line.detail) if line.detail else ""] = meaning
    return meaning is not None


def _refuse(*_: object) -> bool:
    return False


_TAKERS: Mapping[str, tuple[Callable[[Layout, _Line, Vocabulary], bool], str | None]] = {
    "kind": (_take_kind, N_("Anmeldung, Anwesenheit, Kursplan or Einsatzliste")),
    "ignore": (_take_ignore, N_("ja or nein")),
    HEADER_ROW: (_take_header_row, N_("the number of the row, like 4, or of all rows, like 4, 5")),
    "column": (_take_column, N_("a heading like Nachname or E-Mail, a day like 15.02.2017, or nein (not read)")),
    "course": (_take_course, N_("the code of a course, like IB-2017-1")),
    "legend": (_take_legend, N_("anwesend, entschuldigt, abwesend or nicht erfasst")),
}
