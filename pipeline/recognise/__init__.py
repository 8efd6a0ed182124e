"""Sheets -> tables: what kind of list is it, where does it stand, which column means what, which course?

In come files as cells; out come `SheetTable`s (places and meanings, no values read yet), the rows that hold no data
with the reason, and what was not recognised. Reading the values is left to `tidy`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline import issues
from pipeline.codes import SourceKind
from pipeline.issues import Issue, Place
from pipeline.read import SourceFile
from pipeline.recognise.corrections import layout_id
from pipeline.recognise.courses import course_of
from pipeline.recognise.grid import Grid
from pipeline.recognise.layout import Region, find_regions
from pipeline.recognise.legend import read_legend
from pipeline.recognise.table import SheetTable
from pipeline.vocabulary import Vocabulary

# Our own marked copy of a sheet carries this first sheet: what it says was never sent to us.
CHECK_SHEET = "Prüfbericht"


@dataclass(frozen=True)
class SkippedRow:
    """A row with a value that holds no data, and what it is."""

    path: str
    sheet: str | None
    row: int
    reason: str


@dataclass
class Recognised:
    """All that was understood of a set of files."""

    tables: list[SheetTable] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    kinds: dict[str, SourceKind] = field(default_factory=dict)


def recognise(files: Iterable[SourceFile], *, words: Vocabulary) -> Recognised:
    """Find the tables in every readable file. `words` is the vocabulary, with the project's own marks."""
    found = Recognised()
    for file in files:
        found.issues += file.issues
        if not file.is_readable:
            found.kinds[file.path] = SourceKind.UNREADABLE
            continue
        _recognise_file(file, found, words)
    return found


def _recognise_file(file: SourceFile, found: Recognised, words: Vocabulary) -> None:
    grids = [Grid(sheet) for sheet in file.sheets if sheet.name != CHECK_SHEET]
    regions = {id(grid): find_regions(grid, words, file.path) for grid in grids}
    # A legend may stand on a sheet of its own.
    loose = [text for grid in grids if not regions[id(grid)] for text in grid.texts(range(grid.height))]
    first = len(found.tables)
    for grid in grids:
        _recognise_sheet(file, grid, regions[id(grid)], loose, found, words)
    for sheet in file.sheets:
        if sheet.name == CHECK_SHEET:
            found.skipped += _skip(file, Grid(sheet), dict.fromkeys(range(len(sheet.rows)), "check_report"))
    tables = found.tables[first:]
    found.kinds[file.path] = _kind_of(tables)
    if not tables:
        found.issues.append(
            Issue(issues.FILE_NOT_RECOGNISED, Place(file.path), expected="Name, Vorname, Datum, Thema, E-Mail")
        )
        return
    for grid in grids:
        if not regions[id(grid)] and grid.has_rows and not read_legend(grid.texts(range(grid.height)), words):
            place = Place(file.path, grid.sheet.name)
            found.issues.append(Issue(issues.SHEET_NOT_RECOGNISED, place, found=grid.sheet.name))


def _recognise_sheet(
    file: SourceFile, grid: Grid, regions: list[Region], loose: list[str], found: Recognised, words: Vocabulary
) -> None:
    reasons = dict.fromkeys(range(grid.height), "title" if regions else "outside")
    for region in regions:
        reasons |= region.rows.skipped
        titles = grid.texts(range(region.first_row, region.header.rows[0]))
        notes = grid.texts(row for row in region.rows.skipped if row not in region.header.rows)
        # A legend may stand to the right of the table, line by line beside the people.
        beside = grid.texts(region.rows.data, start=region.header.last_column + 1)
        texts = [*notes, *beside, *titles]
        found.tables.append(
            SheetTable(
                table_id=len(found.tables),
                layout_id=layout_id(file, region.header.lasting_headings()),
                file=file,
                grid=grid,
                region=region,
                course=course_of(file, grid, region, words),
                legend=read_legend(texts, words) or read_legend(loose, words),
                span=grid.span(texts),
                year=grid.year_in([*titles, grid.sheet.name or "", file.location.stem]),
            )
        )
        for row in (*region.rows.data, *region.rows.nameless):
            reasons.pop(row)
    found.skipped += _skip(file, grid, reasons)


def _skip(file: SourceFile, grid: Grid, reasons: Mapping[int, str]) -> list[SkippedRow]:
    return [
        SkippedRow(file.path, grid.sheet.name, row + 1, reason)
        for row, reason in sorted(reasons.items())
        if grid.has_value(row)
    ]


def _kind_of(tables: list[SheetTable]) -> SourceKind:
    kinds = {table.kind for table in tables}
    if not kinds:
        return SourceKind.OTHER
    return kinds.pop() if len(kinds) == 1 else SourceKind.MIXED


__all__ = ["CHECK_SHEET", "Recognised", "SheetTable", "SkippedRow", "recognise"]
