"""Lists that a program opened unsplit and saved as a workbook: each row is one text in column A, `Kaya;Elif;x`.

Such a sheet is cut as the text file that it was. Rows keep their numbers; columns are named as if it had been split.
"""

from collections.abc import Iterable
from dataclasses import replace

from pipeline import issues
from pipeline.issues import Issue, Place
from pipeline.read.dialect import dialect_of
from pipeline.read.records import Dialect, records
from pipeline.read.source import Sheet, Value, trimmed

# `Kaya, Elif` is one name: only several commas in every row part columns.
_FEWEST_COLUMNS = {",": 4}
_FEWEST_ROWS = 2


def split(sheets: Iterable[Sheet], path: str) -> tuple[tuple[Sheet, ...], list[Issue]]:
    """Return the sheets, those of a workbook cut that stand in column A as a whole; and what is to be said of it."""
    found, notes = [], []
    for sheet in sheets:
        lines = _lines(sheet)
        dialect = _dialect(lines)
        if dialect:
            rows: list[list[Value]] = [[cell or None for cell in one.cells] for one in records(lines, dialect)]
            if len(rows) == len(lines):
                sheet = replace(sheet, rows=trimmed(rows))
                notes.append(Issue(issues.SHEET_UNSPLIT, Place(path, sheet.name), dialect.separator))
        found.append(sheet)
    return tuple(found), notes


def _lines(sheet: Sheet) -> list[str]:
    """Return the rows of a workbook's sheet as texts; none where anything stands beyond column A or is no text."""
    values = [row[0] if row else None for row in sheet.rows]
    is_one_column = sheet.name is not None and all(len(row) < 2 for row in sheet.rows)
    texts = [value or "" for value in values if value is None or isinstance(value, str)]
    return texts if is_one_column and len(texts) == len(values) else []


def _dialect(lines: list[str]) -> Dialect | None:
    """Return how lines are to be cut; None where nothing parts them, or not alike."""
    filled = [line for line in lines if line]
    if len(filled) < _FEWEST_ROWS:
        return None
    dialect, is_clear = dialect_of(filled)
    is_list = is_clear and dialect.columns >= _FEWEST_COLUMNS.get(dialect.separator, 2)
    return replace(dialect, foreign={}) if is_list else None
