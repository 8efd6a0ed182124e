"""Where a sheet's tables stand: from one header to the next, or to the end of the sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.codes import SourceKind
from pipeline.recognise.columns import kind_of
from pipeline.recognise.grid import Grid
from pipeline.recognise.headers import Header, SessionColumn, find_headers
from pipeline.recognise.rows import Rows, classify_rows
from pipeline.vocabulary import Vocabulary


@dataclass(frozen=True)
class Region:
    """A table on a sheet: its header, its kind and the roles of its rows. Rows and columns count from 0."""

    kind: SourceKind
    first_row: int
    header: Header
    rows: Rows

    @property
    def columns(self) -> Mapping[str, int]:
        """Field -> column."""
        return self.header.columns

    @property
    def sessions(self) -> tuple[SessionColumn, ...]:
        """The columns of marks."""
        return self.header.sessions


def find_regions(grid: Grid, words: Vocabulary, path: str) -> list[Region]:
    """Return the tables of a sheet, from top to bottom."""
    headers = find_headers(grid, words)
    if not headers:
        return []
    ends = [header.rows[0] for header in headers[1:]] + [grid.height]
    regions: list[Region] = []
    first_row = 0
    for header, end in zip(headers, ends, strict=True):
        titles = grid.texts(range(first_row, header.rows[0]))
        hints = [*titles, grid.sheet.name or "", PurePosixPath(path).stem]
        rows = classify_rows(grid, header, range(header.rows[-1] + 1, end), words)
        kind = kind_of(header.columns, has_sessions=bool(header.sessions), hints=hints, words=words)
        regions.append(Region(kind, first_row, header, rows))
        first_row = max([header.rows[-1], *rows.data]) + 1
    return regions
