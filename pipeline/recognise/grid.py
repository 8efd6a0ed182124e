"""A sheet as a grid one can ask: texts, days, times, addresses of cells."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from functools import cached_property
from itertools import compress, pairwise, zip_longest
from typing import Any

from pipeline.read import Sheet, Value
from pipeline.read.limits import column_letters
from pipeline.read.source import trimmed
from pipeline.values import span, text_of
from pipeline.vocabulary import Vocabulary

ROWS_LOOKED_AT = 200
"""How many rows are looked at to tell what a column holds."""
_YEAR = re.compile(r"(?<!\d)(20\d\d|19[89]\d)(?!\d)")
_DIGIT = re.compile(r"\d")
_ROWS_THAT_SHOW = 40


Place = tuple[int, int]
"""Row and column, both from 0."""


class Grid:
    """The cells of one sheet; rows and columns count from 0 in here, addresses as the sender sees them.

    A grid can be a view: `turned` has the sheet's columns as rows, `within` shows some of its columns only,
    `without_spacers` leaves out the empty ones, `retold` has a row for each thing that one cell names. Every view names
    its cells as they stand on the sheet.
    """

    def __init__(
        self,
        sheet: Sheet,
        *,
        rows: list[list[Value]] | None = None,
        is_turned: bool = False,
        origin: "Retold | Spaced | None" = None,
    ) -> None:
        self.sheet = sheet
        self.is_turned = is_turned
        self._origin = origin
        self._rows = sheet.rows if rows is None else rows
        self.height = len(self._rows)
        """Number of rows."""
        self._headed: tuple[Vocabulary, dict[int, dict[int, str]]] | None = None

    def __getstate__(self) -> tuple[object, ...]:
        # The texts follow from the values: they are not worth keeping between runs.
        return self.sheet, self.is_turned, self._origin, self._rows

    def __setstate__(self, kept: tuple[Any, ...]) -> None:
        self.sheet, self.is_turned, self._origin, self._rows = kept
        self.height = len(self._rows)
        self._headed = None

    def turned(self) -> "Grid":
        """Return the sheet with rows and columns changed for one another."""
        rows = [list(column) for column in zip_longest(*self._rows)]
        return Grid(self.sheet, rows=trimmed(rows), is_turned=not self.is_turned, origin=self._origin)

    def without_spacers(self) -> "Grid":
        """Return the sheet without its empty columns, where most columns stand apart: there, empty ones part nothing.

        So look sheets that were made from a PDF or a form, whose cells are as wide as several columns.
        """
        if not _are_apart(_all_of(self._filled[:_ROWS_THAT_SHOW])) or not _are_apart(used := _all_of(self._filled)):
            return self
        rows = [[row[at] if at < len(row) else None for at in used] for row in self._rows]
        return Grid(self.sheet, rows=trimmed(rows), origin=Spaced(used))

    def within(self, columns: range) -> "Grid":
        """Return the view that shows nothing but these columns; they keep their numbers."""
        rows = [[value if at in columns else None for at, value in enumerate(row)] for row in self._rows]
        return Grid(self.sheet, rows=rows, is_turned=self.is_turned, origin=self._origin)

    def between(self, rows: Iterable[int]) -> "Grid":
        """Return these rows alone, for what only asks what they say: they do not keep their addresses."""
        return Grid(self.sheet, rows=[self._rows[row] for row in rows if row < self.height], is_turned=self.is_turned)

    def written(self, values: Mapping[tuple[int, int], Value]) -> "Grid":
        """Return the view with other values in some cells, by row and column of the view."""
        rows = [list(row) for row in self._rows]
        for (row, column), value in values.items():
            rows[row].extend([None] * (column + 1 - len(rows[row])))
            rows[row][column] = value
        return Grid(self.sheet, rows=rows, is_turned=self.is_turned, origin=self._origin)

    def retold(self, rows: list[list[Value]], *, row_of: list[int], place_of: Mapping["Place", "Place"]) -> "Grid":
        """Return a view with these rows: each stands in the row of this grid that `row_of` names.

        `place_of` names the cells that stand elsewhere, by row and column of the view.
        """
        return Grid(self.sheet, rows=rows, origin=Retold(self, row_of, place_of))

    @property
    def is_moved(self) -> bool:
        """Whether rows of the view are others than those of the sheet."""
        return self.is_turned or isinstance(self._origin, Retold)

    @property
    def merged(self) -> Sequence[tuple[int, int, int]]:
        """Column, first and last row of what is written once, in a cell merged over several rows of the sheet."""
        if not isinstance(self._origin, Spaced):
            return () if self.is_moved else self.sheet.merged
        at = {column: at for at, column in enumerate(self._origin.column_of)}
        return [(at[column], first, last) for column, first, last in self.sheet.merged if column in at]

    @cached_property
    def has_rows(self) -> bool:
        """Whether any row has a value."""
        return any(self._filled)

    def value(self, row: int, column: int) -> Value:
        """Return the value of a cell; None beyond the edges."""
        if row < 0 or column < 0 or row >= len(self._rows):
            return None
        cells = self._rows[row]
        return cells[column] if column < len(cells) else None

    def text(self, row: int, column: int) -> str:
        """Return a cell as its sender sees it, without outer blanks."""
        texts = self._texts[row] if 0 <= row < len(self._texts) else ()
        return texts[column] if 0 <= column < len(texts) else ""

    def row(self, row: int) -> Sequence[str]:
        """Return the texts of a row, the empty cells included; none beyond the edges."""
        return self._texts[row] if 0 <= row < len(self._texts) else ()

    def cells(self, rows: Iterable[int], columns: Collection[int]) -> list[str]:
        """Return the texts of these cells row by row, the empty ones included."""
        of_rows = [self._texts[row] for row in rows]
        if len(columns) == 1:
            (column,) = columns
            return [texts[column] if column < len(texts) else "" for texts in of_rows]
        return [texts[column] if column < len(texts) else "" for texts in of_rows for column in columns]

    def along(self, row: int, columns: Iterable[int]) -> list[str]:
        """Return the texts of these cells of a row, the empty ones left out."""
        texts = self.row(row)
        return [texts[column] for column in columns if column < len(texts) and texts[column]]

    @cached_property
    def distinct(self) -> frozenset[str]:
        """Every text of the grid."""
        return frozenset().union(*self._texts)

    def numbered(self, row: int) -> list[int]:
        """Return the columns whose text has a digit."""
        return [column for column, text in enumerate(self.row(row)) if text in self.with_digit]

    def headed(self, words: Vocabulary) -> Mapping[int, Mapping[int, str]]:
        """Return each row with texts that would name fields as headings: column -> the field."""
        if self._headed is None or self._headed[0] is not words:
            fields = {text: field for text in self.distinct if (field := words.field_of(text))}
            rows = ((row, texts) for row, texts in enumerate(self._texts) if not fields.keys().isdisjoint(texts))
            named = {row: {at: fields[text] for at, text in enumerate(texts) if text in fields} for row, texts in rows}
            self._headed = words, named
        return self._headed[1]

    @cached_property
    def with_digit(self) -> frozenset[str]:
        """Every text with a digit."""
        return frozenset(filter(_DIGIT.search, self.distinct))

    @cached_property
    def _texts(self) -> list[list[str]]:
        # Nearly every cell is a word or a sign, which is seen as it is.
        return [
            [value if type(value) is str and value.isalnum() else text_of(value) for value in cells]
            for cells in self._rows
        ]

    def width(self, row: int) -> int:
        """Number of cells in a row, the empty ones included."""
        return len(self._rows[row]) if 0 <= row < self.height else 0

    def has_value(self, row: int) -> bool:
        """Whether any cell of a row has a value."""
        return bool(self.filled(row))

    def filled(self, row: int) -> Sequence[int]:
        """Return the columns with a value."""
        return self._filled[row] if 0 <= row < len(self._filled) else ()

    @cached_property
    def _filled(self) -> list[tuple[int, ...]]:
        return [tuple(compress(range(len(texts)), texts)) for texts in self._texts]

    def line(self, row: int) -> str:
        """Return all texts of a row, as one."""
        return " ".join(filter(None, self.row(row)))

    def over(self, row: int, column: int) -> Value:
        """Return the value over a column: its own, or that of the merged cell that began further left."""
        filled = self.filled(row)
        at = bisect_right(filled, column)
        return self.value(row, filled[at - 1]) if at else None

    def address(self, row: int, column: int) -> tuple[int, int]:
        """Return row and column on the sheet, both from 0, of a cell of this view."""
        place = (column, row) if self.is_turned else (row, column)
        return self._origin.address(*place) if self._origin is not None else place

    def cell(self, row: int, column: int) -> str:
        """Return the address of a cell as spreadsheet programs show it: `F17`."""
        return cell_name(*self.address(row, column))

    def texts(self, rows: Iterable[int], *, start: int = 0) -> list[str]:
        """Return each row's cells from column `start` on, joined by two blanks; rows without a value are left out."""
        joined = ("  ".join(filter(None, self.row(row)[start:])) for row in rows)
        return [text for text in joined if text]

    @staticmethod
    def span(texts: Iterable[str]) -> tuple[time, time] | None:
        """Return the first time of the day from-to that the texts name."""
        return next((found for found in map(span, texts) if found), None)

    @staticmethod
    def year_in(texts: Iterable[str]) -> int | None:
        """Return the year the texts name, where they name just one."""
        years = {int(year) for text in texts for year in _YEAR.findall(text)}
        return years.pop() if len(years) == 1 else None


