"""Polls of possible days: people, days, and answers like `if need be`. They say who could come, not who came."""

from collections.abc import Sequence

from pipeline.fold import fold
from pipeline.recognise.grid import Grid
from pipeline.recognise.headings import ROWS_ABOVE, days_of
from pipeline.recognise.people import holds_people
from pipeline.vocabulary import Vocabulary

_LOWEST_HEADER = 15
_MOST_ROWS = 1000


def holds_poll(grid: Grid, words: Vocabulary, hints: Sequence[str]) -> bool:
    """Whether a sheet without any list is a poll: called so, or with an answer of a poll, and with people and days.

    `hints` are the names of sheet and file.
    """
    if grid.height > _MOST_ROWS or not holds_people(grid, words):
        return False
    above = range(min(grid.height, _LOWEST_HEADER))
    texts = [*hints, grid.sheet.name or "", *(text for row in above for text in grid.row(row) if text)]
    is_called_so = any(words.kind_of(text) == "poll" for text in texts)
    answers = words.words["maybe"]
    is_answered = any(fold(text) in answers for row in range(grid.height) for text in grid.row(row))
    dated = (days_of(grid, row, range(1, grid.width(row)), max(0, row - ROWS_ABOVE), words) for row in above)
    return (is_called_so or is_answered) and any(len(days) > 1 for days in dated)
