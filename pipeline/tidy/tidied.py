"""What reading makes: rows by table, findings, rows and marks set aside; and the bench on which they gather."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from string import ascii_uppercase
from typing import Any, TypeVar

from pipeline.issues import Issue, Place
from pipeline.questions import OpenQuestion
from pipeline.read.looks import Looks
from pipeline.recognise import SheetTable
from pipeline.reference import Areas
from pipeline.tables.base import Table
from pipeline.tables.columns import Columns
from pipeline.tables.written import Mark
from pipeline.tidy.columns import DayColumn, day_column
from pipeline.tidy.names import Names
from pipeline.values import Reading
from pipeline.vocabulary import Vocabulary

T = TypeVar("T")
R = TypeVar("R", bound=Table)


class Rows(dict[type[Table], Any]):
    """Typed rows by their kind, a class of `tables/written.py`; of a kind that no sheet has there are none."""

    def __getitem__(self, kind: type[R]) -> list[R]:
        """Return the rows of a kind in the order in which they were read; the marks are in `marks`."""
        rows: list[R] = super().__getitem__(kind)
        return rows

    def __missing__(self, kind: type[Table]) -> Any:
        return self.setdefault(kind, Columns(Mark) if kind is Mark else [])

    @property
    def marks(self) -> Columns[Mark]:
        """The marks in the order in which they were read, by columns: most of all rows are marks."""
        marks: Columns[Mark] = super().__getitem__(Mark)
        return marks


@dataclass(frozen=True)
class Aside:
    """A row or a mark that could not be used, as written. Rows count from 1; `cell` is None for a whole row."""

    table: SheetTable
    row: int
    cell: str | None
    reason: str
    cells: Mapping[str, str]

    @property
    def place(self) -> Place:
        """Where it stands on the sheet."""
        whole = self.table.place(self.row - 1)
        return replace(whole, row=int(self.cell.lstrip(ascii_uppercase)), cell=self.cell) if self.cell else whole


@dataclass
class MarkBalance:
    """How many marks of a file were read, and what became of them."""

    read: int = 0
    stored: int = 0
    set_aside: int = 0
    blank: int = 0


@dataclass(frozen=True)
class Tidied:
    """Typed rows of all files and what was found on the way."""

    rows: Rows
    tables: Mapping[int, SheetTable]
    issues: list[Issue]
    asides: list[Aside]
    marks: Mapping[str, MarkBalance]
    questions: tuple[OpenQuestion, ...] = ()


@dataclass
class Workbench:
    """Gathers what the readers of single tables find."""

    words: Vocabulary
    areas: Areas
    decisions: Mapping[str, str] = field(default_factory=dict)
    rows: Rows = field(default_factory=Rows)
    tables: dict[int, SheetTable] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    marks: dict[str, MarkBalance] = field(default_factory=lambda: defaultdict(MarkBalance))
    looks: dict[str, Looks] = field(default_factory=dict)
    questions: dict[str, OpenQuestion] = field(default_factory=dict)
    untold_marks: Counter[str] = field(default_factory=Counter)
    """How often each mark stands in rows that are left out: they count for what it means, and where it is asked for."""
    day_columns: dict[tuple[int, str], DayColumn] = field(default_factory=dict)
    _names: Names | None = None

    def add(self, table: SheetTable, *rows: Table) -> None:
        """Add typed rows of a table, all of one kind."""
        self.tables[table.table_id] = table
        if rows:
            self.rows[type(rows[0])].extend(rows)

    def add_marks(self, table: SheetTable, marks: Columns[Mark]) -> None:
        """Add the marks of a table."""
        self.tables[table.table_id] = table
        self.rows.marks.extend(marks)

    def read(self, table: SheetTable, row: int, field: str, cleaner: Callable[[Any], Reading[T]]) -> T | None:
        """Read a cell with a cleaner; what is wrong with it becomes a finding at the cell. No column says nothing."""
        if not table.has(field):
            return None
        reading = cleaner(table.value(row, field))
        self.report(table, row, field, reading)
        return reading.value

    def names(self, table: SheetTable) -> Names:
        """Return the reader of the names of a table."""
        if self._names is None or self._names.table is not table:
            self._names = Names(table, self.words)
        return self._names

    def day_column(self, table: SheetTable, field: str) -> DayColumn:
        """Return how the days of a column are read; the column is looked at once."""
        key = (table.table_id, field)
        if key not in self.day_columns:
            values = [table.value(row, field) for row in table.region.rows.data]
            self.day_columns[key] = day_column(values, year=table.year)
        return self.day_columns[key]

    def report(self, table: SheetTable, row: int, field: str, reading: Reading[Any]) -> None:
        """Note what is wrong with a cell, if anything is."""
        if reading.problem is not None:
            place = table.place_of(row, field)
            self.issues.append(Issue(reading.problem, place, table.text(row, field), reading.expected))

    def set_aside(self, table: SheetTable, row: int, issue: Issue, *, columns: Collection[int] = ()) -> None:
        """Keep a row (from 0), or the marks in some of its columns, as written, and say why."""
        self.tables[table.table_id] = table
        self.issues.append(issue)
        if not columns:
            self.asides.append(Aside(table, row + 1, None, issue.kind.code, table.as_written(row)))
        for column in columns:
            cell = table.grid.cell(row, column)
            cells = {table.heading(column) or cell: table.grid.text(row, column)}
            self.asides.append(Aside(table, row + 1, cell, issue.kind.code, cells))

    def tidied(self) -> Tidied:
        """Return all that was gathered."""
        questions = tuple(self.questions.values())
        return Tidied(self.rows, self.tables, self.issues, self.asides, dict(self.marks), questions)
