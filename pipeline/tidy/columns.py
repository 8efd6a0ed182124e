"""Columns of days read one way: what all cells of a column, or all headings of sessions, tell about each.

Whether 02/03/2017 is in February or in March, in which year `15.02.` lies where a course runs over New Year, and
whether a program has turned day and month around before the list was sent.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from pipeline import issues
from pipeline.cells import Reading
from pipeline.days import EXAMPLE_DAY, EXAMPLE_WITH_WEEKDAY, DayOrder, day, day_order
from pipeline.fold import fold
from pipeline.issues import Issue
from pipeline.read import Value
from pipeline.recognise import SheetTable
from pipeline.vocabulary import load

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
# "04.06.2019 - 18.06.2019" goes on like a day: 18 is no year.
_SEASON = re.compile(r"(?<![\w-])20\d\d\s*/\s*(?:20)?\d\d(?!\d|\.\d)")
_TWO_YEARS = re.compile(r"(?<![\w-])(20\d\d)\s*[/–-]\s*(\d\d)(?!\d|\.\d)")
# Part neither of a code, nor of a day, nor of `2022/23`.
_LONE_YEAR = re.compile(r"(?<![\w./-])(?:20\d\d|19[89]\d)(?![\w/-]|\.\d)")
# From December to January; within a year somebody may put a day before another.
_FEWEST_BACK = 6
_MONTHS = 12
_FEWEST_TURNED = 2
_AUTUMN = 9
# Nobody knows of which season these months are.
_BETWEEN_SEASONS = (7, 8)


@dataclass(frozen=True)
class DayColumn:
    """How the days of one column are read."""

    order: DayOrder | None
    year: int | None
    is_turned: bool
    """Whether its cells are days that a program with the American order has made of others."""
    _readings: dict[tuple[type, Value], Reading[date]] = field(default_factory=dict, repr=False, compare=False)

    def read(self, value: Value) -> Reading[date]:
        """Read one cell of the column; long lists name the same days again and again."""
        key = type(value), value
        if key not in self._readings:
            self._readings[key] = self._read(value)
        return self._readings[key]

    def _read(self, value: Value) -> Reading[date]:
        if self.is_turned and isinstance(value, date) and value.day != value.month:
            return Reading(problem=issues.DATE_AMBIGUOUS, expected=EXAMPLE_DAY)
        return day(value, year=self.year, order=self.order)


def day_column(values: Iterable[Value], *, year: int | None, is_sequence: bool = False) -> DayColumn:
    """Return how to read a column with these cells; `year` completes days written without one."""
    cells = list(values)
    order = day_order(cells, year=year, is_sequence=is_sequence)
    # "02/14/2017" stayed a text because the program knows no 14th month; "02/03/2017" above it became the 2nd of March.
    days = [cell for cell in cells if isinstance(cell, date)]
    is_turned = order is DayOrder.MONTH_FIRST and len(days) >= _FEWEST_TURNED and all(d.day <= _MONTHS for d in days)
    return DayColumn(order, year, is_turned)


def session_days(table: SheetTable) -> dict[int, Reading[date]]:
    """Return the day of each session of a matrix, by its column."""
    sessions = table.region.sessions
    if all(isinstance(one.day, date) for one in sessions):
        # Where each cell holds a day, there is nothing to find out.
        return {one.column: day(one.day) for one in sessions}
    years = _years_over_new_year(table)
    year = None if years or _goes_over_new_year(table) else table.year
    column = day_column([one.day for one in sessions], year=year, is_sequence=True)
    read = {one.column: column.read(one.day) for one in sessions}
    if all(reading.value for reading in read.values()):
        return read
    if years is None:
        return _told_by_weekdays(table, column.order) or read
    half = _half_named(table, years)
    if half is None and _names_season(table):
        half = _half_of_season(_month_and_day(one.day, years, column.order) for one in sessions)
    if half is not None and not _turns(table, years, column.order):
        return {one.column: day(one.day, year=years[half], order=column.order) for one in sessions}
    return _read_over(table, years, column.order) or read


def _told_by_weekdays(table: SheetTable, order: DayOrder | None) -> dict[int, Reading[date]] | None:
    """Return days that go over New Year, `Mi 18.12. | Mi 8.1.`, where their weekdays tell of two years which are meant.

    A title or a code that names one year may name the one or the other.
    """
    if table.year is None:
        return None
    pairs = ((table.year - 1, table.year), (table.year, table.year + 1))
    read = [days for years in pairs if (days := _read_over(table, years, order))]
    fitting = [days for days in read if all(one.value for one in days.values()) and _goes_back(days.values())]
    return fitting[0] if len(fitting) == 1 else None


def _read_over(table: SheetTable, years: tuple[int, int], order: DayOrder | None) -> dict[int, Reading[date]] | None:
    """Return the days that go from the first year into the second; None where they do so not just once."""
    sessions = table.region.sessions
    turns = _turns(table, years, order)
    if len(turns) != 1 or not all(_month_and_day(one.day, years, order) for one in sessions):
        return None
    return {one.column: day(one.day, year=years[one.column >= turns[0]], order=order) for one in sessions}


def _turns(table: SheetTable, years: tuple[int, int], order: DayOrder | None) -> list[int]:
    """Return the columns of the days that come before the day to their left, as the first of a new year does."""
    dated = [(one.column, _month_and_day(one.day, years, order)) for one in table.region.sessions]
    return [column for (_, before), (column, at) in pairwise(dated) if before and at and at < before]


def _half_named(table: SheetTable, years: tuple[int, int]) -> int | None:
    """Return which of two years the name of the sheet says: the second half of `IB-2022-3` may stand on `2023`."""
    named = {int(year) for year in _LONE_YEAR.findall(table.sheet_name or "")} & {*years}
    return years.index(named.pop()) if len(named) == 1 else None


def _half_of_season(days: Iterable[tuple[int, int] | None]) -> int | None:
    """Return which of two years all days belong to: of `Winter 2023/24` autumn to the first, spring to the second."""
    halves = {None if at is None or at[0] in _BETWEEN_SEASONS else int(at[0] < _AUTUMN) for at in days}
    return halves.pop() if len(halves) == 1 else None


def days_named(table: SheetTable) -> list[date]:
    """Return the days of sessions, sign-ups and work that can be read in a table, without a word on the others."""
    readings = list(session_days(table).values())
    for name in ("held_on", "signed_up_on", "since"):
        cells = [table.value(row, name) for row in table.region.rows.data]
        column = day_column(cells, year=table.year)
        readings += map(column.read, cells)
    return [reading.value for reading in readings if reading.value]


def _goes_over_new_year(table: SheetTable) -> bool:
    """Whether days without a year go from one year into the next: `28.12. | 4.1.`; one year cannot complete both."""
    written = [one.day for one in table.region.sessions if day(one.day).value is None]
    return _goes_back(day(value, year=table.year) for value in written)


def _goes_back(days: Iterable[Reading[date]]) -> bool:
    """Whether months go back further than within a year somebody may put a day before another."""
    months = [one.value.month for one in days if one.value]
    return any(before - later >= _FEWEST_BACK for before, later in pairwise(months))


def _month_and_day(value: Value, years: tuple[int, int], order: DayOrder | None) -> tuple[int, int] | None:
    """Return month and day of a heading; a weekday in it fits in one of the years only."""
    read = (day(value, year=year, order=order).value for year in years)
    return next(((at.month, at.day) for at in read if at), None)


def disagreeing_weekdays(table: SheetTable, days: Mapping[int, Reading[date]]) -> list[Issue]:
    """Return a finding for each weekday in a row of the header on which the day in the same column does not fall.

    Most of the row must agree: a row that never does speaks of something else. A day that has a finding of its own,
    as a heading joined from both rows has, gets no second one.
    """
    numbers = load().weekday_numbers
    held_on = {at: day.value for at, day in days.items() if day.problem is None}
    found: list[Issue] = []
    for row in table.region.header.rows:
        named = {at: numbers.get(fold(table.grid.text(row, at))) for at, one in held_on.items() if one}
        said = {at: number for at, number in named.items() if number is not None}
        wrong = {at: one for at in said if (one := held_on[at]) and one.weekday() != said[at]}
        if len(wrong) * 2 >= len(said):
            continue
        for at, held in wrong.items():
            written = f"{table.grid.text(row, at)}, {held:%d.%m.%Y}"
            found.append(Issue(issues.DATE_WEEKDAY, table.place(row, at), written, EXAMPLE_WITH_WEEKDAY))
    return found


def _years_over_new_year(table: SheetTable) -> tuple[int, int] | None:
    """Return the two years that the titles name: `Winter 2017/18`, `Oktober 2017 bis Februar 2018`."""
    texts = _titles(table)
    years = {int(year) for text in texts for year in _YEAR.findall(text)}
    years |= {int(year[:2] + short) for text in texts for year, short in _TWO_YEARS.findall(text)}
    first, last = min(years, default=0), max(years, default=0)
    return (first, last) if last == first + 1 else None


def _names_season(table: SheetTable) -> bool:
    """Whether a title says that one season spans its two years: `Winter 2023/24`; a project of 2023–2024 has both."""
    return any(_SEASON.search(text) for text in _titles(table))


def _titles(table: SheetTable) -> list[str]:
    return [*table.region.titles, table.sheet_name or "", table.file.location.stem]
