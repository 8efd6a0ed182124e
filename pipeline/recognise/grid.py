"""A sheet as a grid one can ask: texts, days, times, addresses of cells."""

import re
from collections.abc import Iterable
from datetime import time
from functools import cached_property

from pipeline.read import Sheet, Value
from pipeline.values import span, text_of

_YEAR = re.compile(r"(?<!\d)(20\d\d|19[89]\d)(?!\d)")


class Grid:
    """The cells of one sheet; rows and columns count from 0 in here, addresses as the sender sees them."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.sheet.rows)

    @cached_property
    def has_rows(self) -> bool:
        """Whether any row has a value."""
        return any(self.has_value(row) for row in range(self.height))

    def value(self, row: int, column: int) -> Value:
        """Return the value of a cell; None beyond the edges."""
        if not 0 <= row < self.height or not 0 <= column < len(self.sheet.rows[row]):
            return None
        return self.sheet.rows[row][column]

    def text(self, row: int, column: int) -> str:
        """Return a cell as its sender sees it, without outer blanks."""
        return text_of(self.value(row, column))

    def width(self, row: int) -> int:
        """Number of cells in a row, the empty ones included."""
        return len(self.sheet.rows[row]) if 0 <= row < self.height else 0

    def has_value(self, row: int) -> bool:
        """Whether any cell of a row has a value."""
        return any(text_of(value) for value in self.sheet.rows[row])

    def filled(self, row: int) -> list[int]:
        """Return the columns with a value."""
        return [column for column in range(self.width(row)) if self.text(row, column)]

    def texts(self, rows: Iterable[int], *, start: int = 0) -> list[str]:
        """Return each row's cells from column `start` on, joined by two blanks; rows without a value are left out."""
        joined = ("  ".join(filter(None, (self.text(row, at) for at in range(start, self.width(row))))) for row in rows)
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


def cell_name(row: int, column: int) -> str:
    """Return the address of a cell as spreadsheet programs show it: row 16, column 5 -> `F17`."""
    letters = ""
    at = column + 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
