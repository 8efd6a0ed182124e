"""Numbers in place of marks: minutes, hours, teaching hours or per cent that somebody attended, as titles say."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import NamedTuple

from pipeline import issues, values
from pipeline.fold import fold
from pipeline.read import Value
from pipeline.recognise import SheetTable
from pipeline.tidy.marks import MarkReading
from pipeline.values import text_of
from pipeline.vocabulary import Vocabulary

_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
_UNITS = {"teaching_hours": 45, "hours": 60}
_FEWEST_MINUTES = 10
# Nobody sits through more in one session: larger numbers are minutes.
_MOST_HOURS = 10
_MOST_TIMES = 2
_WHOLE = 100
# `Teilnahme in %`, `Anwesenheit (Prozent)`; `mindestens 80 % Anwesenheit` says what is asked for.
_IN_PERCENT = re.compile(r"(?<![\d\s])\s*(?:%|\bProzent\b)", re.IGNORECASE)


class Unit(NamedTuple):
    """What numbers in place of marks count: minutes each, and the largest that may be somebody's time (0: unknown)."""

    minutes: int
    most: float
    usual: float
    """The largest number that is nothing unusual."""


def unit_of(table: SheetTable, words: Vocabulary) -> Unit | None:
    """Return what the numbers in a matrix stand for; None where most of its cells are no numbers.

    Headings and titles count only where the numbers could be what they say: `18 UStd` above a list of ticks is the
    length of the course, and a `1` in every cell is a tick.
    """
    written = table.marks.total() - table.marks[""]
    told = _numbers(table)
    if told.total() * 2 <= written or told.keys() <= {0.0, 1.0}:
        return None
    most = _most_of(table, told)
    numbers = {number for number in told if 0 < number <= most}
    if min(numbers) >= _FEWEST_MINUTES:
        return Unit(1, most, most / _MOST_TIMES)
    headings = table.region.header.headings
    named = _named([*headings.values(), *table.region.titles], words.words)
    return Unit(named, most, most / _MOST_TIMES) if named and max(numbers) <= _MOST_HOURS else None


def in_percent(table: SheetTable) -> dict[str, str]:
    """Return number -> per cent, `0,5` -> `50 %`, where a title or the sheet's name says that a matrix holds these.

    A program shows `50 %` where the cell holds 0.5. Nothing but `1` and `0` may be ticks below any title.
    """
    told = _numbers(table)
    said = (*table.region.titles, *table.region.header.headings.values(), table.sheet_name or "")
    is_said = any(map(_IN_PERCENT.search, said))
    if not is_said or told.total() * 2 <= table.marks.total() - table.marks[""] or told.keys() <= {0.0, 1.0}:
        return {}
    are_parts = sum(count for number, count in told.items() if number <= 1) * 2 > told.total()
    times = _WHOLE if are_parts else 1
    return {text: f"{round(_number(text) * times)} %" for text in table.marks if _NUMBER.fullmatch(text)}


def unit_of_amounts(table: SheetTable, words: Vocabulary) -> Unit | None:
    """Return what the numbers of a long list stand for; None where they are minutes.

    A person's correction and the sheet's own heading may both name the unit. Where neither names hours and no number
    could be minutes, nobody knows what they are; nor where they are named, and are too many for a day and too few for
    minutes: `UStd gesamt | 18`.
    """
    column = table.region.columns["minutes_attended"]
    told = _counted(Counter(table.grid.cells(table.region.rows.data, [column])))
    numbers = sorted(number for number in told.elements() if number > 0)
    headings = table.region.header
    named = [headings.corrected.get(column, ""), headings.headings.get(column, "")]
    minutes = next((found for text in named if (found := _named([text], words.words))), None)
    if not numbers or numbers[len(numbers) // 2] > _MOST_HOURS:
        return Unit(1, 0, 0) if numbers and minutes and numbers[-1] < _UNITS["teaching_hours"] else None
    if minutes:
        return Unit(minutes, _MOST_HOURS, _MOST_HOURS)
    is_doubtful = table.has("held_on") and len(numbers) > 1 and numbers[-1] < _FEWEST_MINUTES
    return Unit(1, 0, 0) if is_doubtful else None


def usual_lengths(table: SheetTable, unit: Unit) -> dict[int, int]:
    """Return column of a session -> its length: the most that anybody attended, where most did."""
    usual = _usual(_numbers(table))
    lengths: dict[int, int] = {}
    for column, marks in table.columns_of_marks.items():
        times = _counted(Counter(marks))
        longest = max((time for time in times if usual < time <= unit.most), default=usual)
        if usual and longest in (usual, _usual(times)):
            lengths[column] = round(longest * unit.minutes)
    return lengths


def usual_minutes(readings: Iterable[MarkReading]) -> int | None:
    """Return how long most were there who were, of one session of a long list; None where they differ."""
    times = Counter(float(one.minutes) for one in readings if one.meaning == "present" and one.minutes)
    return round(_usual(times)) or None


def _most_of(table: SheetTable, told: Counter[float]) -> float:
    """Return twice the time that most people have: `900` among `90` is a slip. Else any number may be somebody's.

    A session may be longer than the others: on that Saturday most have more.
    """
    if not (usual := _usual(told)):
        return max(told)
    of_days = (_usual(_counted(Counter(own))) for own in table.columns_of_marks.values())
    return max(usual, *of_days) * _MOST_TIMES


def _usual(times: Counter[float]) -> float:
    """Return the time that most people have, several of them; 0 where they differ."""
    usual, count = max(times.items(), key=itemgetter(1), default=(0.0, 0))
    return usual if count > 1 and count * 2 > times.total() else 0.0


def lengths_above(table: SheetTable, words: Vocabulary) -> dict[int, int | None]:
    """Return column of a session -> its minutes, where a row of the header says them: `Dauer (Std.) | 2 | 1,5`."""
    columns = [session.column for session in table.region.sessions]
    for row in table.region.header.rows:
        labels = table.grid.row(row)[: min(columns)]
        if label := next((text for text in labels if words.field_of(text) == "duration"), None):
            return {column: duration(table.grid.value(row, column), label, words) for column in columns}
    return {}


def _numbers(table: SheetTable) -> Counter[float]:
    """Return how often each number stands among the marks."""
    return _counted(table.marks)


def _counted(marks: Counter[str]) -> Counter[float]:
    numbers: Counter[float] = Counter()
    for text, count in marks.items():
        if _NUMBER.fullmatch(text):
            numbers[_number(text)] += count
    return numbers


def in_units(value: Value, unit: Unit) -> MarkReading | None:
    """Read a number as the time that somebody attended; none at all is an absence, one that is too large a slip."""
    text = text_of(value)
    if not _NUMBER.fullmatch(text):
        return None
    number = _number(text)
    if number > unit.most:
        expected = f"0–{unit.usual:g}" if unit.most else f"{text} UStd, {text} Min."
        return MarkReading("unread", problem=issues.MARK_UNKNOWN, expected=expected)
    minutes = round(number * unit.minutes)
    return MarkReading("present", minutes=minutes) if minutes else MarkReading("absent")


def duration(value: Value, heading: str, words: Vocabulary) -> int | None:
    """Read a length in minutes; a bare number counts what its heading says: `UStd`."""
    text = text_of(value)
    unit = _named([heading], words.words) if _NUMBER.fullmatch(text) else None
    return round(_number(text) * unit) if unit else values.duration(value)


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _named(texts: Iterable[str], lists: Mapping[str, frozenset[str]]) -> int | None:
    said = {word for text in texts for word in fold(text).split()}
    return next((minutes for name, minutes in _UNITS.items() if said & lists[name]), None)
