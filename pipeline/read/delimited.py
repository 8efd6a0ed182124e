"""From the bytes of a text file (csv, tsv, txt) to one sheet without a name, in Excel's row numbers.

Which separator and which quotes a file has is told by its lines, not by its ending. All values stay text; what they
mean is for `tidy`. Rows that could not be split as the rows around them are marked, with their line.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from pipeline import issues
from pipeline.issues import Issue, Place
from pipeline.read.dialect import dialect_of, unwrapped
from pipeline.read.records import Dialect, Record, records
from pipeline.read.signature import TEXT_ENDINGS, ending_of
from pipeline.read.source import Contents, Sheet, Value, rejected, trimmed
from pipeline.read.text import decode
from pipeline.read.uneven import uneven

# Only the ends of lines that Excel knows; `str.splitlines` also breaks at rarer characters.
LINE_END = re.compile(r"\r\n|\n|\r")
SEPARATOR_LINE = re.compile(r'"?sep=([^"\s]|\t)"?', re.I)
# ="0123" keeps the zero in Excel, which shows 0123.
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')


def read(content: bytes, *, path: str) -> Contents:
    """Return the one sheet of a text file.

    A text named like a workbook is refused, but for .xls: portals export text by that name, and Excel opens it.
    """
    ending = ending_of(path)
    text, odd_lines = decode(content)
    if text is None:
        return rejected(path, issues.TEXT_UNDECODABLE if ending in TEXT_ENDINGS else issues.FILE_DAMAGED)
    if not text.strip():
        return rejected(path, issues.FILE_DAMAGED if b"\x00" in content else issues.FILE_EMPTY)
    lines = unwrapped(LINE_END.split(text))
    declared = SEPARATOR_LINE.fullmatch(lines[0])
    # Excel hides the line that names the separator: the next one is row 1.
    hidden = 1 if declared else 0
    dialect, is_clear = (Dialect(declared[1]), True) if declared else dialect_of(lines)
    if ending not in TEXT_ENDINGS and not (ending == ".xls" and is_clear):
        return rejected(path, issues.FILE_NOT_A_WORKBOOK, found=ending)
    found = list(records(lines[hidden:], dialect))
    notes = tuple(Issue(issues.TEXT_MIXED, Place(path, None, row)) for row in _rows_of(found, odd_lines, hidden))
    return Contents((_sheet(found, first_line=hidden + 1),), notes)


def _rows_of(found: Sequence[Record], lines: Sequence[int], hidden: int) -> list[int]:
    """Return the rows, from 1, in which some lines of the file stand."""
    begins = [record.line + hidden for record in found] if lines else []
    return sorted({row for line in lines if (row := bisect_right(begins, line))})


def _sheet(found: Sequence[Record], *, first_line: int) -> Sheet:
    rows: list[list[Value]] = [[cell_value(cell) for cell in record.cells] for record in found]
    at_line = {row: found[row].line + first_line for row in uneven(rows)}
    return Sheet(None, trimmed(rows), uneven=at_line)


def cell_value(cell: str) -> Value:
    """Return the value of a cell as it stands in a text file."""
    if cell.startswith('="') and (kept := _KEPT_AS_TEXT.fullmatch(cell)):
        cell = kept[1]
    return cell or None
