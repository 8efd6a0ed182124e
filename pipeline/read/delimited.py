"""From the bytes of a text file (csv, tsv, txt) to one sheet without a name, in Excel's row numbers.

Quotes are understood as Excel does, but a stray one is only a character: it never swallows the lines below. All values
stay text; what they mean is for `tidy`.
"""

import csv
import re
from collections import Counter
from contextlib import suppress

from pipeline import issues
from pipeline.issues import Issue, Place
from pipeline.read.signature import TEXT_ENDINGS, ending_of
from pipeline.read.source import Contents, Sheet, Value, rejected, trimmed
from pipeline.read.text import decode

# In the order of preference; commas also stand in numbers and between names, so they must be clearer to win.
_SEPARATORS = {";": 1.0, "\t": 1.0, ",": 0.5, "|": 0.5}
_LINES_LOOKED_AT = 500
_LINES_IN_A_CELL = 200
_CLEAR = 0.4

# Only the ends of lines that Excel knows; `str.splitlines` also breaks at rarer characters.
_LINE_END = re.compile(r"\r\n|\n|\r")
_SEPARATOR_LINE = re.compile(r'"?sep=([^"\s]|\t)"?', re.I)
# ="0123" keeps the zero in Excel, which shows 0123.
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')


def read(content: bytes, *, path: str) -> Contents:
    """Return the one sheet of a text file.

    A text named like a workbook is refused, but for .xls: portals export text by that name, and Excel opens it.
    """
    ending = ending_of(path)
    text, is_mixed = decode(content)
    if text is None:
        return rejected(path, issues.TEXT_UNDECODABLE if ending in TEXT_ENDINGS else issues.FILE_DAMAGED)
    if not text.strip():
        return rejected(path, issues.FILE_DAMAGED if b"\x00" in content else issues.FILE_EMPTY)
    lines = _LINE_END.split(text)
    declared = _SEPARATOR_LINE.fullmatch(lines[0])
    # Excel hides the line that names the separator: the next one is row 1.
    separator, columns, is_clear = (declared[1], 0, True) if declared else _separator(lines)
    if ending not in TEXT_ENDINGS and not (ending == ".xls" and is_clear):
        return rejected(path, issues.FILE_NOT_A_WORKBOOK, found=ending)
    rows = trimmed(_records(lines[1:] if declared else lines, separator, columns))
    notes = (Issue(issues.TEXT_MIXED, Place(path)),) if is_mixed else ()
    return Contents((Sheet(None, rows),), notes)


def _separator(lines: list[str]) -> tuple[str, int, bool]:
    """Return the character that cuts most rows into the same number of cells, that number, and whether it is clear."""
    best, most_columns, best_score = ";", 1, 0.0
    looked_at = lines[:_LINES_LOOKED_AT]
    for separator, weight in _SEPARATORS.items():
        widths = [len(row) for row in _records(looked_at, separator, 0) if any(row)]
        usual = Counter(width for width in widths if width > 1).most_common(1)
        if not usual:
            continue
        columns, rows = usual[0]
        score = weight * (rows / len(widths)) ** 2 * (columns - 1)
        if score > best_score:
            best, most_columns, best_score = separator, columns, score
    return best, most_columns, best_score >= _CLEAR


def _records(lines: list[str], separator: str, columns: int) -> list[list[Value]]:
    """Cut lines into rows; a quoted cell may run over several lines."""
    rows: list[list[Value]] = []
    at = 0
    while at < len(lines):
        if '"' in lines[at]:
            cells, at = _quoted_record(lines, at, separator, columns)
        else:
            cells, at = lines[at].split(separator), at + 1
        rows.append([_value(cell) for cell in cells])
    return rows


def _value(cell: str) -> Value:
    if cell.startswith('="') and (kept := _KEPT_AS_TEXT.fullmatch(cell)):
        cell = kept[1]
    return cell or None


def _quoted_record(lines: list[str], at: int, separator: str, columns: int) -> tuple[list[str], int]:
    """Return the cells of the record that begins in line `at`, and the line after it."""
    # Nearly all quotes stand as they should: the strict reader is fast, and refuses the others.
    with suppress(csv.Error):
        return next(csv.reader([lines[at]], delimiter=separator, strict=True)), at + 1
    cells: list[str] = []
    line, start = lines[at], 0
    while True:
        if line.startswith('"', start) and (closed := _quoted_cell(lines, at, start, separator, columns)):
            cell, at, start = closed
            line = lines[at]
        else:
            end = line.find(separator, start)
            cell, start = (line[start:], len(line)) if end < 0 else (line[start:end], end)
        cells.append(cell)
        if start >= len(line):
            return cells, at + 1
        start += len(separator)


def _quoted_cell(lines: list[str], at: int, start: int, separator: str, columns: int) -> tuple[str, int, int] | None:
    """Return the text of the quoted cell opened at `start`, and the line and place where it ends.

    None if the quote is only a character: nothing closes it, or what it would swallow are rows of the table.
    """
    text: list[str] = []
    for number in range(at, min(at + _LINES_IN_A_CELL, len(lines))):
        line = lines[number]
        begin = start + 1 if number == at else 0
        end = _closing_quote(line, begin)
        if end is not None:
            closes = end + 1 == len(line) or line.startswith(separator, end + 1)
            text.append(line[begin:end])
            return ("\n".join(text).replace('""', '"'), number, end + 1) if closes else None
        is_row_of_its_own = number > at and columns > 2 and line.count(separator) == columns - 1
        if is_row_of_its_own:
            return None
        text.append(line[begin:])
    return None


def _closing_quote(line: str, begin: int) -> int | None:
    """Return where the first quote stands that is not doubled."""
    end = line.find('"', begin)
    while end >= 0:
        if not line.startswith('"', end + 1):
            return end
        end = line.find('"', end + 2)
    return None
