"""Days of a long list in columns of their own for each part: `Jahr | Monat | Tag`, `Tag | Monat | Jahr`."""

from dataclasses import replace
from datetime import date

from pipeline.fold import fold
from pipeline.read import Value
from pipeline.recognise.region import Region
from pipeline.values import text_of
from pipeline.vocabulary import Vocabulary

_DAYS = range(1, 32)
_CENTURY = 2000
_TWO_DIGITS = range(100)


def with_days_of_parts(region: Region, words: Vocabulary) -> Region:
    """Return a list with whole days in its column of days, where month and year stand beside; others as they are.

    A day that does not exist, `31 | 2 | 2025`, is written as it is put together, so that the finding names it.
    """
    held_on = region.columns.get("held_on")
    if held_on is None or region.sessions:
        return region
    called = {fold(text): column for column, text in region.header.headings.items()}
    month, year = (
        next((called[text] for text in called if text in words.words[part]), None)
        for part in ("month_of_day", "year_of_day")
    )
    if month is None or year is None:
        return region
    written: dict[tuple[int, int], Value] = {}
    for row in region.rows.data:
        day_part, month_part, year_part = (region.grid.value(row, column) for column in (held_on, month, year))
        if text_of(day_part) or text_of(month_part):
            whole = _whole(day_part, month_part, year_part, words)
            if whole is None:
                return region
            written[row, held_on] = whole
    return replace(region, grid=region.grid.written(written))


def _whole(day: Value, month: Value, year: Value, words: Vocabulary) -> Value:
    """Return the day of its parts; None where one of them is no such part."""
    day_number, year_number = (int(text) if (text := text_of(part)).isdecimal() else 0 for part in (day, year))
    named = text_of(month)
    month_number = int(named) if named.isdecimal() else words.months.get(fold(named), 0)
    if day_number not in _DAYS or not month_number or not year_number:
        return None
    if year_number in _TWO_DIGITS:
        year_number += _CENTURY
    try:
        return date(year_number, month_number, day_number)
    except ValueError:
        return f"{day_number:02}.{month_number:02}.{year_number}"
