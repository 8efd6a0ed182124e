"""Matrices with two rows for each person: `Fricke, Ute | Kommt | 17:30` and below it `Geht | 19:00`."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.read import Value
from pipeline.recognise.columns import NAMES
from pipeline.recognise.events import event_of
from pipeline.recognise.region import Region
from pipeline.values import clock
from pipeline.vocabulary import Vocabulary

_FEWEST_PEOPLE = 2
# A label is a heading, too: `von` above `bis`, `Beginn` above `Ende`.
_LABELS: dict[str | None, str] = {"came_at": "came", "starts_at": "came", "went_at": "went", "ends_at": "went"}


def with_stays_in_one_row(region: Region, words: Vocabulary) -> Region:
    """Return a matrix with `17:30–19:00` in the row of coming; the row of leaving is read with it. Others stay."""
    grid, rows = region.grid, region.rows
    days = [session.column for session in region.sessions]
    if not days or len(rows.data) < _FEWEST_PEOPLE:
        return region
    left = [at for at in grid.filled(rows.data[0]) if at < min(days)]
    labels = [at for at in left if _event(grid.text(rows.data[0], at), words) == "came"]
    came = [row for row in rows.data if labels and _event(grid.text(row, labels[0]), words) == "came"]
    if len(came) < _FEWEST_PEOPLE or not _are_pairs(region, came, labels[0], words):
        return region
    written: dict[tuple[int, int], Value] = {
        (row, day): _stay(grid.text(row, day), grid.text(row + 1, day))
        for row in came
        for day in days
        if grid.text(row + 1, day)
    }
    # A row of leaving with few times looks like a footer.
    skipped = {**rows.skipped, **{row + 1: "end_of_stay" for row in came}}
    return replace(
        region, grid=grid.written(written), rows=replace(rows, data=tuple(came), nameless=(), skipped=skipped)
    )


def _are_pairs(region: Region, came: Sequence[int], labels: int, words: Vocabulary) -> bool:
    """Whether below each row of coming is one of leaving, of the same person or of nobody, and there are no others."""
    grid = region.grid
    names = [region.columns[field] for field in sorted(NAMES & region.columns.keys())]
    for row in came:
        own = grid.cells([row + 1], names)
        is_same = not any(own) or own == grid.cells([row], names)
        if not is_same or _event(grid.text(row + 1, labels), words) != "went":
            return False
    return {*region.rows.data, *region.rows.nameless} <= {at for row in came for at in (row, row + 1)}


def _event(text: str, words: Vocabulary) -> str | None:
    return event_of(text, words) or _LABELS.get(words.field_of(text))


def _stay(came: str, went: str) -> str:
    """Return both times as one mark; a word for whoever was not there stands alone."""
    times = [clock(text).value is not None for text in (came, went)]
    if all(times):
        return f"{came}–{went}"
    return f"bis {went}" if times[1] and not came else came or went
