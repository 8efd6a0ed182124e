"""Columns whose cells say more than their heading: course codes below `TAGS`, days of sign-ups below `Datum`."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.fold import fold
from pipeline.recognise.columns import NAMES
from pipeline.recognise.grid import Grid
from pipeline.recognise.headings import Header
from pipeline.recognise.naming import code_after_label, code_in
from pipeline.values import looks_like_day
from pipeline.vocabulary import Vocabulary

_SHARE_OF_CODES = 0.8
# Beside these a day is that of a course.
_WITH_DAYS_OF_THEIR_OWN = frozenset({"signed_up_on", "topic", "lecturer", "starts_at", "mark"})
_FEWEST_ROWS = 2
_ROWS_LOOKED_AT = 200


def with_course_column(grid: Grid, header: Header, rows: Sequence[int], said: Iterable[str]) -> Header:
    """Return the header with the one unknown column whose cells name courses, where nothing else names one.

    `said` is what title, sheet and file are called.
    """
    is_list = bool(NAMES & header.columns.keys()) and not header.sessions and "course_code" not in header.columns
    if not is_list or len(rows) < _FEWEST_ROWS or any(code_in(text) or code_after_label(text) for text in said):
        return header
    known = set(header.columns.values())
    looked_at = rows[:_ROWS_LOOKED_AT]
    coded = [at for at in header.headings if at not in known and _holds_codes(grid, looked_at, at)]
    return replace(header, columns={**header.columns, "course_code": coded[0]}) if len(coded) == 1 else header


def _holds_codes(grid: Grid, rows: Sequence[int], column: int) -> bool:
    return sum(code_in(grid.text(row, column)) is not None for row in rows) >= _SHARE_OF_CODES * len(rows)


def with_day_of_signup(grid: Grid, header: Header, rows: Sequence[int], words: Vocabulary) -> Header:
    """Return the header of a sign-up list whose `Datum` is the day on which each person signed up.

    A day of their own for most rows, and no two or three days on which a course is held; a `Termin` is always one.
    """
    columns = header.columns
    if "held_on" not in columns or columns.keys() & _WITH_DAYS_OF_THEIR_OWN or len(rows) < _FEWEST_ROWS:
        return header
    if fold(header.headings.get(columns["held_on"], "")) not in words.words["of_any_day"]:
        return header
    looked_at = rows[:_ROWS_LOOKED_AT]
    days = [str(value) for row in looked_at if looks_like_day(value := grid.value(row, columns["held_on"]))]
    if len(days) * 2 <= len(looked_at) or len({*days}) * 2 <= len(days):
        return header
    renamed = {"signed_up_on" if field == "held_on" else field: at for field, at in columns.items()}
    return replace(header, columns=renamed)
