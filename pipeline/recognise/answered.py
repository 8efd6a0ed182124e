"""Answers that name the evening: `An welchem Termin sind Sie dabei? | 1. Abend (07.11.2023)`, one row each time.

In: a list whose column of marks holds nothing but days. Out: the same list with these as the days of its rows, on which
whoever answered was there; when the form was filled in plays no part.
"""

from dataclasses import replace

from pipeline.codes import AttendanceStatus, SourceKind
from pipeline.read import Value
from pipeline.recognise.days import day_within, is_session_name
from pipeline.recognise.region import Region
from pipeline.values import looks_like_day
from pipeline.vocabulary import Vocabulary


def with_days_answered(region: Region, words: Vocabulary) -> Region:
    """Return a list with the days that its marks name; the list itself where they say anything else."""
    column, grid = region.columns.get("mark"), region.grid
    if region.kind is not SourceKind.ATTENDANCE or region.sessions or column is None:
        return region
    answers = {row: grid.value(row, column) for row in region.rows.data if grid.text(row, column)}
    named = {value: _day_named(value, words) for value in set(answers.values())}
    if not named or None in named.values():
        return region
    days = {row: named[value] for row, value in answers.items()}
    # Where nothing else says when it was, the day stands in a column of its own.
    held_on = region.columns.get("held_on", max(map(grid.width, (*region.rows.data, *region.header.rows))))
    written: dict[tuple[int, int], Value] = {(row, held_on): day for row, day in days.items()}
    written |= {(row, column): str(AttendanceStatus.PRESENT) for row in days}
    columns = {**region.columns, "held_on": held_on}
    return replace(region, grid=grid.written(written), header=replace(region.header, columns=columns))


def _day_named(value: Value, words: Vocabulary) -> Value:
    if looks_like_day(value):
        return value
    return day_within(value, words) if isinstance(value, str) and is_session_name(value, words) else None
