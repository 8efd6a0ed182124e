"""The header of a matrix: the row of days is found, the rest of the header lies around it.

Topics above or below the days, the columns of one day, days without marks and marks without days, months above.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise, takewhile

from pipeline.recognise.cancelling import is_said_of_session
from pipeline.recognise.columns import NAMES, resolved
from pipeline.recognise.days import day_at, day_within, is_level, session_number, topic_within
from pipeline.recognise.grid import Grid
from pipeline.recognise.headings import FEWEST_OF_FORM, Header, SessionColumn, days_of, headings_of, people_below
from pipeline.recognise.marked import marked_alike
from pipeline.recognise.parts import parts_of_days
from pipeline.recognise.people import is_full_name
from pipeline.vocabulary import Vocabulary, sign


def matrix(
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
    people = people_below(grid, rows, first_name)
    parts = parts_of_days(grid, [at for at in rows if at > best], days, words)
    columns = {field: at for field, at in columns.items() if not parts.covers(at) and at not in days}
    if parts:
        days = [day for day in days if day in parts.columns]
    else:
        days = _without_strays(grid, people, days)
        alike = marked_alike(grid, best, people, days, set(columns.values()), words)
        days = sorted({*days, *alike})
    around = [at for at in (*rows, best - 1, rows[-1] + 1) if at != best and lowest <= at and at not in parts.rows]
    if lowest and best - 1 not in rows and _is_person(grid, best - 1, columns, words):
        # A table that begins right below the last person of the one above.
        around = [at for at in around if at != best - 1]
    topics = _topic_row(grid, around, days, last=rows[-1], names=columns, words=words)
    top = min(rows[0], topics if topics is not None else rows[0])
    while top - 1 >= lowest and _is_row_of_levels(grid, top - 1, days, words):
        top -= 1
    rows = tuple(range(top, max(rows[-1], topics if topics is not None else 0) + 1))
    dated = set(days_of(grid, best, range(min(days), grid.width(best)), rows[0], words))
    parted = _days_in_parts(grid, best, topics, sorted(dated), days)
    days = sorted({*days, *parted})
    # `Dauer (Min.) | 90 | 120` is no topic.
    told = topics if topics is not None and _has_letters(grid, topics, days) else None
    said = [topic_within(grid.text(best, at), words) if told is None else grid.text(told, at) for at in days]
    if told is None and len(set(said)) == 1 and len(days) > 1:
        # What is said of every session is no topic.
        said = [None] * len(days)
    sessions = tuple(
        SessionColumn(
            column=parts.columns.get(at, at),
            row=best,
            day=day_at(grid, best, parted.get(at, at), top=rows[0], words=words)
            or day_within(heading, words)
            or grid.value(best, at),
            topic=topic or None,
            went_column=parts.went.get(at),
            number=None if at in dated else session_number(heading, words),
        )
        for at, topic in zip(days, said, strict=True)
        for heading in [grid.text(best, at)]
    )
    headings = headings_of(grid, named, words) | {
        session.column: grid.text(best, at) for session, at in zip(sessions, days, strict=True)
    }
    return Header(rows, resolved(_within_table(columns, grid, people, sessions)), headings, sessions)


def _days_in_parts(grid: Grid, row: int, parts: int | None, dated: list[int], marked: list[int]) -> dict[int, int]:
    """Return the columns behind a day that have a part of it, `vorm. | nachm.`, each with the column of the day."""
    found: dict[int, int] = {}
    width = 0
    for day, following in pairwise([*dated, grid.width(row if parts is None else parts)]):
        # Behind the last day there may be totals: it has as many parts as another.
        behind = range(day + 1, following if day < dated[-1] else min(following, day + 1 + width))
        own = list(takewhile(lambda at: not grid.text(row, at), behind))
        texts = [] if parts is None else [grid.text(parts, at) for at in (day, *own)]
        if texts and all(texts) and len(set(texts)) == len(texts) and (day == dated[-1] or {*own} <= {*marked}):
            found |= dict.fromkeys(own, day)
            width = max(width, len(own))
    return found


def _without_strays(grid: Grid, people: list[int], days: list[int]) -> list[int]:
    """Leave out a last day apart from the others and without marks: the day of printing, a list of reasons."""
    if len(days) < FEWEST_OF_FORM or days[-1] - days[-2] < 2 or days[-1] - days[-2] == days[-2] - days[-3]:
        return days
    marked = [any(grid.text(row, day) for row in people) for day in days]
    return days[:-1] if any(marked) and not marked[-1] else days


def _topic_row(
    grid: Grid,
    rows: list[int],
    days: list[int],
    *,
    last: int,
    names: Mapping[str, int],
    words: Vocabulary,
) -> int | None:
    """Return the row that has a text in most of the session columns, where one has it in at least half."""
    filled: dict[int, int] = {}
    for row in rows:
        texts = grid.along(row, days)
        is_people = row > last and bool(grid.along(row, [at for field, at in names.items() if field in NAMES]))
        if len(texts) * 2 <= len(days) or is_people:
            continue
        has_marks = any(sign(text) in words.marks or not any(map(str.isalpha, text)) for text in texts)
        if has_marks and _is_person(grid, row, names, words):
            # Above headings that a page break repeats stands the last person of the page.
            continue
        is_other = row > last and has_marks
        # Right below the days, too, the weekdays may stand.
        is_levels = all(is_level(grid.value(row, c), grid.text(row, c), words) for c in days if grid.text(row, c))
        if not (is_other or is_levels or all(is_said_of_session(text, words) for text in texts)):
            filled[row] = len(texts)
    return max(filled, key=lambda row: (filled[row], _has_letters(grid, row, days)), default=None)


def _is_person(grid: Grid, row: int, columns: Mapping[str, int], words: Vocabulary) -> bool:
    """Whether somebody's name stands in the columns of names: in both of its parts, or as a whole."""
    if {"family_name", "given_name"} <= columns.keys():
        parts = [grid.text(row, columns[field]) for field in ("family_name", "given_name")]
        return all(parts) and not any(map(words.field_of, parts))
    # `Name` alone may still stand for the whole of it.
    whole = [columns[field] for field in ("full_name", "family_name") if field in columns]
    return any(is_full_name(grid.text(row, at), words) for at in whole)


def _has_letters(grid: Grid, row: int, columns: Iterable[int]) -> bool:
    # Above the first and below the last row of a sheet there is none.
    return any(map(str.isalpha, "".join(grid.along(row, columns))))


def _is_row_of_levels(grid: Grid, row: int, days: list[int], words: Vocabulary) -> bool:
    # Behind the days there may be other headings: totals, a key.
    filled = [at for at in grid.filled(row) if min(days) <= at <= max(days)]
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
