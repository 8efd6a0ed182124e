"""The header of a table, and which cells of a row are days."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.fold import fold
from pipeline.read import Value
from pipeline.recognise.days import day_at, day_within, days_of_groups, is_run_of_serials, is_serial
from pipeline.recognise.grid import Grid
from pipeline.vocabulary import Vocabulary

ROWS_ABOVE = 2
ROWS_BELOW = 2
FEWEST_OF_FORM = 3


@dataclass(frozen=True)
class SessionColumn:
    """A column of marks: the day above it (the cell's value, unread), where that stands, and the topic.

    `went_column` is the column in which each person's leaving stands, where `column` holds the coming.
    """

    column: int
    row: int | None
    day: Value
    topic: str | None = None
    went_column: int | None = None
    number: int | None = None
    """The number by which a heading without a day calls the session."""


@dataclass(frozen=True)
class Header:
    """The header of one table: its rows, what its columns mean, what their headings say."""

    rows: tuple[int, ...]
    columns: Mapping[str, int]
    headings: Mapping[int, str]
    sessions: tuple[SessionColumn, ...]
    is_named: bool = True
    """Whether headings say which columns hold the names, rather than what stands in them."""
    corrected: Mapping[int, str] = field(default_factory=dict)
    """Column -> the heading that a person put in place of the sender's."""

    @cached_property
    def last_column(self) -> int:
        """The last column that has a meaning."""
        return max([*self.columns.values(), *(session.column for session in self.sessions)])

    def lasting_headings(self) -> list[str]:
        """Return the headings that stay from list to list: all but those of the sessions."""
        sessions = {session.column for session in self.sessions}
        return [text for column, text in self.headings.items() if column not in sessions]


def days_of(grid: Grid, row: int, columns: range, top: int, words: Vocabulary) -> list[int]:
    """Return the columns with a day in a row; a day within a longer heading, or a bare serial, is not alone."""
    numbered = [at for at in grid.numbered(row) if at in columns]
    days = [at for at in numbered if day_at(grid, row, at, top=top, words=words) is not None]
    if len(days) < len(numbered):
        others = sorted({*numbered} - {*days})
        within = [at for at in others if day_within(grid.text(row, at), words) or days_of_groups(grid.text(row, at))]
        serials = [at for at in others if is_serial(grid.value(row, at))]
        days += within if len(days) + len(within) > 1 else []
        days += serials if is_run_of_serials([grid.value(row, at) for at in serials]) else []
    return sorted(days)


def headings_of(grid: Grid, rows: Iterable[int], words: Vocabulary) -> dict[int, str]:
    """Return column -> heading, the lower of two."""
    found: dict[int, str] = {}
    for row in rows:
        for column, text in enumerate(grid.row(row)):
            if text and (column not in found or not is_answer_label(text, words)):
                found[column] = text
    return found


def is_answer_label(text: str, words: Vocabulary) -> bool:
    """Whether a form's program says below a question only what kind of answer it asks for: `Open-Ended Response`."""
    return fold(text) in words.words["answer_labels"]


def people_below(grid: Grid, rows: Sequence[int], column: int) -> list[int]:
    """Return the rows below a header with a text in the column of names, up to where its heading comes again."""
    headings = {grid.text(row, column) for row in rows} - {""}
    people: list[int] = []
    below = range(rows[-1] + 1, grid.height)
    for at, text in zip(below, grid.cells(below, [column]), strict=True):
        if text in headings:
            break
        if text:
            people.append(at)
    return people
