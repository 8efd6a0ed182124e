"""Header rows: which row names the columns, and which columns are sessions."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.read import Value
from pipeline.recognise.columns import NAMES, columns_of, resolved
from pipeline.recognise.grid import Grid
from pipeline.values import looks_like_day
from pipeline.vocabulary import Vocabulary, sign

_OF_PLAN = frozenset({"topic", "lecturer", "starts_at", "organisation", "course_code", "number"})
_OF_ONE_SESSION = frozenset({"mark", "minutes_attended", "signature"})
# Meanings of marks that say whether somebody was there.
_RECORDED = frozenset({"present", "excused", "absent"})
_FEWEST_HEADINGS = 2
_FEWEST_PLAN_HEADINGS = 3


@dataclass(frozen=True)
class SessionColumn:
    """A column of marks: the day above it (the cell's value, unread), where that stands, and the topic."""

    column: int
    row: int | None
    day: Value
    topic: str | None = None


@dataclass(frozen=True)
class Header:
    """The header of one table: its rows, what its columns mean, what their headings say."""

    rows: tuple[int, ...]
    columns: Mapping[str, int]
    headings: Mapping[int, str]
    sessions: tuple[SessionColumn, ...]

    @property
    def last_column(self) -> int:
        """The last column that has a meaning."""
        return max([*self.columns.values(), *(session.column for session in self.sessions)])

    def lasting_headings(self) -> list[str]:
        """Return the headings that stay from list to list: all but those of the sessions."""
        sessions = {session.column for session in self.sessions}
        return [text for column, text in self.headings.items() if column not in sessions]


def find_headers(grid: Grid, words: Vocabulary) -> list[Header]:
    """Return every header of a sheet, from top to bottom."""
    headers: list[Header] = []
    for row in range(grid.height):
        columns = columns_of(grid, row, words)
        if headers and row <= headers[-1].rows[-1]:
            continue
        lowest = headers[-1].rows[-1] + 1 if headers else 0
        if NAMES & columns.keys():
            sessions, rows = _sessions(grid, row, columns, lowest, words)
            if len(columns) >= _FEWEST_HEADINGS or sessions:
                headers.append(_header(grid, row, rows, resolved(columns), sessions))
        elif "held_on" in columns and len(columns) >= _FEWEST_PLAN_HEADINGS and _OF_PLAN & columns.keys():
            headers.append(_header(grid, row, (row,), columns, ()))
    return headers


def _sessions(
    grid: Grid, row: int, columns: Mapping[str, int], lowest: int, words: Vocabulary
) -> tuple[tuple[SessionColumn, ...], tuple[int, ...]]:
    """Return the columns with a day above them, and the header rows they make with the row of headings.

    Days stand in the row of headings, or up to two rows above it, or in the row below it.
    """
    named = set(columns.values())
    first_name = min(columns[field] for field in NAMES & columns.keys())
    candidates = [at for at in (row, row - 1, row - 2, row + 1) if lowest <= at < grid.height]
    below_headings = [grid.text(row + 1, column) for column in named]
    if row + 1 in candidates and (grid.text(row + 1, first_name) or sum(map(bool, below_headings)) > 1):
        candidates.remove(row + 1)
    days = {
        at: [c for c in range(first_name + 1, grid.width(at)) if c not in named and looks_like_day(grid.value(at, c))]
        for at in candidates
    }
    for at in candidates:
        if at != row:
            days[at] = [column for column in days[at] if not _is_labelled(grid, at, column)]
            if len(days[at]) == 1 and not _is_lone_session(grid, at, days[at][0], row, columns):
                days[at] = []
    best = max(candidates, key=lambda at: len(days[at]), default=row)
    if not days.get(best):
        return (), (row,)
    people = [at for at in range(max(row, best) + 1, grid.height) if grid.text(at, first_name)]
    days[best] = sorted({*days[best], *_marked_alike(grid, best, people, days[best], columns, words)})
    rows = tuple(range(min(row, best), max(row, best) + 1))
    around = [at for at in (*rows, best - 1, best + 1) if at != best]
    topics = _topic_row(grid, [at for at in around if lowest <= at <= max(row, best)], days[best])
    if topics is not None:
        rows = tuple(range(min(*rows, topics), max(*rows, topics) + 1))
    sessions = tuple(
        SessionColumn(at, best, grid.value(best, at), grid.text(topics, at) or None if topics is not None else None)
        for at in days[best]
    )
    return sessions, rows


def _marked_alike(
    grid: Grid, heading_row: int, people: list[int], days: list[int], columns: Mapping[str, int], words: Vocabulary
) -> list[int]:
    """Return the columns whose heading is no day, but whose cells hold the marks of the columns with one (`KW 13`).

    Such a column stands between the days or has a number in its heading; `Zertifikat` to their right is no session.
    """
    marks = {sign(grid.text(row, column)) for row in people for column in days} - {""}
    known = marks | {mark for mark, meaning in words.marks.items() if meaning in _RECORDED}
    last = max((grid.width(row) for row in people), default=0)
    alike = []
    for column in set(range(min(days), last)) - set(columns.values()):
        own = {sign(grid.text(row, column)) for row in people} - {""}
        is_within = column < max(days) or any(letter.isdigit() for letter in grid.text(heading_row, column))
        if own & marks and own <= known and is_within:
            alike.append(column)
    return alike


def _is_labelled(grid: Grid, row: int, column: int) -> bool:
    """Whether a day is no heading but what a label says: `Datum: | 14.02.2017`."""
    return grid.text(row, column - 1).endswith(":") and not looks_like_day(grid.value(row, column + 1))


def _is_lone_session(grid: Grid, at: int, column: int, row: int, columns: Mapping[str, int]) -> bool:
    """Whether the only day of a row is above a column of marks."""
    has_marks = any(grid.text(below, column) for below in range(max(at, row) + 1, grid.height))
    return has_marks and not _OF_ONE_SESSION & columns.keys()


def _topic_row(grid: Grid, rows: list[int], columns: list[int]) -> int | None:
    """Return the row that has a text in most of the session columns, where one has it in at least half."""
    filled = {row: sum(bool(grid.text(row, column)) for column in columns) for row in rows}
    best = max(filled, key=lambda row: filled[row], default=None)
    return best if best is not None and filled[best] * 2 > len(columns) else None


def _header(
    grid: Grid, row: int, rows: tuple[int, ...], columns: Mapping[str, int], sessions: tuple[SessionColumn, ...]
) -> Header:
    headings = {column: grid.text(row, column) for column in grid.filled(row)}
    for session in sessions:
        if session.row is not None:
            headings[session.column] = grid.text(session.row, session.column)
    return Header(rows, columns, headings, sessions)
