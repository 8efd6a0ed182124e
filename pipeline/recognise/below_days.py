"""Sheets with a column for each day and, below it, the names of those who came; or a row for each, turned."""

from collections.abc import Mapping, Sequence

from pipeline.codes import AttendanceStatus, SourceKind
from pipeline.recognise.grid import Grid, Place
from pipeline.recognise.headings import Header, days_of
from pipeline.recognise.region import Region
from pipeline.recognise.rows import Rows
from pipeline.recognise.several import Part, people_in
from pipeline.recognise.told import Told, view_of
from pipeline.vocabulary import Vocabulary

# Such sheets are made by hand, to be looked at.
_MOST_ROWS = 400
_LOWEST_HEADER = 15
_FEWEST_DAYS = 2


def names_below_days(grid: Grid, words: Vocabulary, hints: Sequence[str]) -> list[Region]:
    """Return the list of a sheet that names people below days, or beside them; none where it does not.

    A title, or the names of sheet and file (`hints`), must say that these people were there: a rota looks the same.
    """
    texts = [*hints, *grid.texts(range(min(grid.height, _LOWEST_HEADER)))] if grid.height <= _MOST_ROWS else []
    if not any(words.kind_of(text) == "attendance" or words.meaning_of(text) == "present" for text in texts):
        return []
    return _named(grid, words) or _named(grid.turned(), words)


def _named(grid: Grid, words: Vocabulary) -> list[Region]:
    for row in range(min(grid.height, _LOWEST_HEADER)):
        days = days_of(grid, row, range(grid.width(row)), row, words) if len(grid.filled(row)) >= _FEWEST_DAYS else []
        if len(days) < _FEWEST_DAYS:
            continue
        cells = ((at, day) for at in range(row + 1, grid.height) for day in days if grid.text(at, day))
        people = people_in({cell: grid.value(*cell) for cell in cells}, words)
        return [_region(grid, row, people, words)] if people else []
    return []


def _region(grid: Grid, row: int, people: Mapping[Place, list[Part]], words: Vocabulary) -> Region:
    """Return the view with a row for each name, below the days in `row`."""
    present = str(AttendanceStatus.PRESENT)
    told = [
        Told(at, ((grid.value(row, day), (row, day)), (part.text, (at, day)), (present, (at, day))))
        for (at, day), parts in people.items()
        for part in parts
    ]
    with_names = {grid.address(*cell)[0] for cell in people}
    whole = Grid(grid.sheet)
    others = [at for at in range(whole.height) if at not in with_names]
    skipped = (
        {} if grid.is_turned else {row: "header"} | {at: "footer" for at in others if at > row and whole.has_value(at)}
    )
    header = Header((row,), {}, {}, ())
    region = Region(SourceKind.ATTENDANCE, 0, header, Rows((), (), skipped), grid, tuple(whole.texts(others)))
    return view_of(region, told, fields=("held_on", "full_name", "mark"), kept={}, words=words)
