"""Header rows: which rows name the columns, and which columns are sessions.

A header has one to four rows: headings, days, topics, groups of headings, the columns of one day (`Kommt | Geht`).
Where no heading says what holds the names, what stands below tells it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.read import Value
from pipeline.recognise.columns import NAMES, columns_of, resolved
from pipeline.recognise.days import (
    counted,
    day_at,
    day_within,
    is_level,
    is_run_of_serials,
    is_serial,
    is_session_name,
    session_number,
    topic_within,
)
from pipeline.recognise.grid import Grid
from pipeline.recognise.marked import holds_marks, marked_alike, says_who_was_missing
from pipeline.recognise.parts import parts_of_days
from pipeline.recognise.people import name_columns
from pipeline.recognise.plans import plan_columns
from pipeline.values import looks_like_day
from pipeline.vocabulary import Vocabulary, sign

_ANCHORS = NAMES | {"held_on"}
_OF_SESSIONS = frozenset({"held_on", "topic", "number", "lecturer", "organisation"})
_OF_ONE_SESSION = frozenset({"mark", "minutes_attended", "signature", "came_at", "went_at"})
_FEWEST_HEADINGS = 2
_FEWEST_UNNAMED_DAYS = 2
_ROWS_ABOVE = 2
_ROWS_BELOW = 2
_FEWEST_OF_FORM = 3


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

    @cached_property
    def last_column(self) -> int:
        """The last column that has a meaning."""
        return max([*self.columns.values(), *(session.column for session in self.sessions)])

    def lasting_headings(self) -> list[str]:
        """Return the headings that stay from list to list: all but those of the sessions."""
        sessions = {session.column for session in self.sessions}
        return [text for column, text in self.headings.items() if column not in sessions]


def find_headers(grid: Grid, words: Vocabulary, *, hints: Sequence[str] = ()) -> list[Header]:
    """Return every header of a sheet, from top to bottom. `hints` are the names of the sheet and of the file."""
    headers: list[Header] = []
    row = 0
    while row < grid.height:
        lowest = headers[-1].rows[-1] + 1 if headers else 0
        header = _header_at(grid, row, lowest, words, hints)
        if header:
            headers.append(header)
        row = header.rows[-1] + 1 if header else row + 1
    return headers


def _header_at(grid: Grid, row: int, lowest: int, words: Vocabulary, hints: Sequence[str]) -> Header | None:
    fields = {words.field_of(text) for text in grid.row(row) if text}
    columns = columns_of(grid, row, words) if fields & _ANCHORS else {}
    if NAMES & columns.keys():
        found = _with_names(grid, row, lowest, words, hints)
        return found if len(found.columns) >= _FEWEST_HEADINGS or found.sessions else None
    if plan := plan_columns(grid, row, columns, words):
        return Header((row,), plan, _headings(grid, (row,)), ())
    # Most rows are people's: only one with several days or numbers can be a header without a word.
    digits = sum(any(map(str.isdigit, text)) for text in grid.row(row))
    return _without_names(grid, row, lowest, words) if digits >= _FEWEST_UNNAMED_DAYS else None


def _with_names(grid: Grid, row: int, lowest: int, words: Vocabulary, hints: Sequence[str]) -> Header:
    """Return the header around a row that says where the names stand."""
    below = _rows_below(grid, row, words)
    own = columns_of(grid, row, words)
    columns = _joined(grid, (row, *below), words)
    first_name = min(columns[field] for field in NAMES & columns.keys())
    top = max(lowest, row - _ROWS_ABOVE)
    days = {
        at: _days_of(grid, at, range(first_name + 1, grid.width(at)), max(lowest, at - _ROWS_ABOVE - 1), words)
        for at in (row, *range(row - 1, top - 1, -1), *below)
    }
    for at, found in days.items():
        if at != row:
            found = [column for column in found if not _is_labelled(grid, at, column)]
        if at < row and len(found) > 1 and _is_one_pair(grid, row, words):
            # `Join Time | Leave Time` below the beginning and the end of the whole meeting.
            found = []
        # Below several days even "Sprache lernen" is a topic; below a single one, "E-Mail" is a column of its own.
        taken = {column for field, column in own.items() if len(found) < 2 or field in NAMES}
        days[at] = [column for column in found if column not in taken]
        if at != row and len(found) == 1 and not _is_lone_session(grid, at, found[0], row, columns):
            days[at] = []
    best = max(days, key=lambda at: len(days[at]))
    if not days[best]:
        return _undated(grid, (row, *below), columns, words, hints)
    return _matrix(grid, best, days[best], (row, *below), lowest, columns, words)


def _matrix(
    grid: Grid,
    best: int,
    days: list[int],
    named: tuple[int, ...],
    lowest: int,
    columns: dict[str, int],
    words: Vocabulary,
) -> Header:
    """Return the header of a matrix: `named` are the rows of headings, `best` is the row of `days`."""
    rows = tuple(range(min(*named, best), max(*named, best) + 1))
    first_name = min(columns[field] for field in NAMES & columns.keys())
    people = [at for at in range(rows[-1] + 1, grid.height) if grid.text(at, first_name)]
    parts = parts_of_days(grid, [at for at in rows if at > best], days, words)
    columns = {field: at for field, at in columns.items() if not parts.covers(at) and at not in days}
    if parts:
        days = [day for day in days if day in parts.columns]
    else:
        days = _without_strays(grid, people, days)
        alike = marked_alike(grid, best, people, days, set(columns.values()), words)
        days = sorted({*days, *alike})
    around = [at for at in (*rows, best - 1, rows[-1] + 1) if at != best and lowest <= at and at not in parts.rows]
    topics = _topic_row(grid, around, days, best=best, last=rows[-1], names=columns, words=words)
    top = min(rows[0], topics if topics is not None else rows[0])
    while top - 1 >= lowest and _is_row_of_levels(grid, top - 1, min(days), words):
        top -= 1
    rows = tuple(range(top, max(rows[-1], topics if topics is not None else 0) + 1))
    dated = set(_days_of(grid, best, range(min(days), grid.width(best)), rows[0], words))
    sessions = tuple(
        SessionColumn(
            column=parts.columns.get(at, at),
            row=best,
            day=day_at(grid, best, at, top=rows[0], words=words) or day_within(heading) or grid.value(best, at),
            topic=(grid.text(topics, at) if topics is not None else topic_within(heading, words)) or None,
            went_column=parts.went.get(at),
            number=None if at in dated else session_number(heading, words),
        )
        for at in days
        for heading in [grid.text(best, at)]
    )
    headings = _headings(grid, named) | {
        session.column: grid.text(best, at) for session, at in zip(sessions, days, strict=True)
    }
    return Header(rows, resolved(_within_table(columns, grid, people, sessions)), headings, sessions)


def _undated(
    grid: Grid, named: tuple[int, ...], columns: dict[str, int], words: Vocabulary, hints: Sequence[str]
) -> Header:
    """Return a header without days: of a list, or of a matrix whose sessions have numbers or weekdays."""
    header = Header(named, resolved(dict(columns)), _headings(grid, named), ())
    first_name = min(columns[field] for field in NAMES & columns.keys())
    people = [at for at in range(named[-1] + 1, grid.height) if grid.text(at, first_name)]
    titles = [*hints, *grid.texts(range(max(0, named[0] - _FEWEST_OF_FORM), named[0]))]
    is_hinted = any(words.kind_of(text) == "attendance" for text in titles)
    free = [at for at in grid.filled(named[0]) if at > first_name and at not in columns.values()]
    headings = [(at, grid.text(named[0], at)) for at in free]
    chosen = [at for at, text in headings if is_session_name(text, words)]
    if not chosen or not (is_hinted or holds_marks(grid, people, chosen, words)):
        chosen = counted(headings, any_word=is_hinted)
        if chosen and not holds_marks(grid, people, chosen, words):
            chosen = []
    if not chosen:
        weekdays = [at for at, text in headings if sign(text) in words.weekdays]
        is_attendance = is_hinted or says_who_was_missing(grid, people, weekdays, words)
        chosen = weekdays if is_attendance and holds_marks(grid, people, weekdays, words) else []
    sessions = tuple(
        SessionColumn(at, named[0], grid.value(named[0], at), number=session_number(text, words))
        for at, text in headings
        if at in chosen
    )
    return replace(header, sessions=sessions)


def _without_names(grid: Grid, row: int, lowest: int, words: Vocabulary) -> Header | None:
    """Return the header of a matrix whose column of names has no heading, or one that nobody knows."""
    days = _days_of(grid, row, range(1, grid.width(row)), max(lowest, row - _ROWS_ABOVE - 1), words)
    is_dated = bool(days)
    days = days or _numbered(grid, row, words)
    following = range(row + 1, min(grid.height, row + 2 + _ROWS_BELOW))
    if len(days) < _FEWEST_UNNAMED_DAYS or any(NAMES & columns_of(grid, at, words).keys() for at in following):
        return None
    if not is_dated and any(
        len(_days_of(grid, at, range(min(days), grid.width(at)), row, words)) > 1 for at in following
    ):
        return None
    columns = {field: at for field, at in columns_of(grid, row, words).items() if at not in days}
    known = {at for field, at in columns.items() if field not in _OF_SESSIONS}
    left = [at for at in range(min(days)) if at not in known]
    labels = {at for at in following if _is_label(grid, at, left, words)}
    last = row
    while last + 1 in labels:
        last += 1
    people = [at for at in range(last + 1, grid.height) if grid.filled(at)]
    marked = [at for at in people if any(grid.text(at, day) for day in days)]
    names = name_columns(grid, marked or people, left, words)
    if not names or any(grid.text(row, at) and _is_name_above(grid, row, at, words) for at in names.values()):
        return None
    is_form = is_dated and not marked and len(people) >= _FEWEST_OF_FORM
    if not (is_form or holds_marks(grid, marked, days, words)):
        return None
    fields = {field: at for field, at in columns.items() if at not in names.values()}
    found = _matrix(grid, row, days, tuple(range(row, last + 1)), lowest, {**fields, **names}, words)
    return replace(found, is_named=False)


def _is_label(grid: Grid, row: int, left: Iterable[int], words: Vocabulary) -> bool:
    """Whether a row below the days says more of the sessions: `Thema | Asyl | Arbeit`, or topics without a label."""
    labels = [text for at in left if (text := grid.text(row, at))]
    return bool(grid.filled(row)) and all(words.field_of(text) not in (None, *NAMES) for text in labels)


def _is_name_above(grid: Grid, row: int, column: int, words: Vocabulary) -> bool:
    """Whether the row of days is itself one of the people: `Fricke | 14.02.2017 | 21.02.2017` below other people."""
    return row > 0 and bool(grid.text(row - 1, column)) and words.field_of(grid.text(row, column)) is None


def _days_of(grid: Grid, row: int, columns: range, top: int, words: Vocabulary) -> list[int]:
    """Return the columns with a day in a row; a day within a longer heading, or a bare serial, is not alone."""
    filled = [at for at in columns if grid.text(row, at)]
    days = [at for at in filled if day_at(grid, row, at, top=top, words=words) is not None]
    if len(days) < len(filled):
        others = [at for at in filled if at not in days]
        within = [at for at in others if day_within(grid.text(row, at))]
        serials = [at for at in others if is_serial(grid.value(row, at))]
        days += within if len(days) + len(within) > 1 else []
        days += serials if is_run_of_serials([grid.value(row, at) for at in serials]) else []
    return sorted(days)


def _numbered(grid: Grid, row: int, words: Vocabulary) -> list[int]:
    """Return the columns of a row whose headings number the sessions: `UE 1 | UE 2`, `C1 | C2`."""
    headings = [(at, grid.text(row, at)) for at in grid.filled(row) if at > 0]
    named = [at for at, text in headings if is_session_name(text, words)]
    return named if len(named) > 1 else counted(headings, any_word=False)


def _rows_below(grid: Grid, row: int, words: Vocabulary) -> tuple[int, ...]:
    """Return the rows below the headings that belong to the header: fields below a group, days, parts of a day."""
    names = [at for field, at in columns_of(grid, row, words).items() if field in NAMES]
    rows: list[int] = []
    for at in range(row + 1, min(grid.height, row + 1 + _ROWS_BELOW)):
        filled = grid.filled(at)
        below = [words.field_of(grid.text(at, column)) for column in names if grid.text(at, column)]
        if not filled or any(field not in NAMES for field in below):
            break
        if not below and not _is_row_of_headings(grid, at, filled, words):
            break
        rows.append(at)
    return tuple(rows)


def _is_row_of_headings(grid: Grid, row: int, filled: list[int], words: Vocabulary) -> bool:
    texts = [grid.text(row, column) for column in filled]
    fields = [text for text in texts if words.field_of(text) and sign(text) not in words.marks]
    days = sum(day_at(grid, row, at, top=row - _ROWS_ABOVE, words=words) is not None for at in filled)
    # "x | Bemerkung | x | Bemerkung": what repeats belongs to what is a heading.
    repeated = sum(texts.count(text) > 1 and text not in fields for text in texts) if fields else 0
    levels = sum(is_level(grid.value(row, at), grid.text(row, at), words) for at in filled)
    alike = len(fields) + days + repeated + levels
    return alike == len(filled) or (alike > 1 and alike * 2 > len(filled))


def _joined(grid: Grid, rows: Sequence[int], words: Vocabulary) -> dict[str, int]:
    """Return field -> column for headings in several rows; what stands lower says it more closely."""
    if len(rows) == 1:
        return columns_of(grid, rows[0], words)
    meaning: dict[int, str] = {}
    for row in rows:
        for column in grid.filled(row):
            text = grid.text(row, column)
            if isinstance(grid.value(row, column), str) and not text.endswith(":") and (found := words.field_of(text)):
                meaning[column] = found
    columns: dict[str, int] = {}
    for column in sorted(meaning):
        columns.setdefault(meaning[column], column)
    return columns


def _is_one_pair(grid: Grid, row: int, words: Vocabulary) -> bool:
    """Whether a row of headings has one column for coming and one for leaving, and so is about one session."""
    fields = [words.field_of(grid.text(row, column)) for column in grid.filled(row)]
    return fields.count("came_at") == fields.count("went_at") == 1


def _is_labelled(grid: Grid, row: int, column: int) -> bool:
    """Whether a day is no heading but what a label says: `Datum: | 14.02.2017`."""
    return grid.text(row, column - 1).endswith(":") and not looks_like_day(grid.value(row, column + 1))


def _is_lone_session(grid: Grid, at: int, column: int, row: int, columns: Collection[str]) -> bool:
    """Whether the only day of a row is above a column of marks."""
    has_marks = any(grid.text(below, column) for below in range(max(at, row) + 1, grid.height))
    return has_marks and not _OF_ONE_SESSION & set(columns)


def _without_strays(grid: Grid, people: list[int], days: list[int]) -> list[int]:
    """Leave out a last day apart from the others and without marks: the day of printing, a list of reasons."""
    if len(days) < _FEWEST_OF_FORM or days[-1] - days[-2] < 2 or days[-1] - days[-2] == days[-2] - days[-3]:
        return days
    marked = [any(grid.text(row, day) for row in people) for day in days]
    return days[:-1] if any(marked) and not marked[-1] else days


def _topic_row(
    grid: Grid,
    rows: list[int],
    days: list[int],
    *,
    best: int,
    last: int,
    names: Mapping[str, int],
    words: Vocabulary,
) -> int | None:
    """Return the row that has a text in most of the session columns, where one has it in at least half."""
    filled = dict.fromkeys(rows, 0)
    for row in rows:
        texts = [grid.text(row, column) for column in days if grid.text(row, column)]
        is_people = row > last and any(grid.text(row, at) for field, at in names.items() if field in NAMES)
        is_other = row > last and any(sign(text) in words.marks or not any(map(str.isalpha, text)) for text in texts)
        is_levels = row < best and all(
            is_level(grid.value(row, c), grid.text(row, c), words) for c in days if grid.text(row, c)
        )
        filled[row] = 0 if is_people or is_other or is_levels else len(texts)
    chosen = max(filled, key=lambda row: filled[row], default=None)
    return chosen if chosen is not None and filled[chosen] * 2 > len(days) else None


def _is_row_of_levels(grid: Grid, row: int, first: int, words: Vocabulary) -> bool:
    filled = [at for at in grid.filled(row) if at >= first]
    return bool(filled) and all(is_level(grid.value(row, at), grid.text(row, at), words) for at in filled)


def _within_table(
    columns: dict[str, int], grid: Grid, people: list[int], sessions: tuple[SessionColumn, ...]
) -> dict[str, int]:
    """Leave out what stands beside the matrix behind an empty column: a plan, reasons with days of their own."""
    last = max(session.went_column or session.column for session in sessions)
    right = max(columns.values(), default=0)
    gap = next((at for at in range(last + 1, right) if not any(grid.text(row, at) for row in people)), None)
    beside = {"held_on", "starts_at", "ends_at", "topic", "lecturer", "number", "duration", "organisation"}
    return {field: at for field, at in columns.items() if gap is None or at < gap or field not in beside}


def _headings(grid: Grid, rows: Iterable[int]) -> dict[int, str]:
    """Return column -> heading, the lower of two."""
    return {column: grid.text(row, column) for row in rows for column in grid.filled(row)}
