"""Days on which people made up a session that they had missed: `e nachgeholt 12.3.`, or in a column of their own."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta

from pipeline import issues, values
from pipeline.cells import says_nothing
from pipeline.issues import Issue
from pipeline.recognise import SheetTable
from pipeline.tidy.marks import MarkReading, repeatable
from pipeline.tidy.tidied import Workbench
from pipeline.values import Reading
from pipeline.vocabulary import Vocabulary

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


def columns_of_make_ups(
    table: SheetTable, readings: Mapping[int, Mapping[int, MarkReading]], words: Vocabulary
) -> set[int]:
    """Return the columns in which only those have a mark who missed a session before: `Nachholtermin 25.03.`

    Where others have one, too, or a session was cancelled, everybody met on that day: it is a session like another.
    """
    headings = {column: table.heading(column) or "" for column in readings}
    called = {
        column
        for column, text in headings.items()
        if words.has_word("made_up", text) and not words.has_word("moved_from", text)
    }
    if not called:
        return called
    missed = {
        row
        for column, own in readings.items()
        if column not in called
        for row, reading in own.items()
        if reading.meaning in _MISSED
    }
    is_replaced = any(reading.meaning == "cancelled" for own in readings.values() for reading in own.values())
    marked = {column: {row for row, one in readings[column].items() if one.meaning != "blank"} for column in called}
    return {column for column in called if not is_replaced and marked[column] and marked[column] <= missed}


def with_make_ups(
    readings: Mapping[int, Mapping[int, MarkReading]], make_ups: Collection[int], held_on: Mapping[int, date | None]
) -> dict[int, dict[int, MarkReading]]:
    """Return the readings with the make-ups that columns of their own tell: of the one session that a person missed.

    A presence there that makes up nothing certain is unread in its column.
    """
    said = {column: dict(own) for column, own in readings.items()}
    for made_up in make_ups:
        day = held_on[made_up]
        for row, reading in readings[made_up].items():
            own = {column: of[row] for column, of in said.items() if column not in make_ups}
            missed = [column for column, one in own.items() if one.meaning in _MISSED and not one.made_up]
            if reading.meaning != "present":
                continue
            if len(missed) == 1 and day:
                said[missed[0]][row] = replace(own[missed[0]], made_up=f"{day:%d.%m.%Y}")
            else:
                said[made_up][row] = MarkReading("unread", problem=issues.MADE_UP_UNCLEAR, expected=_EXAMPLE)
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
