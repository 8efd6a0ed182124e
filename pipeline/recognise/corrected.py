"""The tables of a sheet, as recognised and as a person has corrected them.

A corrected column is read as if another heading stood above it; a corrected header row as if what was taken for the
header before it were not there. So recognition itself knows nothing of corrections, and cells keep their addresses.
"""

from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from pipeline.codes import SourceKind
from pipeline.read import SourceFile, Value
from pipeline.read.limits import column_letters
from pipeline.recognise.below_days import names_below_days
from pipeline.recognise.called_off import called_off, with_called_off
from pipeline.recognise.cards import as_rows
from pipeline.recognise.corrections import HEADER_ROW, Corrections, Layout, column_key, layout_id, likely_header
from pipeline.recognise.grid import Grid
from pipeline.recognise.headings import Header
from pipeline.recognise.layout import find_regions
from pipeline.recognise.legend import is_legend
from pipeline.recognise.month_days import with_days_of_month
from pipeline.recognise.region import Region
from pipeline.recognise.retold import with_retold
from pipeline.vocabulary import Vocabulary

_MOST_PASSED_OVER = 20
_MOST_OF_LEGEND = 20
_OF_MARKS = frozenset({"mark", "minutes_attended", "signature", "came_at"})


@dataclass
class Found:
    """What stands on a sheet: its tables; the id of its layout where it has none; rows that shall not be read.

    Without a table it may be a poll of days, or a list of something else, as the heading `other` tells.
    """

    regions: list[Region]
    layout_id: str | None = None
    is_poll: bool = False
    other: str | None = None
    is_note: bool = False
    """Whether all that is not in a table only calls off a session, and does not say plainly which."""
    ignored: set[int] = field(default_factory=set)


def find_tables(grid: Grid, file: SourceFile, words: Vocabulary, corrections: Corrections) -> Found:
    """Return the tables of a sheet, each with the id of its layout, corrected by what has been said about it."""
    regions = [
        replace(region, layout_id=layout_id(file, region.header.lasting_headings()))
        for region in _regions(grid, file, words)
    ]
    places = [(region.layout_id, region.grid, region.header.rows) for region in regions]
    own = None
    if not regions and (header := likely_header(grid)) is not None:
        own = layout_id(file, (grid.text(header, at) for at in grid.filled(header)))
        places = [(own, grid, (header,))]
    said = [_Said(one, layout, view, rows) for one, view, rows in places if (layout := corrections.of(one))]
    return _Rereading(grid, file, words, corrections, regions, own, said).found() if said else Found(regions, own)


def _regions(grid: Grid, file: SourceFile, words: Vocabulary) -> list[Region]:
    """Return the tables as they are recognised."""
    hints = [grid.sheet.name or "", PurePosixPath(file.path).stem]
    lines = [list(filter(None, grid.row(row))) for row in range(grid.height)] if grid.height <= _MOST_OF_LEGEND else []
    if is_legend([line for line in lines if line], words):
        return []
    grid = with_days_of_month(grid, words, hints)
    found = with_retold(find_regions(grid, words, hints), words) or names_below_days(grid, words, hints)
    if any(region.rows.data for region in found):
        found = with_called_off(found, grid, words)
    else:
        # Below the headings of a list may stand that nobody met.
        found = called_off(grid, words, hints) or found
    # The first of several cards may look like a form that one person filled in.
    if all(region.grid.is_turned and not region.sessions for region in found) and (cards := as_rows(grid, words)):
        of_cards = with_retold(find_regions(cards, words, hints), words)
        return max(found, of_cards, key=lambda regions: sum(len(region.rows.data) for region in regions))
    return found


@dataclass(frozen=True)
class _Said:
    """What has been said about a table that was recognised with its header in these rows of a view."""

    layout_id: str
    layout: Layout
    grid: Grid
    header_rows: tuple[int, ...]

    @property
    def named_rows(self) -> tuple[int, ...]:
        """The header rows as named by a person, from 0; none where nobody did, or the sheet ends above them."""
        rows = tuple(row - 1 for row in self.layout.header_rows)
        return rows if rows and rows[-1] < len(self.grid.sheet.rows) else ()

    @property
    def named_row(self) -> int | None:
        """The first of them."""
        return next(iter(self.named_rows), None)


