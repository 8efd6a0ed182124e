"""From a workbook in the XML of Excel 2003 to its sheets: older portals export it under the name .xls or .xml.

The format is Microsoft's "XML Spreadsheet Reference" (Office 2003): Workbook, Worksheet, Table, Row, Cell, Data; an
Index moves a row or a cell on, MergeAcross covers the cells to the right.
"""

from contextlib import suppress
from datetime import date, datetime, time
from xml.parsers import expat

from pipeline import issues
from pipeline.read.limits import column_letters
from pipeline.read.source import Contents, Sheet, Value, number, rejected, trimmed

_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
# Excel keeps a time of the day as a moment on the last day of 1899.
_DAY_OF_TIMES = date(1899, 12, 31)


def read(content: bytes, *, path: str, most_cells: int) -> Contents:
    """Return the sheets of the workbook in their order, hidden ones marked."""
    book = _Book(most_cells)
    try:
        book.parse(content)
    except (expat.ExpatError, ValueError, LookupError):
        return rejected(path, issues.FILE_DAMAGED)
    if book.too_far:
        row, column = book.too_far
        return rejected(path, issues.SHEET_TOO_LARGE, found=f"{column_letters(column)}{row}")
    if not book.sheets:
        return rejected(path, issues.FILE_DAMAGED)
    return Contents(tuple(book.sheets))


class _Book:
    """Gathers the sheets while the XML is parsed."""

    def __init__(self, most_cells: int) -> None:
        self._most_cells = most_cells
        self.sheets: list[Sheet] = []
        self.too_far: tuple[int, int] | None = None
        self._name = ""
        self._is_hidden = False
        self._rows: list[list[Value]] = []
        self._row = self._column = 0
        self._merged = 0
        self._is_comment = False
        self._kind = ""
        self._text: list[str] | None = None

    def parse(self, content: bytes) -> None:
        """Parse the whole file; a document type, with which entities could be declared, is refused."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = self._characters, _refuse
        parser.Parse(content, True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        values = {name.rpartition(" ")[2]: value for name, value in attributes.items()}
        match tag.removeprefix(f"{_NAMESPACE} "):
            case "Worksheet":
                self._name, self._is_hidden, self._rows = values.get("Name", ""), False, []
                self._row = 0
            case "Row":
                self._row = int(values.get("Index", self._row + 1))
                self._column = 0
            case "Cell":
                self._column = int(values.get("Index", self._column + 1))
                self._merged = int(values.get("MergeAcross", 0))
            case "Comment":
                self._is_comment = True
            case "Data" if not self._is_comment:
                self._kind, self._text = values.get("Type", "String"), []

    def _end(self, tag: str) -> None:
        match tag.removeprefix(f"{_NAMESPACE} "):
            case "Comment":
                self._is_comment = False
            case "Data" if not self._is_comment:
                self._put(_value("".join(self._text or ()), self._kind))
                self._text = None
            case "Cell":
                self._column += self._merged
            case "Worksheet":
                self.sheets.append(Sheet(self._name, trimmed(self._rows), self._is_hidden))

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)
        elif text in ("SheetHidden", "SheetVeryHidden"):
            # Within WorksheetOptions stands <Visible>SheetHidden</Visible>.
            self._is_hidden = True

    def _put(self, value: Value) -> None:
        row, column = self._row, self._column
        if row < 1 or column < 1 or row * column > self._most_cells:
            self.too_far = max(row, 1), max(column, 1)
            return
        self._rows.extend([] for _ in range(row - len(self._rows)))
        cells = self._rows[row - 1]
        cells.extend([None] * (column - len(cells)))
        cells[column - 1] = value


def _value(text: str, kind: str) -> Value:
    with suppress(ValueError):
        if kind == "Number":
            return number(float(text))
        if kind == "Boolean":
            return text == "1"
        if kind == "DateTime":
            return _moment(datetime.fromisoformat(text))
    return text or None


def _moment(moment: datetime) -> date | datetime | time:
    if moment.date() == _DAY_OF_TIMES:
        return moment.time()
    return moment.date() if moment.time() == time() else moment


def _refuse(*_: object) -> None:
    raise ValueError("a document type is declared")
