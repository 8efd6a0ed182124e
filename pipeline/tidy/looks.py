"""Marks that one sees and no value tells: letters of a symbol font, and fills of empty cells.

In comes a recognised attendance list; out comes the same with such marks written into its cells as signs (`✓`) and as
names of colours (`green`), and with what the colours mean in its legend. What nobody explains becomes a question.
Looks are read only where the values leave the marks open, and a note says what was done.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline import issues
from pipeline.codes import AttendanceStatus, Code, SessionStatus, SourceKind
from pipeline.issues import Issue, Place
from pipeline.read.looks import Cell, colour_name
from pipeline.read.looks_whole import looks_of
from pipeline.recognise import SheetTable
from pipeline.said import N_, say
from pipeline.tidy.marks import MarkReader
from pipeline.tidy.tidied import Workbench
from pipeline.vocabulary import Vocabulary, sign

# What the letters show, by the beginning of the font's name; the longer name first.
_SYMBOLS: Mapping[str, Mapping[str, str]] = {
    "wingdings 2": {"P": "✓", "O": "✗", "R": "☑", "S": "☒", "T": "☒", "£": "☐"},
    "wingdings 3": {},
    "wingdings": {"ü": "✓", "û": "✗", "þ": "☑", "ý": "☒", "x": "☒", "¨": "☐", "o": "☐", "l": "●", "n": "■"},
    "webdings": {"a": "✓", "r": "✗", "c": "☐", "g": "■", "n": "●"},
    "marlett": {"a": "✓", "b": "✓", "r": "✗"},
    "zapf": {"3": "✓", "4": "✔", "5": "✕", "6": "✖", "7": "✗", "8": "✘", "l": "●", "n": "■", "o": "☐"},
    "symbol": {"Ö": "√", "´": "×"},
}
# A plain x is common: on its own it is no reason to look at fonts.
_TELLTALE = {letter for letters in _SYMBOLS.values() for letter in letters} - {"x"}
_PRIVATE = range(0xF020, 0xF100)
_COLOURS = {
    "green": N_("green"),
    "red": N_("red"),
    "yellow": N_("yellow"),
    "orange": N_("orange"),
    "blue": N_("blue"),
    "purple": N_("purple"),
    "grey": N_("grey"),
    "black": N_("black"),
}
_EXPLAINED = frozenset({"present", "excused", "absent", "not_recorded", "not_applicable", "cancelled"})
# A list is told by colour where hardly a cell has a text.
_MOST_WRITTEN = 0.2


def with_looks(table: SheetTable, bench: Workbench) -> SheetTable:
    """Return an attendance list with the marks that its values do not tell."""
    name = table.sheet_name
    if table.kind is not SourceKind.ATTENDANCE or name is None or not _columns(table):
        return table
    texts = _texts(table)
    looks = bench.looks.setdefault(table.file.path, looks_of(table.file.location))
    if any(_letter(text) in _TELLTALE for text in texts) and looks.has_symbol_fonts:
        table = _with_signs(table, _viewed(table, looks.fonts(name)), bench)
        texts = _texts(table)
    is_told_by_colour = texts.total() - texts[""] <= _MOST_WRITTEN * texts.total()
    if (is_told_by_colour or _may_explain_colours(table, texts, bench.words)) and looks.has_fills:
        table = _with_colours(table, _viewed(table, looks.fills(name)), bench, is_told_by_colour=is_told_by_colour)
    return table


def _viewed(table: SheetTable, looks: Mapping[Cell, str]) -> dict[Cell, str]:
    """Return the looks of a sheet's cells by the cells of the table's view."""
    grid, beyond = table.grid, max(_columns(table)) + 2
    cells = ((row, column) for row in range(grid.height) for column in range(max(grid.width(row) + 1, beyond)))
    return {cell: look for cell in cells if (look := looks.get(grid.address(*cell)))}


def _columns(table: SheetTable) -> list[int]:
    columns = table.region.columns
    return [session.column for session in table.region.sessions] or [
        columns[field] for field in ("mark", "signature") if field in columns
    ][:1]


def _texts(table: SheetTable) -> Counter[str]:
    """Return how often each text stands in the cells of marks."""
    return table.marks if table.region.sessions else Counter(table.grid.cells(table.region.rows.data, _columns(table)))


def _cells(table: SheetTable) -> dict[Cell, str]:
    """Return the cells of marks and what stands in them."""
    columns = _columns(table)
    return {(row, column): table.grid.text(row, column) for row in table.region.rows.data for column in columns}


def _written(table: SheetTable, marks: Mapping[Cell, str], legend: Mapping[str, str]) -> SheetTable:
    """Return the table with other texts in some cells, and with more in its legend."""
    return replace(table, grid=table.grid.written(marks), legend={**legend, **table.legend})


# Symbol fonts -----------------------------------------------------------------------------------------------------


def _letter(text: str) -> str:
    """Return a mark of one letter; fonts of symbols keep theirs in a range of Unicode of their own, too."""
    return chr(ord(text) - 0xF000) if len(text) == 1 and ord(text) in _PRIVATE else text


def _with_signs(table: SheetTable, fonts: Mapping[Cell, str], bench: Workbench) -> SheetTable:
    signs: dict[Cell, str] = {}
    shown: dict[str, str] = {}
    legend: dict[str, str] = {}
    for cell, text in _cells(table).items():
        font = fonts.get(cell, "")
        letters = next((of for name, of in _SYMBOLS.items() if font.casefold().startswith(name)), {})
        if symbol := letters.get(_letter(text)):
            signs[cell] = symbol
            shown[f"„{_letter(text)}“ ({font}) = {symbol}"] = symbol
            if sign(text) in table.legend:
                legend[sign(symbol)] = table.legend[sign(text)]
    if not signs:
        return table
    place = Place(table.file.path, table.sheet_name)
    bench.issues.append(Issue(issues.MARKS_IN_SYMBOL_FONT, place, ", ".join(sorted(shown))))
    return _written(table, signs, legend)


# Fills ------------------------------------------------------------------------------------------------------------


def _may_explain_colours(table: SheetTable, texts: Iterable[str], words: Vocabulary) -> bool:
    """Whether marks are missing or unclear, and something around the table may say what colours mean."""
    reader = MarkReader(words, table.legend)
    if all(text and reader.read(text).meaning != "unread" for text in texts):
        return False
    return bool(words.colours.keys() & table.legend.keys()) or any(
        "=" not in table.grid.text(*cell) and words.meaning_of(table.grid.text(*cell)) in _EXPLAINED
        for cell in _around(table)
        if table.grid.text(*cell)
    )


def _around(table: SheetTable) -> Iterable[Cell]:
    """Return the cells in which a legend may stand: any outside of the table but for headings and totals."""
    rows = table.region.rows
    beyond = table.region.header.last_column + 1
    people = {*rows.data, *rows.nameless}
    for row in range(table.grid.height):
        if rows.skipped.get(row) != "header" and not _has_numbers(table, row, rows.skipped):
            for column in range(beyond if row in people else 0, table.grid.width(row) + 1):
                yield row, column


def _has_numbers(table: SheetTable, row: int, skipped: Mapping[int, str]) -> bool:
    """Whether a row counts something: `anwesend | 12 | 11`; `anwesend` alone may be a legend."""
    return skipped.get(row) == "totals" and any(map(str.isdigit, table.grid.texts([row])[0]))


def _with_colours(
    table: SheetTable, fills: Mapping[Cell, str], bench: Workbench, *, is_told_by_colour: bool
) -> SheetTable:
    texts = _cells(table)
    meanings = _colour_legend(table, fills, bench.words)
    filled = {cell: fills[cell] for cell in texts if cell in fills and fills[cell] != _fill_of_row(table, cell, fills)}
    colours = set(meanings) | (_mark_colours(table, filled) if is_told_by_colour else set())
    names = _names({rgb for rgb in filled.values() if rgb in colours})
    reader = MarkReader(bench.words, table.legend)
    marks, legend = {}, {}
    for cell, rgb in filled.items():
        is_open = not texts[cell] or (rgb in meanings and reader.read(texts[cell]).meaning == "unread")
        if rgb in names and is_open:
            marks[cell] = names[rgb]
            legend[sign(names[rgb])] = meanings.get(rgb, "colour")
    if not marks:
        return table
    said = {mark: legend[sign(mark)] for mark in marks.values() if legend[sign(mark)] != "colour"}
    if said:
        place = Place(table.file.path, table.sheet_name)
        statuses = ", ".join(f"{mark} = {_label(meaning)}" for mark, meaning in sorted(said.items()))
        bench.issues.append(Issue(issues.MARKS_BY_COLOUR, place, statuses))
    return _written(table, marks, legend)


def _colour_legend(table: SheetTable, fills: Mapping[Cell, str], words: Vocabulary) -> dict[str, str]:
    """Return what colours mean: said in or beside a filled cell outside of the table, or by their names in a legend."""
    said: dict[str, set[str]] = defaultdict(set)
    for row, column in _around(table):
        if rgb := fills.get((row, column)):
            near = (table.grid.text(row, at) for at in (column, column + 1, column - 1) if at >= 0)
            meaning = next(filter(None, (words.meaning_of(text) for text in near if text)), None)
            if meaning in _EXPLAINED:
                said[rgb].add(str(meaning))
    meanings = {rgb: of.pop() for rgb, of in said.items() if len(of) == 1}
    named = {words.colours[key]: meaning for key, meaning in table.legend.items() if key in words.colours}
    in_marks = {fills[cell] for cell in _cells(table) if cell in fills} - meanings.keys()
    for rgb in in_marks:
        alike = {of for other, of in meanings.items() if colour_name(other) == colour_name(rgb)}
        if (meaning := named.get(colour_name(rgb))) or (len(alike) == 1 and (meaning := next(iter(alike)))):
            meanings[rgb] = meaning
    return meanings


def _fill_of_row(table: SheetTable, cell: Cell, fills: Mapping[Cell, str]) -> str | None:
    """Return the fill of the person's name: stripes run through the whole row and say nothing."""
    columns = [column for field, column in table.region.columns.items() if field in ("family_name", "full_name")]
    return fills.get((cell[0], columns[0])) if columns else None


def _mark_colours(table: SheetTable, filled: Mapping[Cell, str]) -> set[str]:
    """Return the colours that tell people apart on some day; a colour of whole columns marks weekends or holidays."""
    colours: set[str] = set()
    rows = table.region.rows.data
    for column in _columns(table):
        of_day = [filled.get((row, column)) for row in rows]
        if len(set(of_day)) > 1:
            colours |= {rgb for rgb in of_day if rgb}
    return colours


def _names(colours: set[str]) -> dict[str, str]:
    """Return what to call each colour; shades of one colour are told apart by their number."""
    counts = Counter(map(colour_name, colours))
    return {
        rgb: say(_COLOURS[colour_name(rgb)]) + (f" #{rgb}" if counts[colour_name(rgb)] > 1 else "") for rgb in colours
    }


def _label(meaning: str) -> str:
    statuses: tuple[Code, ...] = (*AttendanceStatus, SessionStatus.CANCELLED)
    return next(status.label() for status in statuses if status == meaning)
