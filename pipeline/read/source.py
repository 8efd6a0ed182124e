"""What reading a file gives: its sheets as grids of cells, or the reason why it cannot be read.

Nothing here knows what a list is about; `recognise` finds that out from the cells.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import isfinite
from pathlib import Path

from pipeline.codes import Grade
from pipeline.issues import Issue, IssueKind, Place

CORRECTS = "pipeline_source_id"
"""The property of a workbook that we sent back marked: the source_id of the file it was made from."""

Value = str | int | float | bool | datetime | date | time | timedelta | None
"""What a cell can hold. Text is as in the cell, never stripped; an empty cell is None."""

# Beyond this a binary fraction no longer holds every whole number.
_LARGEST_WHOLE = 2.0**53


@dataclass(frozen=True)
class Sheet:
    """A grid of cells from A1 on; rows may differ in length. A text file has one sheet without a name."""

    name: str | None
    rows: list[list[Value]]
    is_hidden: bool = False
    uneven: Mapping[int, int] = field(default_factory=dict)
    """Rows (from 0) of a text file that could not be split as the others -> the line they begin in (from 1)."""
    merged: tuple[tuple[int, int, int], ...] = ()
    """Column, first and last row (from 0) of what is written once, in a cell merged over several rows."""
    said: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Row (from 0) -> what a web page says right above it, outside its tables: headings, lines of text."""


@dataclass(frozen=True)
class SourceFile:
    """One file: where it lies, how its path is shown to people, and what was in it."""

    path: str
    location: Path
    source_id: str | None
    """SHA-256 of the bytes in hex; None where the file cannot be read."""
    sheets: tuple[Sheet, ...]
    issues: tuple[Issue, ...]
    modified_at: datetime | None
    """What the workbook itself says (in UTC), never the file system: copying and mailing change that."""
    corrects: str | None = None
    """Where it is a marked copy of ours that came back: the source_id of the file it was made from."""

    @property
    def is_readable(self) -> bool:
        """Whether the file's cells could be read."""
        return is_readable(self.issues)


def is_readable(issues: Iterable[Issue]) -> bool:
    """Whether nothing that was found in a file keeps it from being read."""
    return all(issue.grade is not Grade.REJECT_FILE for issue in issues)


@dataclass(frozen=True)
class Contents:
    """What one of the readers found in the bytes of a file."""

    sheets: tuple[Sheet, ...] = ()
    issues: tuple[Issue, ...] = ()
    modified_at: datetime | None = None
    corrects: str | None = None


def rejected(path: str, kind: IssueKind, *, found: str | None = None, expected: str | None = None) -> Contents:
    """Return the contents of a file that cannot be read, for this reason."""
    return Contents(issues=(Issue(kind, Place(path), found, expected),))


def trimmed(rows: list[list[Value]]) -> list[list[Value]]:
    """Cut the empty cells at the end of each row and the empty rows at the end, in place; addresses stay."""
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def number(written: float) -> int | float | str:
    """Return a number as it was meant: Excel knows no whole numbers, a postcode comes as 38300.0.

    What is no number, or beyond all numbers, stays a text: nobody can count with it.
    """
    if not isfinite(written):
        return str(written)
    return int(written) if written.is_integer() and abs(written) < _LARGEST_WHOLE else written
