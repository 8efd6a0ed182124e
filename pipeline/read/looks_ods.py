"""From the bytes of an OpenDocument spreadsheet to how its cells look: content.xml and the styles that it names."""

import re
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.parsers import expat

from pipeline.read.looks import Cell, Look

_LARGEST_PART = 50 << 20
# What is styled far beyond the table, up to the edge of the sheet, is no list.
_MOST_ROWS, _MOST_COLUMNS = 5_000, 500
_COLOUR = re.compile(r"#([0-9a-fA-F]{6})")
_CELLS = ("table:table-cell", "table:covered-table-cell")


def looks_of_ods(content: bytes) -> dict[str, dict[Cell, Look]]:
    """Return sheet -> cell -> its look, for cells with a style of their own or of their row or column."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        styles = _Styles()
        for part in ("styles.xml", "content.xml"):
            if part in archive.namelist():
                styles.read(_beginning(archive, part))
        sheets = _Sheets(styles.looks())
        sheets.read(_beginning(archive, "content.xml"))
    return sheets.found


def _beginning(archive: zipfile.ZipFile, part: str) -> bytes:
    with archive.open(part) as stream:
        return stream.read(_LARGEST_PART)


class _Reader(ABC):
    """Goes through the elements of a part; a document type, with which entities could be declared, is refused."""

    def read(self, part: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self.start
        parser.StartDoctypeDeclHandler = _refuse
        parser.Parse(part, True)

    @abstractmethod
    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take in the beginning of an element."""


def _refuse(*_: object) -> None:
    raise expat.ExpatError("a document type is declared")


class _Styles(_Reader):
    """The styles of cells by name: fill, font, and the style from which it takes what it does not say."""

    def __init__(self) -> None:
        self._said: dict[str, dict[str, str]] = {}
        self._fonts: dict[str, str] = {}
        self._name = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "style:font-face":
            self._fonts[attributes.get("style:name", "")] = attributes.get("svg:font-family", "").strip("'\"")
        elif tag == "style:style":
            self._name = attributes.get("style:name", "")
            self._said[self._name] = {"parent": attributes.get("style:parent-style-name", "")}
        elif tag == "style:table-cell-properties" and self._name in self._said:
            if colour := _COLOUR.fullmatch(attributes.get("fo:background-color", "")):
                self._said[self._name]["fill"] = colour[1].upper()
        elif tag == "style:text-properties" and self._name in self._said:
            named = attributes.get("style:font-name", "")
            if font := self._fonts.get(named) or attributes.get("fo:font-family", "").strip("'\"") or named:
                self._said[self._name]["font"] = font

    def looks(self) -> dict[str, Look]:
        """Return style -> look."""
        return {name: Look(self._of(name, "fill"), self._of(name, "font")) for name in self._said}

    def _of(self, name: str, what: str) -> str | None:
        said = (self._said[one] for one in self._with_parents(name))
        return next((found for one in said if (found := one.get(what))), None)

    def _with_parents(self, name: str) -> Iterator[str]:
        passed: set[str] = set()
        while name in self._said and name not in passed:
            yield name
            passed.add(name)
            name = self._said[name]["parent"]


class _Sheets(_Reader):
    """The cells of every sheet: a cell without a style has that of its row, or else of its column."""

    def __init__(self, looks: Mapping[str, Look]) -> None:
        self.found: dict[str, dict[Cell, Look]] = {}
        self._looks = looks
        self._cells: dict[Cell, Look] = {}
        self._columns: list[str] = []
        self._rows = range(0)
        self._of_row = ""
        self._column = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "table:table":
            self._cells = self.found[attributes.get("table:name", "")] = {}
            self._columns, self._rows = [], range(0)
        elif tag == "table:table-column":
            count = min(_count(attributes, "columns"), _MOST_COLUMNS)
            self._columns += [attributes.get("table:default-cell-style-name", "")] * count
        elif tag == "table:table-row":
            self._rows = range(self._rows.stop, self._rows.stop + _count(attributes, "rows"))
            self._of_row, self._column = attributes.get("table:default-cell-style-name", ""), 0
        elif tag in _CELLS:
            self._add(attributes)

    def _add(self, attributes: Mapping[str, str]) -> None:
        columns = range(self._column, self._column + _count(attributes, "columns"))
        self._column = columns.stop
        for column in columns[:_MOST_COLUMNS]:
            of_column = self._columns[column] if column < len(self._columns) else ""
            look = self._looks.get(attributes.get("table:style-name") or self._of_row or of_column)
            if look and look != Look() and column < _MOST_COLUMNS:
                self._cells |= {(row, column): look for row in self._rows[:_MOST_ROWS] if row < _MOST_ROWS}


def _count(attributes: Mapping[str, str], of: str) -> int:
    return int(attributes.get(f"table:number-{of}-repeated", 1))
