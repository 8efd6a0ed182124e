"""A table on a sheet, as it is found: its header, its kind, the roles of its rows, and what stands above it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.codes import SourceKind
from pipeline.fold import fold
from pipeline.recognise.columns import NAMES
from pipeline.recognise.grid import Grid
from pipeline.recognise.headings import Header, SessionColumn
from pipeline.recognise.rows import Rows


@dataclass(frozen=True)
class Region:
    """A table on a sheet: its header, its kind and the roles of its rows. Rows and columns count from 0."""

    kind: SourceKind
    first_row: int
    header: Header
    rows: Rows
    grid: Grid
    titles: tuple[str, ...] = ()
    """What stands above the table, line by line."""
    labels: tuple[tuple[str, str], ...] = ()
    """What a label above the table says: `Kurs: | Frühjahr A` as (Kurs, Frühjahr A)."""
    layout_id: str = ""
    """What this layout is called in decisions: the same for every later list of its sender."""

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """Field -> column."""
        return self.header.columns

    @property
    def names(self) -> list[str]:
        """The names in the rows of people, as they are compared; a table without people has none."""
        columns = sorted(self.columns[field] for field in NAMES & self.columns.keys())
        rows = self.rows.data if columns else ()
        return [fold(" ".join(self.grid.cells([row], columns))) for row in rows]

    @property
    def sessions(self) -> tuple[SessionColumn, ...]:
        """The columns of marks."""
        return self.header.sessions

    @property
    def is_note(self) -> bool:
        """Whether it is no list but a line that calls off a session: a plan without a header."""
        return self.kind is SourceKind.PLAN and not self.header.rows

    @property
    def title_rows(self) -> range:
        """The rows above the header that belong to the table; none where the table goes on from another sheet."""
        return range(self.first_row, self.header.rows[0] if self.header.rows else self.first_row)

    @property
    def data_rows(self) -> set[int]:
        """The rows of the sheet that hold data: those of people, of a turned sheet those of sessions."""
        if self.grid.is_moved and not self.sessions:
            return {self.head_of(row)[0] for row in (*self.rows.data, *self.rows.nameless)}
        if self.grid.is_turned:
            return {session.column for session in self.sessions}
        return {*self.rows.data, *self.rows.nameless}

    @property
    def skipped_rows(self) -> Mapping[int, str]:
        """The rows of the sheet that belong to the table without holding data, and what they are."""
        if self.grid.is_turned:
            roles = {at: "totals" if field == "total" else "header" for field, at in self.columns.items()}
            return {at: role for at, role in roles.items() if at not in self.data_rows}
        if self.grid.is_moved:
            return {self.grid.address(row, 0)[0]: role for row, role in self.rows.skipped.items()}
        return self.rows.skipped

    def head_of(self, row: int) -> tuple[int, int]:
        """Return where the sheet names who a row is about: its first cell, of a turned sheet the top of its column."""
        fields = NAMES & self.columns.keys() or self.columns.keys()
        return self.grid.address(row, min(self.columns[field] for field in fields))


def labels_of(above: Grid) -> tuple[tuple[str, str], ...]:
    """Return what labels say: `Kurs: | IB-2017-1`, `Kurs: IB-2017-1`, or two cells alone in their row."""
    found: list[tuple[str, str]] = []
    for row in range(above.height):
        filled = above.filled(row)
        for at, column in enumerate(filled):
            label, colon, text = above.text(row, column).partition(":")
            following = above.text(row, filled[at + 1]) if at + 1 < len(filled) else ""
            if colon and (text or following):
                found.append((label.strip(), text.strip() or following))
            elif len(filled) == 2 and at == 0:
                found.append((label, following))
    return tuple(found)


def labels_in(lines: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return what labels say in lines of text: `Kurs: IB-2017-1`."""
    parts = (line.partition(":") for line in lines)
    return tuple((label.strip(), text.strip()) for label, colon, text in parts if colon and text.strip())
