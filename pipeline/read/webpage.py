"""From a web page to one sheet: portals export a page with a table under the name .xls, and Excel opens it.

All tables of the page stand below each other on the sheet, as Excel shows them. Cells over several columns or rows
leave the cells they cover empty, as merged cells do. Headings and lines around the tables are no rows, but kept beside
them: there may stand the course, its day, the legend.
"""

import re
from contextlib import suppress
from html.parser import HTMLParser

from pipeline import issues
from pipeline.read.limits import column_letters
from pipeline.read.source import Contents, Sheet, Value, rejected, trimmed
from pipeline.read.text import decode

# Only the sets that cannot be told from the bytes; text that reads as UTF-8 is UTF-8, whatever the page says.
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*(windows-125\d|iso-8859-(?!1\b)\d+)", re.I)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = frozenset({"script", "style", "title"})
_ENDS_LINE = frozenset({"p", "div", "br", "li", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "table"})
_WIDEST = 1000
"""As many columns or rows as a cell may span in HTML."""


def read(content: bytes, *, path: str, most_cells: int) -> Contents:
    """Return the tables of a page as one sheet; a page without a table is no list (often a sign-in page)."""
    text = _text(content)
    if text is None:
        return rejected(path, issues.TEXT_UNDECODABLE)
    page = _Page(most_cells)
    try:
        page.feed(text)
        page.close()
    except (AssertionError, ValueError):
        return rejected(path, issues.FILE_DAMAGED)
    if page.cells > most_cells:
        last_cell = f"{column_letters(max(len(row) for row in page.rows))}{len(page.rows)}"
        return rejected(path, issues.SHEET_TOO_LARGE, found=last_cell)
    if not any(any(cell is not None for cell in row) for row in page.rows):
        return rejected(path, issues.FILE_KIND_UNKNOWN, found="HTML")
    said = {row: tuple(lines) for row, lines in page.said.items()}
    return Contents((Sheet(None, trimmed(page.rows), said=said),))


def _text(content: bytes) -> str | None:
    """Decode by the bytes, or as the page says where they leave it open."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        if declared := _CHARSET.search(content[:4096]):
            with suppress(LookupError, UnicodeDecodeError):
                return content.decode(declared[1].decode("ascii"))
    return decode(content).text


class _Page(HTMLParser):
    """Collects rows from tables; the rows of a table within a cell follow the row they stand in."""

    def __init__(self, most_cells: int) -> None:
        super().__init__(convert_charrefs=True)
        self._most_cells = most_cells
        self.rows: list[list[Value]] = []
        self.said: dict[int, list[str]] = {}
        self._line: list[str] = []
        self._depth = 0
        self.cells = 0
        self._covered: dict[int, int] = {}
        self._is_row_over = True
        self._text: list[str] | None = None
        self._span = (1, 1)
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ENDS_LINE:
            self._end_line()
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "br" and self._text is not None:
            self._text.append("\v")
        elif tag == "table":
            self._end_cell()
            self._depth += 1
            self._covered = {}
            self._is_row_over = True
        elif tag == "tr":
            self._end_cell()
            self._start_row()
        elif tag in ("td", "th"):
            self._end_cell()
            if self._is_row_over:
                self._start_row()
            spans = dict(attrs)
            self._span = _span(spans.get("colspan")), _span(spans.get("rowspan"))
            self._text = []

    def handle_endtag(self, tag: str) -> None:
        if tag in _ENDS_LINE:
            self._end_line()
        if tag == "table":
            self._depth = max(0, self._depth - 1)
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in ("td", "th", "tr", "table"):
            self._end_cell()
            # What stands beside a table within a cell is no part of that table's last row.
            self._is_row_over = self._is_row_over or tag == "table"

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._text is not None:
            self._text.append(data)
        elif not self._depth:
            self._line.append(data)

    def close(self) -> None:
        super().close()
        self._end_cell()
        self._end_line()

    def _end_line(self) -> None:
        text = _SPACE.sub(" ", "".join(self._line)).strip(" \xa0")
        self._line = []
        if text:
            self.cells += 1
            self.said.setdefault(len(self.rows), []).append(text)

    def _start_row(self) -> None:
        self.rows.append([])
        self._is_row_over = False
        self._skip_covered()

    def _skip_covered(self) -> None:
        """Leave the next cells empty while one from a row above reaches down to them."""
        row = self.rows[-1]
        while self._covered.get(len(row), 0) > 0:
            self._covered[len(row)] -= 1
            self._add(None)

    def _end_cell(self) -> None:
        if self._text is None:
            return
        text = _SPACE.sub(" ", "".join(self._text))
        text = "\n".join(line.strip(" ") for line in text.split("\v")).strip("\n \xa0")
        self._text = None
        columns, rows = self._span
        for covered in range(columns):
            if rows > 1:
                self._covered[len(self.rows[-1])] = rows - 1
            self._add(text or None if covered == 0 else None)
        self._skip_covered()

    def _add(self, value: Value) -> None:
        self.cells += 1
        # A page made to fill the memory stops growing here; `read` refuses it.
        if self.cells <= self._most_cells:
            self.rows[-1].append(value)


def _span(written: str | None) -> int:
    return min(max(int(written), 1), _WIDEST) if written and written.isdecimal() else 1
