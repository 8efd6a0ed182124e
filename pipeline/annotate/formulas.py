"""What formulas last gave, written back beside them.

openpyxl writes a formula without its result; whoever reads the copy before a spreadsheet program has opened it would
find the cell empty: a day such as `=D3+7` above a column of marks would be lost.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.sax.saxutils import escape

from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.datetime import to_excel

from pipeline.annotate.copies import Copy
from pipeline.read import Sheet, SourceFile, Value

# <c r="F3" s="4"><f>D3+7</f><v /></c>, as openpyxl writes it with or without lxml.
_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f(?:[^>]*/>|[^>]*>.*?</f>))<v\s*(?:/>|></v>)', re.DOTALL)
_ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")


def restore_results(parts: dict[str, bytes], copy: Copy, file: SourceFile) -> None:
    """Write into the parts of a workbook's package what its formulas gave when the file was read."""
    for part, sheet in _parts(copy, file):
        if b"<f" in parts[part]:

            def with_result(found: re.Match[str], sheet: Sheet = sheet) -> str:
                cell, attributes, formula = found.groups()
                return f'<c r="{cell}"{attributes}{_result(_value(sheet, cell), formula, copy.workbook.epoch)}'

            parts[part] = _FORMULA.sub(with_result, parts[part].decode("utf-8")).encode("utf-8")


def _parts(copy: Copy, file: SourceFile) -> Iterator[tuple[str, Sheet]]:
    for sheet in file.sheets:
        if sheet.name in copy.sheets:
            yield copy.sheets[sheet.name].path.lstrip("/"), sheet


def _value(sheet: Sheet, cell: str) -> Value:
    row, column = coordinate_to_tuple(cell)
    cells = sheet.rows[row - 1] if row <= len(sheet.rows) else []
    return cells[column - 1] if column <= len(cells) else None


def _result(value: Value, formula: str, epoch: Any) -> str:
    """Return the rest of a cell (ECMA-376 part 1, 18.3.1.4): its type, the formula and the result."""
    match value:
        case None:
            return f">{formula}"
        case bool():
            return f' t="b">{formula}<v>{int(value)}</v>'
        case datetime() | date() | time() | timedelta():
            return f">{formula}<v>{to_excel(value, epoch)!r}</v>"
        case int() | float():
            return f">{formula}<v>{value!r}</v>"
        case _:
            kind = "e" if value in _ERRORS else "str"
            return f' t="{kind}">{formula}<v>{escape(value)}</v>'
