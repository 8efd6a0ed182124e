"""What reading makes: rows by table, findings, rows and marks set aside; and the bench on which they gather."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pandas as pd

from pipeline.issues import Issue
from pipeline.recognise import SheetTable
from pipeline.recognise.grid import cell_name
from pipeline.reference import Areas
from pipeline.tables.base import Table, frame_of
from pipeline.tables.written import Deployment, ListedSession, Mark, PlannedSession, RosterRow, Signup
from pipeline.values import Reading
from pipeline.vocabulary import Vocabulary

T = TypeVar("T")


@dataclass(frozen=True)
class Aside:
    """A row or a mark that could not be used, as written. Rows count from 1; `cell` is None for a whole row."""

    table: SheetTable
    row: int
    cell: str | None
    reason: str
    cells: Mapping[str, str]


@dataclass
class MarkBalance:
    """How many marks of a file were read, and what became of them."""

    read: int = 0
    stored: int = 0
    set_aside: int = 0
    blank: int = 0


@dataclass(frozen=True)
class Tidied:
    """Typed rows of all files (frames of `tables/written.py`) and what was found on the way."""

    frames: Mapping[type[Table], pd.DataFrame]
    tables: Mapping[int, SheetTable]
    issues: list[Issue]
    asides: list[Aside]
    marks: Mapping[str, MarkBalance]


@dataclass
class Workbench:
    """Gathers what the readers of single tables find."""

    words: Vocabulary
    areas: Areas
    rows: dict[type[Table], list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    tables: dict[int, SheetTable] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    marks: dict[str, MarkBalance] = field(default_factory=lambda: defaultdict(MarkBalance))

    def add(self, kind: type[Table], table: SheetTable, **values: Any) -> None:
        """Add a typed row."""
        self.tables[table.table_id] = table
        self.rows[kind].append({"table_id": table.table_id, **values})

    def read(self, table: SheetTable, row: int, field: str, cleaner: Callable[[Any], Reading[T]]) -> T | None:
        """Read a cell with a cleaner; what is wrong with it becomes a finding at the cell."""
        reading = cleaner(table.value(row, field))
        self.report(table, row, field, reading)
        return reading.value

    def report(self, table: SheetTable, row: int, field: str, reading: Reading[Any]) -> None:
        """Note what is wrong with a cell, if anything is."""
        if reading.problem is not None:
            place = table.place_of(row, field)
            self.issues.append(Issue(reading.problem, place, table.text(row, field), reading.expected))

    def set_aside(self, table: SheetTable, row: int, issue: Issue, *, column: int | None = None) -> None:
        """Keep a row (from 0), or the mark in its `column`, as written, and say why."""
        self.tables[table.table_id] = table
        self.issues.append(issue)
        cell = None if column is None else cell_name(row, column)
        cells = table.as_written(row) if column is None else {table.heading(column) or cell or "": issue.found or ""}
        self.asides.append(Aside(table, row + 1, cell, issue.kind.code, cells))

    def tidied(self) -> Tidied:
        """Return all that was gathered, the rows as one frame a table."""
        kinds = (Signup, RosterRow, ListedSession, Mark, PlannedSession, Deployment)
        frames: dict[type[Table], pd.DataFrame] = {kind: frame_of(kind, self.rows[kind]) for kind in kinds}
        return Tidied(frames, self.tables, self.issues, self.asides, dict(self.marks))