class _Rereading:
    """A sheet on which something is corrected, with its cells as they are to be read."""

    def __init__(
        self,
        grid: Grid,
        file: SourceFile,
        words: Vocabulary,
        corrections: Corrections,
        before: list[Region],
        own: str | None,
        said: list[_Said],
    ) -> None:
        self.grid, self.file, self.words, self.corrections = grid, file, words, corrections
        self.before, self.own, self.said = before, own, said
        self.rows: list[list[Value]] = [list(row) for row in grid.sheet.rows]
        self.headings: dict[tuple[int, int], str] = {}
        self.result = Found([], own)

    def found(self) -> Found:
        """Return the tables of the sheet, read as it was said."""
        for one in self.said:
            self._put_headings(one)
        for region in self._regions():
            layout = self.corrections.of(region.layout_id)
            if layout is not None and layout.is_ignored:
                self.result.ignored |= region.data_rows | region.skipped_rows.keys()
            else:
                kind = self._kind_of(region, layout)
                self.result.regions.append(replace(region, kind=kind, header=self._as_written(region)))
        if self.own and self.said[0].layout.is_ignored:
            self.result.ignored |= set(range(self.grid.height))
        if any(map(_has_marks, self.before)) and not any(map(_has_marks, self.result.regions)):
            self._note_lost_marks()
        for one in self.said:
            if one.layout.header_rows:
                named = {*one.named_rows}
                fits = bool(named) and any(named <= _header_rows(region) for region in self.result.regions)
                (self.corrections.fitted if fits else self.corrections.missed).add(one.layout.keys[HEADER_ROW])
        return self.result

    def _note_lost_marks(self) -> None:
        """Note by which headings a list of attendance became something else, unless that was said as well."""
        for one in self.said:
            if one.layout.kind in (None, SourceKind.ATTENDANCE):
                self.corrections.losing |= {said.key for said in one.layout.columns.values() if said.heading}

    def _put_headings(self, one: _Said) -> None:
        """Put the corrected headings into the header; a column that shall not be read is emptied down to the next."""
        rows = one.named_rows or one.header_rows
        starts = [row for region in self.before for row in region.header.rows[:1]]
        end = min((row for row in starts if rows and row > rows[-1]), default=one.grid.height)
        for column, said in one.layout.columns.items():
            place = _place_of(column, one.grid, rows)
            if place is None:
                self.corrections.missed.add(said.key)
                continue
            self.corrections.fitted.add(said.key)
            row, at = place
            self.headings[one.grid.address(row, at)] = one.grid.text(row, at)
            if said.heading:
                self._empty_same(one.grid, row, at, said.heading)
                self._put(one.grid, row, at, said.heading)
            else:
                for below in range(rows[0], end):
                    self._put(one.grid, below, at, None)

    def _empty_same(self, grid: Grid, row: int, column: int, heading: str) -> None:
        """Take away the headings beside it that mean the same: the column a person named goes before them."""
        meant = self.words.field_of(heading)
        for at in grid.filled(row):
            if meant and at != column and self.words.field_of(grid.text(row, at)) == meant:
                self._put(grid, row, at, None)

    def _put(self, grid: Grid, row: int, column: int, value: Value) -> None:
        on_sheet, at = grid.address(row, column)
        cells = self.rows[on_sheet]
        cells.extend([None] * (at + 1 - len(cells)))
        cells[at] = value

    def _regions(self) -> list[Region]:
        """Return the tables; headers above the one that a person named are passed over."""
        found: list[Region] = []
        for _ in range(_MOST_PASSED_OVER):
            regions = _regions(Grid(self.grid.sheet, rows=self.rows).without_spacers(), self.file, self.words)
            found = [replace(region, layout_id=self._layout_of(region)) for region in regions]
            wrong = {row for region in found for row in self._passed_over(region)}
            if not wrong:
                break
            for row in wrong:
                self.rows[row] = []
        return found

    def _layout_of(self, region: Region) -> str:
        for one in self.said:
            if one.named_row in _header_rows(region):
                return one.layout_id
        cells = _header_cells(region)
        same = (other.layout_id for other in self.before if cells & _header_cells(other))
        return next(same, self.own or layout_id(self.file, region.header.lasting_headings()))

    def _passed_over(self, region: Region) -> set[int]:
        named = [one.named_row for one in self.said if one.layout_id == region.layout_id and one.named_row is not None]
        rows = _header_rows(region)
        return rows if any(row > max(rows, default=row) for row in named) else set()

    def _kind_of(self, region: Region, layout: Layout | None) -> SourceKind:
        """Return the kind as it was said; without a column for marks no list becomes an attendance list."""
        if layout is None or layout.kind is None:
            return region.kind
        fits = layout.kind is not SourceKind.ATTENDANCE or _has_marks(region)
        (self.corrections.fitted if fits else self.corrections.lacking).add(layout.keys["kind"])
        return layout.kind if fits else region.kind

    def _as_written(self, region: Region) -> Header:
        """Return the header with the headings as the sender wrote them."""
        headings = dict(region.header.headings)
        corrected: dict[int, str] = {}
        for at in {*headings, *region.columns.values(), *(session.column for session in region.sessions)}:
            for row in region.header.rows:
                if (place := region.grid.address(row, at)) in self.headings:
                    corrected[at] = region.grid.text(row, at)
                    headings[at] = self.headings[place]
        headings = {at: text for at, text in headings.items() if text}
        return replace(region.header, headings=headings, corrected=corrected)


def _has_marks(region: Region) -> bool:
    return bool(region.sessions or _OF_MARKS & region.columns.keys())


def _place_of(column: str, grid: Grid, rows: tuple[int, ...]) -> tuple[int, int] | None:
    """Return row and column of the heading that a key names; of the lowest row where it names one by its letter."""
    for at in range(max(map(grid.width, range(grid.height)), default=0)):
        texts = {row: grid.text(row, at) for row in rows if row < grid.height}
        letters = column_letters(grid.address(0, at)[1] + 1)
        if texts and not any(texts.values()) and letters == column:
            return rows[-1], at
        for row, text in texts.items():
            if text and column_key(text, letters) == column:
                return row, at
    return None


def _header_cells(region: Region) -> set[tuple[int, int]]:
    """Return the cells of a header on its sheet."""
    return {region.grid.address(row, at) for row in region.header.rows for at in region.header.headings}


def _header_rows(region: Region) -> set[int]:
    """Return the rows of a header on its sheet."""
    return {row for row, _ in _header_cells(region)} if not region.grid.is_turned else set()
