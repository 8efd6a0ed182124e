"""Notes that call off a session: `Termin 21.03.2018 entfällt` in a file, on a sheet, or between the lists of a sheet.

Out comes a plan of that one session, without a header. What a list says above its own people is left to `tidy`.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.codes import SourceKind
from pipeline.read import Value
from pipeline.recognise.cancelling import calls_off, names_session
from pipeline.recognise.days import day_within
from pipeline.recognise.grid import Grid, Place
from pipeline.recognise.headings import Header
from pipeline.recognise.region import Region, labels_of
from pipeline.recognise.rows import Rows
from pipeline.vocabulary import Vocabulary

# Who writes more tells of other things, too.
_MOST_ROWS = 8
_BETWEEN_NAMES = re.compile(r"_+")
_SAID_OF_SESSION = ("topic", "lecturer")


def called_off(grid: Grid, words: Vocabulary, hints: Sequence[str]) -> list[Region]:
    """Return the note that is all a sheet says; `hints` are the names of the sheet and of the file."""
    rows = [row for row in range(grid.height) if grid.has_value(row)]
    said = [row for row in rows if calls_off(_line(grid, row), words)] if len(rows) <= _MOST_ROWS else []
    if len(said) != 1:
        return []
    days = {day for row in rows if (day := _day(grid, row, words))} or {
        day for text in hints if (day := day_within(_BETWEEN_NAMES.sub(" ", text), words))
    }
    return [_note(grid, rows, said[0], days, words)]


def with_called_off(regions: list[Region], grid: Grid, words: Vocabulary) -> list[Region]:
    """Return the tables of a sheet and the notes that stand above, between and below them."""
    if any(region.grid.is_turned for region in regions):
        return regions
    headers = {region.grid.address(row, 0)[0]: region for region in regions for row in region.header.rows}
    used = headers.keys() | set().union(*(region.data_rows for region in regions))
    loose = [row for row in range(grid.height) if row not in used and grid.has_value(row)]
    notes: dict[int, Region] = {}
    of_notes: list[int] = []
    for rows in _blocks(grid, loose, words):
        after = min((row for row in used if row > rows[-1]), default=grid.height)
        following = [row for row in loose if rows[-1] < row < after]
        below = headers.get(after)
        if below and _is_of_one_day(below) and not any(_is_dated(grid, row, words) for row in following):
            # It stands above the list of the very day.
            continue
        days = {
            day for row in rows if (row == rows[-1] or _is_dated(grid, row, words)) and (day := _day(grid, row, words))
        }
        if days or names_session(_line(grid, rows[-1]), words):
            notes[rows[-1]] = _note(grid, rows, rows[-1], days, words)
            of_notes += rows
    return [*(_without(region, grid, of_notes) for region in regions), *notes.values()]


def _blocks(grid: Grid, loose: Iterable[int], words: Vocabulary) -> Iterator[list[int]]:
    """Yield the lines that belong to each line that calls something off: those above it, down from an empty row."""
    block: list[int] = []
    for row in loose:
        block = [*block, row] if block and block[-1] == row - 1 else [row]
        if calls_off(_line(grid, row), words):
            yield block
            block = []


def _is_of_one_day(region: Region) -> bool:
    return not region.sessions and "held_on" not in region.columns


def _is_dated(grid: Grid, row: int, words: Vocabulary) -> bool:
    """Whether a line says of which day the lines below it are: `Datum: | 05.10.2022`, or nothing but a day."""
    is_alone = len(grid.filled(row)) == 1 and ":" not in _line(grid, row)
    return (is_alone or _is_labelled(grid, row, words)) and _day(grid, row, words) is not None


def _is_labelled(grid: Grid, row: int, words: Vocabulary) -> bool:
    label, _, _ = _line(grid, row).partition(":")
    return words.field_of(label) == "held_on"


def _day(grid: Grid, row: int, words: Vocabulary) -> str | None:
    # "Datum: | 05.10.2022 | Thema: | Rückblick auf den 28.09."
    cells = grid.filled(row)[:2] if _is_labelled(grid, row, words) else grid.filled(row)
    return day_within("  ".join(grid.text(row, at) for at in cells), words)


def _line(grid: Grid, row: int) -> str:
    return "  ".join(filter(None, grid.row(row)))


def _note(grid: Grid, rows: Sequence[int], said: int, days: Collection[str], words: Vocabulary) -> Region:
    """Return the plan of one session: its day, where just one is named, what is said of it, and what calls it off."""
    told: dict[str, tuple[Value, Place]] = {"status": (words.cancelled[0], (said, grid.filled(said)[0]))}
    if len(days) == 1:
        (day,) = days
        dated = next((row for row in rows if _day(grid, row, words) == day), said)
        cell = next((at for at in grid.filled(dated) if day in grid.text(dated, at)), grid.filled(dated)[0])
        told["held_on"] = (day, (dated, cell))
    for row in rows:
        for label, text in zip(grid.filled(row), grid.filled(row)[1:], strict=False):
            field = words.field_of(grid.text(row, label)) if grid.text(row, label).endswith(":") else None
            if field in _SAID_OF_SESSION:
                told[field] = (grid.value(row, text), (row, text))
    # The session keeps the row of the sheet in which it is called off.
    view = grid.retold(
        [*([] for _ in range(said)), [value for value, _ in told.values()]],
        row_of=list(range(said + 1)),
        place_of={(said, at): cell for at, (_, cell) in enumerate(told.values())},
    )
    header = Header((), {field: at for at, field in enumerate(told)}, {}, ())
    return Region(SourceKind.PLAN, rows[0], header, Rows((said,), (), {}), view, tuple(grid.texts(rows)))


def _without(region: Region, grid: Grid, of_notes: Sequence[int]) -> Region:
    """Return a table without the notes above it: their day and their topic are not those of the table."""
    above = [row for row in of_notes if row in region.title_rows]
    if not above:
        return region
    notes = grid.between(above)
    titles = [*region.titles]
    for text in notes.texts(range(notes.height)):
        if text in titles:
            titles.remove(text)
    # `Thema: | Haltung` may be said of both.
    labels = [*region.labels]
    for label in labels_of(notes):
        if label in labels:
            labels.remove(label)
    return replace(region, first_row=max(above) + 1, titles=tuple(titles), labels=tuple(labels))
