"""Notes that call off a session: one line or two, `Termin entfällt`, with a day in them or in the file's name."""

import re
from collections.abc import Sequence

from pipeline.codes import SourceKind
from pipeline.fold import fold
from pipeline.recognise.days import day_within
from pipeline.recognise.grid import Grid
from pipeline.recognise.headings import Header
from pipeline.recognise.layout import Region
from pipeline.recognise.rows import Rows
from pipeline.vocabulary import Vocabulary

# Who writes more tells of other things, too.
_MOST_ROWS = 4
_LONGEST_LINE = 120
_BETWEEN_NAMES = re.compile(r"_+")


def called_off(grid: Grid, words: Vocabulary, hints: Sequence[str]) -> list[Region]:
    """Return a plan of the one session that a note calls off; none where it does not say so, or not of which day.

    `hints` are the names of the sheet and of the file.
    """
    rows = [row for row in range(grid.height) if grid.has_value(row)] if grid.height <= _MOST_ROWS else []
    lines = grid.texts(rows)
    said = {row: word for row, line in zip(rows, lines, strict=True) if (word := _word_of(line, words))}
    days = _days(lines, words) or _days(hints, words)
    if len(said) != 1 or len(days) != 1:
        return []
    ((row, word),) = said.items()
    width = grid.width(row)
    told = [[*(grid.value(at, column) for column in range(grid.width(at))), *[None] * 2] for at in range(grid.height)]
    told[row][width:] = [days.pop(), word]
    view = grid.retold(
        told, row_of=list(range(grid.height)), place_of={(row, width): (row, 0), (row, width + 1): (row, 0)}
    )
    header = Header((), {"held_on": width, "topic": width + 1}, {}, ())
    others = {at: "title" for at in rows if at != row}
    return [Region(SourceKind.PLAN, 0, header, Rows((row,), (), others), view, tuple(lines))]


def _word_of(line: str, words: Vocabulary) -> str | None:
    """Return the word of a line that calls something off."""
    folded = f" {fold(line)} " if len(line) <= _LONGEST_LINE else ""
    # "Falls es regnet, entfällt der Termin am 26.03."
    if words.holds("conditions", line):
        return None
    return next((word for word, means in words.marks.items() if means == "cancelled" and f" {word} " in folded), None)


def _days(texts: Sequence[str], words: Vocabulary) -> set[str]:
    return {day for text in texts if (day := day_within(_BETWEEN_NAMES.sub(" ", text), words))}
