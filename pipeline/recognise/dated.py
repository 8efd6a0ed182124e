"""Columns whose headings may be about days, where what stands below decides.

`Anmeldung`, `angemeldet`, `Datum` say when somebody signed up; above yes and no, a status, or the days of a course,
they say something else. `dabei seit` says when somebody joined the course; above years and `neu`, it says so of the
house.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.codes import SourceKind
from pipeline.days import day, looks_like_day
from pipeline.fold import fold
from pipeline.recognise.columns import NAMES, kind_of
from pipeline.recognise.grid import ROWS_LOOKED_AT, Grid
from pipeline.recognise.headings import Header
from pipeline.vocabulary import Vocabulary

_YEAR_OR_WORD = re.compile(r"\D*(?:\d{4})?")
_SHARE_OF_DAYS = 0.7
_FEWEST_DAYS = 2
_FEWEST_PEOPLE = 3
# Beside these a day is that of a course.
_WITH_DAYS_OF_THEIR_OWN = frozenset({"topic", "lecturer", "starts_at", "mark"})
# A check-in says who, where and when; a form asks for more.
_OF_CHECK_IN = NAMES | {"signed_up_on", "email", "phone", "number", "title", "course_code", "course_title", "location"}
_OF_COURSE = ("course_code", "course_title")
# `2023-10-05T17:45:12+02:00`, `05.10.2023 17:45`.
_MOMENT = re.compile(r"(\d[\d.\-/]{5,})[T ,]+\d{1,2}:\d{2}")


def with_check_ins(grid: Grid, header: Header, rows: Sequence[int], words: Vocabulary) -> Header:
    """Return the header with the stamps of check-ins as moments of coming: most people have one on several days.

    Whoever fills in the form of a course twice does so once in a while; whoever comes is stamped every week.
    """
    columns = header.columns
    stamped = columns.get("signed_up_on")
    if stamped is None or header.sessions or columns.keys() - _OF_CHECK_IN or not NAMES & columns.keys():
        return header
    if words.headings.get(fold(header.headings.get(stamped, ""))) != "stamped_on":
        return header
    who = sorted(at for field, at in columns.items() if field in NAMES or field in _OF_COURSE)
    days: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows:
        moment = _MOMENT.match(grid.text(row, stamped))
        if moment is None:
            return header
        days[tuple(fold(text) for text in grid.cells([row], who))].add(moment[1])
    if len(days) < _FEWEST_PEOPLE or sum(len(own) >= _FEWEST_DAYS for own in days.values()) * 2 <= len(days):
        return header
    others = {field: at for field, at in columns.items() if at != stamped}
    return replace(header, columns={**others, "came_at": stamped})


def with_signup_days(
    grid: Grid, header: Header, rows: Sequence[int], words: Vocabulary, hints: Sequence[str]
) -> Header:
    """Return the header with the days of sign-ups, where no column is called so: below a word for it, or a `Datum`.

    `hints` are what title, sheet and file are called.
    """
    if header.sessions or "signed_up_on" in header.columns or not NAMES & header.columns.keys():
        return header
    looked_at = rows[:ROWS_LOOKED_AT]
    column = _below_a_word(grid, header, looked_at, words)
    if column is None:
        column = _of_their_own(grid, header, looked_at, words, hints)
    if column is None:
        return header
    others = {field: at for field, at in header.columns.items() if at != column}
    return replace(header, columns={**others, "signed_up_on": column})


def without_years_of_joining(grid: Grid, header: Header, rows: Sequence[int]) -> Header:
    """Return the header without the column of later entries, where most people have one: years and words, no day."""
    column = header.columns.get("entry_on")
    if column is None:
        return header
    texts = [text for row in rows[:ROWS_LOOKED_AT] if (text := grid.text(row, column))]
    are_most = len(texts) >= _FEWEST_DAYS and len(texts) * 2 > len(rows[:ROWS_LOOKED_AT])
    if not are_most or not all(map(_YEAR_OR_WORD.fullmatch, texts)):
        return header
    return replace(header, columns={field: at for field, at in header.columns.items() if at != column})


def _below_a_word(grid: Grid, header: Header, rows: Sequence[int], words: Vocabulary) -> int | None:
    """Return the one column of days below a word for signing up."""
    known = {at for field, at in header.columns.items() if field != "status"}
    said = [at for at, text in header.headings.items() if at not in known and _is_of_signing_up(text, words)]
    dated = [at for at in said if _holds_days(grid, rows, at)]
    return dated[0] if len(dated) == 1 else None


def _is_of_signing_up(heading: str, words: Vocabulary) -> bool:
    """Whether a heading says that people signed up, and not for which day: `angemeldet zum`."""
    return words.has_word("signing_up", heading) and not words.holds("of_day_to_come", heading)


def _holds_days(grid: Grid, rows: Sequence[int], column: int) -> bool:
    cells = [value for row in rows if (value := grid.value(row, column)) not in (None, "")]
    days = sum(day(value).value is not None for value in cells)
    return days >= max(_FEWEST_DAYS, _SHARE_OF_DAYS * len(cells))


def _of_their_own(
    grid: Grid, header: Header, rows: Sequence[int], words: Vocabulary, hints: Sequence[str]
) -> int | None:
    """Return the column `Datum` of a sign-up list with a day of their own for most rows.

    Two or three days that come again and again are those on which a course is held; a `Termin` is always one.
    """
    columns = header.columns
    if "held_on" not in columns or columns.keys() & _WITH_DAYS_OF_THEIR_OWN:
        return None
    if fold(header.headings.get(columns["held_on"], "")) not in words.words["of_any_day"]:
        return None
    if kind_of(columns, has_sessions=False, hints=hints, words=words) is not SourceKind.SIGNUP:
        return None
    days = [str(value) for row in rows if looks_like_day(value := grid.value(row, columns["held_on"]))]
    is_dated = len(days) >= _FEWEST_DAYS and len(days) * 2 > len(rows)
    return columns["held_on"] if is_dated and len({*days}) * 2 > len(days) else None
