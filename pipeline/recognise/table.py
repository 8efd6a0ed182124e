"""A recognised table: where it stands on its sheet and what its columns mean."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from functools import cached_property
from itertools import chain
from typing import Any

from pipeline.codes import SourceKind
from pipeline.issues import Place
from pipeline.read import SourceFile, Value
from pipeline.recognise.columns import NAMES
from pipeline.recognise.courses import CourseGuess
from pipeline.recognise.grid import Grid, cell_name
from pipeline.recognise.region import Region
from pipeline.vocabulary import Vocabulary

# „ and " below a name, a place or a course: the same again.
_DITTO = re.compile(
    r"[-–—\s]*(?:[\"„“”″〃]|''|,,)[-–—\s]*|dto\.?|ditto|dito|s\. ?o\.|(?:siehe|wie) oben", re.IGNORECASE
)

# Looked at first, in every cell of every list.
_DITTO_BEGINS = frozenset("-–—\"„“”″〃',dDsSwW")


def is_ditto(text: str) -> bool:
    """Whether a cell says that the one above it counts here, too."""
    return text[:1] in _DITTO_BEGINS and bool(_DITTO.fullmatch(text))


@dataclass(frozen=True)
class SheetTable:
    """One table on one sheet, understood but not yet read."""

    table_id: int
    file: SourceFile
    grid: Grid
    region: Region
    course: CourseGuess
    legend: Mapping[str, str]
    span: tuple[time, time] | None
    year: int | None
    statuses: Mapping[str, str] = field(default_factory=dict)
    """What a key on the sheet says that the signs of its status column mean."""
    group: str | None = None
    """The group of the course whose people and days it names, where the sheet tells groups apart; empty: of none."""

    @property
    def kind(self) -> SourceKind:
        """What kind of list it is."""
        return self.region.kind

    @property
    def layout_id(self) -> str:
        """What its layout is called in decisions: the same for every later list of its sender."""
        return self.region.layout_id

    @property
    def sheet_name(self) -> str | None:
        """The sheet's name; None for a text file."""
        return self.grid.sheet.name

    def has(self, field: str) -> bool:
        """Whether a column with this meaning stands in the table."""
        return field in self.region.columns

    def value(self, row: int, field: str) -> Value:
        """Return the value of a row (from 0) in the column that means `field`; None where there is none."""
        column = self.region.columns.get(field)
        if column is None:
            return None
        return self.grid.value(self._said_in(row, column) if self.has_dittos else row, column)

    def text(self, row: int, field: str) -> str:
        """Return the same as a text; empty where there is none."""
        column = self.region.columns.get(field)
        if column is None:
            return ""
        return self.grid.text(self._said_in(row, column) if self.has_dittos else row, column)

    def texts(self, field: str) -> dict[int, str]:
        """Return row of a person -> the same, for a column that the table has."""
        rows = self.region.rows.data
        if self.has_dittos:
            return {row: self.text(row, field) for row in rows}
        return dict(zip(rows, self.grid.cells(rows, [self.region.columns[field]]), strict=True))

    @cached_property
    def columns_of_marks(self) -> dict[int, list[str]]:
        """Column of a session -> the texts of its cells from row to row, the empty ones included."""
        columns = [one.column for one in self.region.sessions]
        texts = self.grid.cells(self.region.rows.data, columns)
        return {column: texts[at :: len(columns)] for at, column in enumerate(columns)}

    @cached_property
    def marks(self) -> Counter[str]:
        """How often each text stands in the cells of the sessions, the empty ones included."""
        return Counter(chain.from_iterable(self.columns_of_marks.values()))

    @cached_property
    def has_dittos(self) -> bool:
        """Whether any cell of the sheet says that the one above it counts."""
        return any(map(is_ditto, self.grid.distinct))

    def _said_in(self, row: int, column: int) -> int:
        """Return the row whose cell counts: a ditto mark means the cell above."""
        if not is_ditto(self.grid.text(row, column)):
            return row
        above = [at for at in self.region.rows.data if at < row]
        return next((at for at in reversed(above) if not is_ditto(self.grid.text(at, column))), row)

    def heading(self, column: int) -> str | None:
        """Return the heading above a column."""
        return self.region.header.headings.get(column)

    def place(self, row: int, column: int | None = None) -> Place:
        """Return the place of a cell, or of a whole row, for a finding. `row` and `column` count from 0.

        On a turned sheet a person has a column: it is named by the cell at its head, as is one of several in a row.
        """
        if column is None and self.grid.is_moved:
            at = self.region.head_of(row)
            return Place(self.file.path, self.sheet_name, at[0] + 1, cell_name(*at), None)
        if column is None:
            return Place(self.file.path, self.sheet_name, row + 1, None, None)
        at = self.grid.address(row, column)
        # Where sessions stand below each other, what stands before the row of names is a heading of their column.
        is_name = self.grid.is_turned and self.region.sessions and column in map(self.region.columns.get, NAMES)
        heading = None if is_name else self.heading(column)
        return Place(self.file.path, self.sheet_name, at[0] + 1, cell_name(*at), heading)

    def row_of(self, row: int) -> int:
        """Return the row of the sheet, from 1, at which a row of the table begins."""
        return (self.region.head_of(row)[0] if self.grid.is_moved else row) + 1

    def place_of(self, row: int, field: str) -> Place:
        """Return the place of a row's cell in the column that means `field`; the row where there is none."""
        return self.place(row, self.region.columns.get(field))

    def columns_meaning(self, field: str, words: Vocabulary) -> list[int]:
        """Return every column that means a field, that of the table's choice first: `Telefon | Mobil`."""
        columns, headings = self.region.columns, self.region.header.headings
        known = {*columns.values(), *(session.column for session in self.region.sessions)}
        others = sorted(at for at, text in headings.items() if at not in known and words.field_of(text) == field)
        return [columns[field], *others] if field in columns else others

    def place_of_column(self, field: str) -> Place:
        """Return the place of the heading of the column that means `field`; of its first cell where it has none."""
        return self.place_of_heading(self.region.columns[field])

    def place_of_heading(self, column: int) -> Place:
        """Return the place of a column's heading; of its first cell where it has none."""
        header, rows = self.region.header.rows, self.region.rows.data
        return self.place(header[-1] if header else rows[0], column)

    def place_of_name(self, row: int) -> Place:
        """Return the place of a row's name, that of the family name where it is in several cells."""
        names = [field for field in ("family_name", "full_name", "given_name") if self.has(field)]
        return self.place_of(row, names[0]) if names else self.place(row)

    def as_written(self, row: int) -> dict[str, str]:
        """Return heading -> text of a row, to be kept where the row cannot be used."""
        return {self.heading(at) or self.grid.cell(row, at): self.grid.text(row, at) for at in self.grid.filled(row)}

    def person_origin(self, row: int) -> dict[str, Any]:
        """Return where the row (from 1) of a person came from, as the columns of `FromSheet`."""
        return self.origin(self.row_of(row - 1))

    def origin(self, row: int | None) -> dict[str, Any]:
        """Return where a row of the sheet (from 1) is, as the columns of `FromSheet`."""
        return {"source_id": self.file.source_id, "sheet": self.sheet_name, "row": row}