@dataclass(frozen=True)
class Retold:
    """Where the rows and cells of a view stand on the grid that it retells."""

    grid: Grid
    row_of: list[int]
    place_of: Mapping[Place, Place]

    def address(self, row: int, column: int) -> Place:
        """Return row and column on the sheet of a cell of the view."""
        return self.grid.address(*self.place_of.get((row, column), (self.row_of[row], column)))


@dataclass(frozen=True)
class Spaced:
    """Where the columns of a view stand on a sheet of which it leaves out the empty ones."""

    column_of: Sequence[int]

    def address(self, row: int, column: int) -> Place:
        """Return row and column on the sheet; behind the last column, those that follow it there."""
        last = len(self.column_of) - 1
        return row, self.column_of[min(column, last)] + max(column - last, 0)


def _all_of(rows: Iterable[Sequence[int]]) -> list[int]:
    """Return the columns that are filled in any of the rows."""
    return sorted(set().union(*rows))


def _are_apart(columns: Sequence[int]) -> bool:
    """Whether most columns have an empty one before them."""
    steps = [column - before for before, column in pairwise(columns)]
    return 2 * sum(step > 1 for step in steps) > len(steps)


def cell_name(row: int, column: int) -> str:
    """Return the address of a cell as spreadsheet programs show it: row 16, column 5 -> `F17`."""
    return f"{column_letters(column + 1)}{row + 1}"
