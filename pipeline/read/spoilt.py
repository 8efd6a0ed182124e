"""Letters that were spoilt before a sheet came to us: `MÃ¼ller` was Müller until a program mixed up character sets.

Where that happened to a whole file, every such cell turns into clean text, and the file is read so. Single cells are
kept as they came: a name is mended by its sender, who knows it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from pipeline import issues
from pipeline.issues import Issue, Place
from pipeline.read.limits import column_letters
from pipeline.read.source import Sheet

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
# One letter beyond ASCII between others was never two.
_MAY_BE_SPOILT = re.compile(r"[^\x00-\x7f]{2}|\ufffd")
_NO_LETTER = re.compile(r"[\x80-\x9f]")
_LOST = "\ufffd"


class _Cell(NamedTuple):
    """A cell with letters beyond ASCII: rows and columns from 0, and the text before it was spoilt, if it was."""

    row: int
    column: int
    text: str
    meant: str

    @property
    def is_whole(self) -> bool:
        """Whether nothing in the cell speaks against a file of which all letters were spoilt."""
        return self.text != self.meant and not _NO_LETTER.search(self.meant) and _LOST not in self.text


def mended(sheets: tuple[Sheet, ...], path: str) -> tuple[tuple[Sheet, ...], list[Issue]]:
    """Return the sheets as they were before all letters were spoilt, or as they are; and what is to be said of it."""
    if not any(_MAY_BE_SPOILT.search(text) for sheet in sheets for text in _lines(sheet)):
        return sheets, []
    spoilt = [[cell for cell in _cells(sheet) if cell.text != cell.meant or _LOST in cell.text] for sheet in sheets]
    cells = [cell for own in spoilt for cell in own]
    if cells and all(cell.is_whole for sheet in sheets for cell in _cells(sheet)):
        first = cells[0]
        note = Issue(issues.TEXT_MENDED, Place(path), first.text, first.meant)
        return tuple(_with(sheet, own) for sheet, own in zip(sheets, spoilt, strict=True)), [note]
    return sheets, [_finding(cell, sheet, path) for sheet, own in zip(sheets, spoilt, strict=True) for cell in own]


def _lines(sheet: Sheet) -> Iterator[str]:
    """Yield the texts of each row with letters beyond ASCII: most rows have none."""
    lines = ("\n".join([cell for cell in cells if type(cell) is str]) for cells in sheet.rows)
    return (line for line in lines if not line.isascii())


def _cells(sheet: Sheet) -> Iterator[_Cell]:
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and not cell.isascii():
                yield _Cell(row, column, cell, _meant(cell))


def _with(sheet: Sheet, cells: Iterable[_Cell]) -> Sheet:
    rows = list(sheet.rows)
    for cell in cells:
        rows[cell.row] = [*rows[cell.row][: cell.column], cell.meant, *rows[cell.row][cell.column + 1 :]]
    return replace(sheet, rows=rows)


def _finding(cell: _Cell, sheet: Sheet, path: str) -> Issue:
    place = Place(path, sheet.name, cell.row + 1, f"{column_letters(cell.column + 1)}{cell.row + 1}")
    if _LOST in cell.text:
        return Issue(issues.TEXT_LOST, place, cell.text)
    return Issue(issues.TEXT_SPOILT, place, cell.text, cell.meant)


def _meant(text: str) -> str:
    """Return a text before it was misread, once or several times; as it is where it was not."""
    while (better := _NOT_ASCII.sub(_before, text)) != text:
        text = better
    return text


def _before(letters: re.Match[str]) -> str:
    """Return letters before they were misread as those of Windows; it has five bytes without a letter."""
    try:
        return b"".join(_byte(letter) for letter in letters[0]).decode("utf-8")
    except UnicodeError:
        return letters[0]


def _byte(letter: str) -> bytes:
    return letter.encode("latin-1" if "\x80" <= letter <= "\x9f" else "cp1252")
