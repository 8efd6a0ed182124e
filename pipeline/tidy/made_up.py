"""Days on which people made up a session that they had missed: `e nachgeholt 12.3.`, or in a column of their own."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from pipeline import issues, values
from pipeline.cells import says_nothing
from pipeline.issues import Issue
from pipeline.recognise import SheetTable
from pipeline.tidy.marks import MarkReading, repeatable
from pipeline.tidy.tidied import Workbench
from pipeline.values import Reading

# Who makes up a session does so within a year; a day further off is a slip in the year.
_FARTHEST = timedelta(days=366)
_MISSED = frozenset({"absent", "excused"})
_EXAMPLE = "e nachgeholt 12.3."


def read_made_up(
    table: SheetTable, column: int, readings: Mapping[int, MarkReading], held_on: date | None, bench: Workbench
) -> dict[int, date]:
    """Return row -> the day of the make-up that its mark names; what cannot be read is a finding."""
    days: dict[int, date] = {}
    for row, reading in readings.items():
        if reading.made_up:
            day = made_up_on(reading.made_up, held_on, year=table.year)
            if day.problem is not None:
                text = repeatable(table.grid.text(row, column))
                bench.issues.append(Issue(day.problem, table.place(row, column), text, day.expected))
            if day.value is not None:
                days[row] = day.value
    return days


def with_column(
    table: SheetTable,
    readings: Mapping[int, Mapping[int, MarkReading]],
    held_on: Mapping[int, date | None],
    bench: Workbench,
) -> dict[int, dict[int, MarkReading]]:
    """Return the readings (column -> row -> reading) with the days that a column `Nachholtermin` names.

    Whoever missed just one session made up that one; which of several it was is for the sender to say. `held_on` are
    the days of the sessions by their columns, each with the same rows.
    """
    said = {column: dict(own) for column, own in readings.items()}
    for row in next(iter(said.values()), {}) if table.has("made_up_on") else ():
        text = table.text(row, "made_up_on")
        if says_nothing(text):
            continue
        missed = [column for column, own in said.items() if own[row].meaning in _MISSED and not own[row].made_up]
        problem, expected = issues.MADE_UP_UNCLEAR, _EXAMPLE
        if len(missed) == 1 and values.looks_like_day(table.value(row, "made_up_on")):
            column = missed[0]
            day = made_up_on(text, held_on[column], year=table.year)
            if day.problem is None:
                said[column][row] = replace(said[column][row], made_up=text)
                continue
            problem, expected = day.problem, day.expected or ""
        bench.issues.append(Issue(problem, table.place_of(row, "made_up_on"), repeatable(text), expected))
    return said


def made_up_on(text: str, held_on: date | None, *, year: int | None) -> Reading[date]:
    """Read the day of a make-up. Where it has no year, the one nearest to the session is meant, else `year`."""
    if held_on is None:
        return values.day(text, year=year)
    readings = [values.day(text, year=held_on.year + more) for more in (0, 1, -1)]
    days = [reading.value for reading in readings if reading.value]
    if not days:
        return readings[0]
    nearest = min(days, key=lambda day: abs(day - held_on))
    if abs(nearest - held_on) > _FARTHEST:
        return Reading(problem=issues.DATE_IMPLAUSIBLE, expected=values.EXAMPLE_DAY)
    return Reading(nearest)
