"""A table retold: a view with a row for each of the things that the rows of a table name, every cell at its place."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from pipeline.codes import AttendanceStatus, SourceKind
from pipeline.read import Value
from pipeline.recognise.grid import Place
from pipeline.recognise.headings import Header
from pipeline.recognise.people import is_full_name
from pipeline.recognise.region import Region
from pipeline.recognise.rows import Rows
from pipeline.recognise.several import Part
from pipeline.vocabulary import Vocabulary


class Told(NamedTuple):
    """One of the things that the cells of a row name: in each column of the view a value, and the cell that says it."""

    row: int
    cells: tuple[tuple[Value, Place], ...]

    @property
    def column(self) -> int:
        """The column of the cell that names it."""
        return self.cells[0][1][1]


def told_of(part: Part, cell: Place, status: AttendanceStatus) -> Told:
    """Return what a part of a cell tells: a person or a day, and the mark; what stands in brackets belongs to it."""
    mark = f"{status} ({part.note})" if part.note else str(status)
    return Told(cell[0], ((part.text, cell), (mark, cell)))


def view_of(
    region: Region, told: Iterable[Told], *, fields: tuple[str, ...], kept: Mapping[str, int], words: Vocabulary
) -> Region:
    """Return a table with a row for each thing told: what its row says in the columns `kept`, then `fields`."""
    grid, last = region.grid, region.header.rows[-1]
    rows_told = sorted(told, key=lambda one: one.row)
    above = range(last + 1)
    below = sorted(row for row in (*region.rows.skipped, *region.rows.nameless) if row > last)
    data = range(len(above), len(above) + len(rows_told))
    row_of = [*above, *(one.row for one in rows_told), *below]
    width = max(map(grid.width, range(grid.height)))
    rows = [[grid.value(row, column) for column in range(width)] for row in row_of]
    columns = sorted({one.column for one in rows_told})
    heading = " / ".join(dict.fromkeys(text for at in columns if (text := region.header.headings.get(at))))
    rows[last].append(heading)
    place_of = {(row, width + at): (row, columns[0]) for row in above for at in range(len(fields))}
    for row, one in zip(data, rows_told, strict=True):
        rows[row] += [value for value, _ in one.cells]
        place_of |= {(row, width + at): cell for at, (_, cell) in enumerate(one.cells)}
    later = {row: at for at, row in enumerate(below, start=data.stop)}
    nameless = {later[row] for row in region.rows.nameless}
    if "full_name" in fields:
        at_name = width + fields.index("full_name")
        nameless |= {row for row in data if not is_full_name(str(rows[row][at_name]), words)}
    of_fields = {name: width + at for at, name in enumerate(fields)}
    headings = {at: text for at, text in region.header.headings.items() if at in {*kept.values()}}
    headings |= {width: heading} if heading else {}
    return replace(
        region,
        kind=SourceKind.ATTENDANCE,
        header=Header(region.header.rows, {**kept, **of_fields}, headings, ()),
        rows=Rows(
            tuple(row for row in data if row not in nameless),
            tuple(sorted(nameless)),
            {later.get(row, row): role for row, role in region.rows.skipped.items()},
        ),
        grid=grid.retold(rows, row_of=row_of, place_of=place_of),
    )
