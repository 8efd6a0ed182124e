"""Days as people write them: one cell -> a day, or what is wrong with it. Nothing is guessed.

`15.02.2017`, `15.2.17`, `Mi, 15.02.`, `15. Februar`, `Feb 15, 2017`, ISO, serial numbers. Where 02/03/2017 may be two
days, a whole column is asked which of them stands first.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from pipeline import issues
from pipeline.cells import Reading, text_of
from pipeline.fold import MANY_TEXTS, fold
from pipeline.read import Value
from pipeline.vocabulary import load as vocabulary

EXAMPLE_DAY = "15.02.2017"
EXAMPLE_WITH_WEEKDAY = "Mi, 15.02.2017"
_EXCEL_EPOCH = date(1899, 12, 30)
# 30000 = 18.02.1982, 80000 = 10.01.2119: a number in a column of days that is a day as Excel counts.
_SERIALS = range(30000, 80000)
_CENTURY = 2000
_MONTHS = 12
_SHORTEST_MONTH = 3
# What stands on a day and the next is one block of sessions; what lasts longer is a course.
_LONGEST_BLOCK = 6
_FEWEST_IN_ORDER = 3
# Within these each date falls on each day of the week, the 29th of February, too.
_ANY_YEARS = range(2000, 2028)

# 18:00, 18.00 Uhr, 18:00–19:30 Uhr, 6:00:00 PM, 05:28 PM CEST
_AT = (
    r"(?:,?\s+(?:um\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*(?:Uhr|[AP]M))?"
    r"(?:\s*[-–]\s*\d{1,2}[:.]\d{2}(?:\s*Uhr)?)?(?:\s*(?:UTC|GMT|MES?Z|[CEW]ES?T|[CEMP][SD]T))?)?"
)
_ISO = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?:[T ].*)?")
_DOTTED = re.compile(rf"(\d{{1,2}})\s*\.\s*(\d{{1,2}})\s*\.?\s*(\d{{4}}|\d{{2}})?\.?{_AT}", re.IGNORECASE)
_SLASHED = re.compile(
    rf"(?:(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})(?:/(?P<year>\d{{4}}|\d{{2}}))?|(\d{{1,2}})-(\d{{1,2}})-(\d{{4}})){_AT}",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"(\d{{1,2}})(?:\.|st|nd|rd|th)?[\s-]*([^\W\d_]{{3,}})\.?[\s-]*(\d{{4}}|\d{{2}})?{_AT}", re.IGNORECASE
)
_MONTH_FIRST = re.compile(rf"([^\W\d_]{{3,}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(\d{{4}}))?{_AT}", re.IGNORECASE)
# `05/2025`, `5.2025`, `2025-05`, `Juli 2025`
_MONTH = re.compile(
    r"(?P<month>\d{1,2}|[^\W\d_]{3,})\.?\s?[/.-]?\s?(?P<year>(?:19|20)\d\d)|(?P<iso>(?:19|20)\d\d)-(?P<of>\d\d)"
)
# `2019`, `seit 2019`
_WHOLE_YEAR = re.compile(r"(?:(?:seit|ab|bis|since|until)\s)?((?:19|20)\d\d)", re.IGNORECASE)
_SEVERAL = re.compile(
    r"(\d{1,2})\.\s*(?:(\d{1,2})\.\s*(?:\d{4}|\d{2})?)?\s*(?:-|–|/|\+|&|u\.|und|bis)\s*"
    r"(\d{1,2})\.\s*(\d{1,2})\.\s*(?:\d{4}|\d{2})?"
)


class DayOrder(Enum):
    """What stands first in days like 02/03/2017."""

    DAY_FIRST = "day"
    MONTH_FIRST = "month"


def looks_like_day(value: Value) -> bool:
    """Whether a cell is a date or is meant to be one, even one that does not exist."""
    if isinstance(value, date):
        return True
    return isinstance(value, str) and _looks_like_day(" ".join(value.split()))


@lru_cache(MANY_TEXTS)
def _looks_like_day(text: str) -> bool:
    written, _ = _apart_from_weekday(text)
    if _ISO.fullmatch(written) or _DOTTED.fullmatch(written) or _names_several(written):
        return True
    if slashed := _slashed(written):
        first, second, year = slashed
        return bool(year) or (0 < min(first, second) <= _MONTHS and 0 < max(first, second) <= 31)
    named, turned = _NAMED.fullmatch(written), _MONTH_FIRST.fullmatch(written)
    return month_of_word(named[2] if named else turned[1] if turned else "") is not None


def day(
    value: Value, *, year: int | None = None, example: str = EXAMPLE_DAY, order: DayOrder | None = None
) -> Reading[date]:
    """Read a day. `year` completes days written without one (`15.02.`), `order` is what the whole column tells."""
    if value is None or value == "":
        return Reading()
    if isinstance(value, datetime):
        return Reading(value.date())
    if isinstance(value, date):
        return Reading(value)
    if isinstance(value, int | float) and _SERIALS.start <= value < _SERIALS.stop:
        return Reading(_EXCEL_EPOCH + timedelta(days=int(value)))
    return _day_of_text(text_of(value), year, example, order)


@lru_cache(MANY_TEXTS)
def is_day_without_year(text: str) -> bool:
    """Whether a text is a day whose year nobody wrote: `23.03.`, `Do, 23. März`; `23.03.80` has half of it."""
    if not looks_like_day(text) or day(text).value is not None:
        return False
    return any(day(text, year=year).value for year in _ANY_YEARS)


def month_or_year(text: str) -> tuple[date, date] | None:
    """Return first and last day of the month or year that a text names, and nothing else: `05/2025`, `2019`."""
    written = " ".join(text.split())
    if match := _WHOLE_YEAR.fullmatch(written):
        return date(int(match[1]), 1, 1), date(int(match[1]), _MONTHS, 31)
    match = _MONTH.fullmatch(written)
    if match is None:
        return None
    named, year = match["month"] or match["of"], int(match["year"] or match["iso"])
    month = int(named) if named.isdecimal() else month_of_word(named)
    return (date(year, month, 1), date(year, month, monthrange(year, month)[1])) if month and month <= _MONTHS else None


def day_order(values: Iterable[Value], *, year: int | None = None, is_sequence: bool = False) -> DayOrder | None:
    """Return what stands first in all days of a column; None where nothing tells, or where they tell both.

    `is_sequence` says that the days follow one another, as sessions do: then their sequence may tell, too.
    """
    texts = [text_of(value) for value in values if isinstance(value, str)]
    # Long lists name the same days again and again.
    slashed = {text for text in set(texts) if _slashed(_apart_from_weekday(text)[0])}
    texts = [text for text in texts if text in slashed]
    told = {order for text in texts if (order := _order_within(text, year))}
    if not told and is_sequence and len(texts) >= _FEWEST_IN_ORDER:
        read = {order: [_day_of_text(text, year, EXAMPLE_DAY, order).value for text in texts] for order in DayOrder}
        told = {
            order
            for order, days in read.items()
            if all(one is not None and later is not None and one < later for one, later in pairwise(days))
        }
    return told.pop() if len(told) == 1 else None


@lru_cache(MANY_TEXTS)
def _day_of_text(text: str, year: int | None, example: str, order: DayOrder | None) -> Reading[date]:
    written, weekday = _apart_from_weekday(text)
    if slashed := _slashed(written):
        # A number above twelve and a weekday tell more than the rest of the column.
        order = _order_within(text, year) or order
        first, second, _ = slashed
        if order is None and first != second:
            return Reading(problem=issues.DATE_AMBIGUOUS, expected=example)
    found = _read(written, year, example, order)
    if found.value is None or weekday is None or found.value.weekday() == weekday:
        return found
    # Where the year is not written, it may be the year that is wrong; else the day stays as somebody wrote it.
    has_year = found.value == _read(written, None, example, order).value
    return Reading(found.value if has_year else None, issues.DATE_WEEKDAY, EXAMPLE_WITH_WEEKDAY)


def _read(written: str, year: int | None, example: str, order: DayOrder | None) -> Reading[date]:
    if match := _ISO.fullmatch(written):
        return _calendar(int(match[1]), int(match[3]), int(match[4]), example)
    if match := _DOTTED.fullmatch(written):
        return _calendar(_year(match[3], year), int(match[2]), int(match[1]), example)
    if slashed := _slashed(written):
        first, second, written_year = slashed
        month, day_of_month = (first, second) if order is DayOrder.MONTH_FIRST else (second, first)
        return _calendar(_year(written_year, year), month, day_of_month, example)
    if (match := _NAMED.fullmatch(written)) and (month_named := month_of_word(match[2])):
        return _calendar(_year(match[3], year), month_named, int(match[1]), example)
    if (match := _MONTH_FIRST.fullmatch(written)) and (month_named := month_of_word(match[1])):
        return _calendar(_year(match[3], year), month_named, int(match[2]), example)
    return Reading(problem=issues.DATE_SEVERAL if _names_several(written) else issues.DATE_UNREADABLE, expected=example)


def _order_within(text: str, year: int | None) -> DayOrder | None:
    """Return what stands first in a day with slashes, where a number above twelve or the weekday tells."""
    written, weekday = _apart_from_weekday(text)
    slashed = _slashed(written)
    if slashed and max(slashed[:2]) > _MONTHS:
        return DayOrder.DAY_FIRST if slashed[0] > _MONTHS else DayOrder.MONTH_FIRST
    if not slashed or weekday is None:
        return None
    read = {order: _read(written, year, EXAMPLE_DAY, order).value for order in DayOrder}
    fitting = [order for order, found in read.items() if found and found.weekday() == weekday]
    return fitting[0] if len(fitting) == 1 else None


def _slashed(written: str) -> tuple[int, int, str | None] | None:
    """Return the numbers of `2/3/2017`, `2/3` or `02-03-2017`, and the year as written."""
    if match := _SLASHED.fullmatch(written):
        first, second, year = match.groups()[:3] if match["first"] else match.groups()[3:6]
        return int(first), int(second), year
    return None


def month_of_word(name: str) -> int | None:
    """Return the number of the month that a word names, or begins to name: `Feb`, `Sept`, `Jänner`."""
    folded = fold(name)
    if len(folded) < _SHORTEST_MONTH:
        return None
    # `Sept`, but not `Marie`.
    known = (number for month, number in vocabulary().months.items() if month.startswith(folded))
    return next(known, None)


def _names_several(written: str) -> bool:
    """Whether a text names days that follow one another: `15.-16.02.`."""
    match = _SEVERAL.fullmatch(written)
    if not match:
        return False
    first, last, last_month = int(match[1]), int(match[3]), int(match[4])
    crosses = match[2] is not None and int(match[2]) != last_month
    return 0 < last - first + (31 if crosses else 0) <= _LONGEST_BLOCK


def _apart_from_weekday(text: str) -> tuple[str, int | None]:
    """Return a day without its weekday, and which that is (0 is Monday): `Mi, 15.02.`, `15.02. (Mi)`."""
    weekdays = vocabulary().weekday_numbers
    first, _, after = text.partition(" ")
    head, _, tail = text.partition(",")
    before, _, last = text.rpartition(" ")
    for named, rest in ((first, after), (head, tail), (last, before)):
        if rest and (number := weekdays.get(fold(named))) is not None:
            return rest.strip(" ,"), number
    return text, None


def _year(written: str | None, default: int | None) -> int | None:
    if written is None:
        return default
    return int(written) if len(written) == 4 else _CENTURY + int(written)


def _calendar(year: int | None, month: int, day_of_month: int, example: str) -> Reading[date]:
    if year is None:
        return Reading(problem=issues.DATE_UNREADABLE, expected=example)
    try:
        return Reading(date(year, month, day_of_month))
    except ValueError:
        return Reading(problem=issues.DATE_IMPOSSIBLE, expected=example)
