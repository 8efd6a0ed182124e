"""Matrices whose headings are bare numbers, `3 | 10 | 17`, below a title or on a sheet that names one month.

They are read as the days of that month. What counts on from 1 are sessions with numbers, unless weekdays stand beside.
So are the numbers down a column of days, below lines that name the month.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from pipeline.days import month_of_word
from pipeline.fold import fold
from pipeline.read import Value
from pipeline.recognise.columns import NAMES
from pipeline.recognise.days import is_level
from pipeline.recognise.grid import Grid, Place
from pipeline.recognise.marked import says_who_was_missing
from pipeline.recognise.naming import code_after_label
from pipeline.vocabulary import Vocabulary

_NUMBER = re.compile(r"(?:(?P<weekday>[^\W\d_]{2,10})[.,]*\s*)?(?P<day>[1-9]|[12]\d|3[01])\.?")
_FEWEST = 2
_ROWS_OF_TITLE = 6
_CELLS_OF_TITLE = 3
_LEVELS_ABOVE = 3
_SPARSE = 2
# Such books are kept by hand.
_MOST_ROWS = 400
# Behind `März 2024` and `Mrz '24` stands the year.
_NAMED = re.compile(r"(?<!\w)(?P<word>[^\W\d_]{3,10})\.?[\s_-]*[’']?(?P<year>20\d\d|\d\d)?(?![\w.])")
# In `2. Oktober` the word is no month but part of a day; in `IB-2024-6 Oktober` it is one.
_DAY_BEFORE = re.compile(r"(?<![\w/-])\d{1,2}\.?\s*$")
# `March 12, 2024`
_DAY_BEHIND = re.compile(r"\.?\s*\d{1,2}(?:st|nd|rd|th)?,?\s+20\d\d")
_IN_DIGITS = re.compile(r"(?P<month>0?[1-9]|1[0-2])\s*[./-]\s*(?P<year>(?:19|20)\d\d)|(?P<iso>20\d\d)-(?P<of>\d\d)")
_CENTURY = 2000

Month = tuple[int, int | None]
"""A month and its year, where that stands with it."""


def with_days_of_month(grid: Grid, words: Vocabulary, hints: Sequence[str]) -> Grid:
    """Return the sheet with days for its numbers, where one month is said of them; as it is where none is.

    `hints` are the names of the sheet and of the file: a title above the table counts before either.
    """
    days: dict[Place, Value] = {}
    # In one of several months there may be a single day.
    for row, columns in sorted(_rows_of_numbers(grid, words), key=lambda found: -len(found[1])):
        month = _month_of(grid, row, words, hints)
        if month and _are_marked(grid, row, columns, words, hints):
            days |= _days(grid, row, columns, month, words, is_one_of_several=bool(days))
    days |= _days_below_months(grid, words)
    return grid.written(days) if days else grid


def _days_below_months(grid: Grid, words: Vocabulary) -> dict[Place, Value]:
    """Return the days of a book with a row for each, `8 | 15 | 22` down a column, below lines with their month."""
    named_days = {
        row: [at for at, field in fields.items() if field == "held_on"]
        for row, fields in grid.headed(words).items()
        if "held_on" in fields.values()
    }
    days: dict[Place, Value] = {}
    month: Month | None = None
    column = last = 0
    for row in range(grid.height) if named_days and grid.height <= _MOST_ROWS else ():
        filled = grid.filled(row)
        dated = named_days.get(row, [])
        if len(dated) == 1:
            (column,), month = dated, None
        elif len(filled) == 1 and len(named := _months_in([grid.text(row, filled[0])], words)) == 1:
            month, last = named.pop(), 0
        elif (number := _NUMBER.fullmatch(grid.text(row, column))) and month:
            if last <= int(number["day"]) and _exists(month[1] or _CENTURY, month[0], int(number["day"])):
                days[row, column] = _written(int(number["day"]), *month, number["weekday"] or "")
            last = int(number["day"])
    return days


def numbers_of_days(
    grid: Grid, row: int, columns: Iterable[int], words: Vocabulary, *, fewest: int = _FEWEST
) -> list[int]:
    """Return the columns whose headings are numbers that may be days of a month, each later than the one before."""
    found = {at: match for at in columns if (match := _NUMBER.fullmatch(grid.text(row, at)))}
    if any(match["weekday"] and fold(match["weekday"]) not in words.weekdays for match in found.values()):
        return []
    numbers = [int(match["day"]) for match in found.values()]
    is_ascending = len(found) >= fewest and all(one < other for one, other in pairwise(numbers))
    return [*found] if is_ascending else []


def _rows_of_numbers(grid: Grid, words: Vocabulary) -> Iterator[tuple[int, list[int]]]:
    """Yield the rows of headings with numbers that no month stands over, right at the headings of the names."""
    for named, fields in grid.headed(words).items():
        first = next((at for at, field in fields.items() if field in NAMES), None)
        if first is None:
            continue
        # What stands beside a name is said of that person.
        for row in (named, *(at for at in (named - 1, named + 1) if not grid.text(at, first))):
            columns = numbers_of_days(grid, row, [at for at in grid.numbered(row) if at > first], words, fewest=1)
            is_heading = row == named or not _tells_apart(grid.along(named, columns), words)
            if columns and is_heading and not _has_months_above(grid, row, columns, words):
                yield row, columns


def _tells_apart(headings: Iterable[str], words: Vocabulary) -> bool:
    """Whether columns have headings of their own: `1. Abend | 2. Abend`, and above or below them how many came."""
    said = {fold(heading) for heading in headings if heading}
    return len(said) > 1 and not said <= words.weekdays


def _are_marked(grid: Grid, row: int, columns: Sequence[int], words: Vocabulary, hints: Sequence[str]) -> bool:
    """Whether who came is what stands below: on a list of sign-ups `3 | 8` may be the ages of children."""
    titles = grid.texts(range(max(0, row - _ROWS_OF_TITLE), row))
    kinds = {words.kind_of(text) for text in (*hints, *titles)}
    is_of_signups = "signup" in kinds and "attendance" not in kinds
    return not is_of_signups or says_who_was_missing(grid, range(row + 1, grid.height), columns, words)


def _has_months_above(grid: Grid, row: int, columns: Sequence[int], words: Vocabulary) -> bool:
    """Whether months stand right over the numbers: `Februar | | März`; a title stands further left."""
    return any(
        is_level(grid.value(at, column), text, words) and not text.isdigit() and fold(text) not in words.weekdays
        for at in range(row - _LEVELS_ABOVE, row)
        for column in columns
        if (text := grid.text(at, column))
    )


def _days(
    grid: Grid, row: int, columns: Sequence[int], month: Month, words: Vocabulary, *, is_one_of_several: bool
) -> dict[Place, Value]:
    """Return the days of a row of numbers; none where one of them does not exist, or they seem to count sessions."""
    of_month, year = month
    matches = {at: match for at in columns if (match := _NUMBER.fullmatch(grid.text(row, at)))}
    numbers = {at: int(match["day"]) for at, match in matches.items()}
    weekdays = {at: match["weekday"] or "" for at, match in matches.items()}
    for beside in (row + 1, row - 1):
        if not any(weekdays.values()):
            weekdays = {at: grid.text(beside, at) for at in columns}
            weekdays = weekdays if all(fold(text) in words.weekdays for text in weekdays.values()) else {}
    # `1 | 2 | 4 | 5`: of numbered sessions one may be missing.
    is_count = max(numbers.values()) - min(numbers.values()) < _SPARSE * len(numbers)
    is_count = is_count and not (len(numbers) == 1 and is_one_of_several)
    # Where no year is named, the day is read later, with the year of the list: 2000 had a 29th of February.
    if (is_count and not any(weekdays.values())) or not all(
        _exists(year or _CENTURY, of_month, number) for number in numbers.values()
    ):
        return {}
    return {(row, at): _written(number, of_month, year, weekdays.get(at, "")) for at, number in numbers.items()}


def _written(number: int, month: int, year: int | None, weekday: str) -> Value:
    if year and not weekday:
        return date(year, month, number)
    return f"{weekday}, {number}.{month}.{year or ''}".removeprefix(", ")


def _exists(year: int, month: int, number: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True


def _month_of(grid: Grid, row: int, words: Vocabulary, hints: Sequence[str]) -> Month | None:
    """Return the one month that is said of a row of numbers: by the nearest title, the sheet's name, the file's."""
    # A row with more is that of a person in the table above, who may be called `August`.
    rows = range(row - 1, max(-1, row - 1 - _ROWS_OF_TITLE), -1)
    above = (grid.row(at) for at in rows if len(grid.filled(at)) <= _CELLS_OF_TITLE)
    titles = next(filter(None, (_months_in(line, words) for line in above)), set())
    sheet, *others = [_months_in([hint.replace("_", " ")], words, is_name=True) for hint in hints]
    said = [found for found in (titles, sheet) if found] or [found for found in others if found][:1]
    months = {month for found in said for month, _ in found}
    years = {year for found in said for _, year in found} - {None}
    if len(months) != 1 or len(years) > 1:
        return None
    return months.pop(), next(iter(years), None)


def _months_in(texts: Iterable[str], words: Vocabulary, *, is_name: bool = False) -> set[Month]:
    """Return every month that texts name as theirs: with its year, or beside nothing but what such a list is called.

    Where one stands after a word for the beginning or the end, `ab Oktober 2024`, it is not said of the whole list.
    `Kurs 3/2024` is the third of its year.
    """
    found: set[Month] = set()
    for text in filter(None, texts):
        digits = _IN_DIGITS.fullmatch(_without_names_of_lists(text, words))
        if digits and code_after_label(text) is None:
            found.add((int(digits["month"] or digits["of"]), int(digits["year"] or digits["iso"])))
        named = [one for one in _NAMED.finditer(text) if month_of_word(one["word"]) and not _is_bound(one, words)]
        months = {(month_of_word(one["word"]) or 0, _year(one["year"])) for one in named}
        is_alone = len(named) == 1 and not _without_names_of_lists(text.replace(named[0][0], " "), words)
        if is_name or is_alone or len(months) > 1 or any(year for _, year in months):
            found |= months
    return found


def _is_bound(named: re.Match[str], words: Vocabulary) -> bool:
    """Whether a month is part of a day, is said of a beginning or an end, or is what somebody is called: `Frau Mai`."""
    before, behind = named.string[: named.start()], named.string[named.end("word") :]
    others = words.words["bounds"] | words.words["as_of"] | words.words["salutations"]
    is_other = f" {fold(before)}".endswith(tuple(f" {word}" for word in others))
    return is_other or bool(_DAY_BEFORE.search(before) or _DAY_BEHIND.match(behind))


def _without_names_of_lists(text: str, words: Vocabulary) -> str:
    known = words.words["title_words"] | words.words["list_words"] | words.words["calendar"]
    return " ".join(word for word in text.split() if fold(word) not in known and fold(word))


def _year(text: str | None) -> int | None:
    return int(text) % _CENTURY + _CENTURY if text else None
