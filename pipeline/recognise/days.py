"""Headings that stand for a session: a day in one cell or over several levels, a number, a week, a weekday.

Only what a heading looks like is told here; which columns are sessions is for `headers` to say.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from pipeline.days import month_of_word
from pipeline.fold import fold
from pipeline.read import Value
from pipeline.recognise.grid import Grid
from pipeline.values import day, looks_like_day
from pipeline.vocabulary import Vocabulary

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HAS_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)|\d\s*\.\s*\d{1,2}\s*\.\s*\d\d$|/\d\d$|[^\W\d_]\.?\s+\d\d$")
_DAY_OF_MONTH = re.compile(r"(?:(?P<weekday>[^\W\d_]{2,10})[.,]*\s*)?(?P<day>\d{1,2})\.?")
_MONTH_IN_DIGITS = re.compile(r"(0?[1-9]|1[0-2])\s*[./]\s*((?:19|20)\d\d)")
_DAY_WITHIN = re.compile(r"(?<![\d.])(?:\d{4}-\d{2}-\d{2}|\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}|\d{2})?)(?![\d.])")
_NAMED_WITHIN = re.compile(r"(?<![\w.])\d{1,2}(?:\.|st|nd|rd|th)?\s[^\W\d_]{3,}\.?(?:\s\d{4})?(?!\w)")
# `Gruppe 1`, `Gr. B`, `2`
_GROUP = re.compile(r"(?:[a-z]{2,} )?(\d{1,2}|[a-z])")
_BRACKETS = re.compile(r"\([^()]*\)")
_TIMES = re.compile(r"(?<!\d)\d{1,2}[:.]\d{2}(?!\d)(?:\s*[-–]\s*\d{1,2}[:.]\d{2})?(?:\s*Uhr)?")
_PARTS = re.compile(r"[\s,;:]+")
_LONGEST_PAUSE = 120
_COUNTED = re.compile(r"(\D*)(\d{1,3})(\D*)")
_NUMBER_FIRST = re.compile(r"(\d{1,3}) ([a-z]+)(?: .*)?")
_NUMBER_LAST = re.compile(r"([a-z]+) ?(?:nr )?(\d{1,3})(?: .*)?")
_MOST_LEVELS = 3
_LAST_DAY_OF_MONTH = 31
_BEFORE_AND_AFTER = 2
# C1, UE1, #1; what is longer must be a word for a session.
_LONGEST_PREFIX = 3


def day_at(grid: Grid, row: int, column: int, *, top: int, words: Vocabulary) -> Value:
    """Return the day that a heading stands for, completed by month and year above it; None where it is no day.

    `top` is the highest row that may belong to the header. A merged `März 2017` stands in the first of its cells.
    """
    value = grid.value(row, column)
    if isinstance(value, date):
        return value
    text = grid.text(row, column)
    above = range(row - 1, max(top, row - _MOST_LEVELS) - 1, -1)
    if looks_like_day(value):
        if _HAS_YEAR.search(text):
            return value
        year = _first(_year_of(grid.over(at, column)) for at in above)
        return f"{text} {year}" if year else value
    number = _DAY_OF_MONTH.fullmatch(text)
    if number is None or isinstance(value, float) or not 1 <= int(number["day"]) <= _LAST_DAY_OF_MONTH:
        return None
    # `Abend 1` below a day is its number.
    if number["weekday"] and fold(number["weekday"]) not in words.weekdays:
        return None
    for at in above:
        over = grid.over(at, column)
        if month := _month_of(over, words):
            years = (_year_of(grid.over(higher, column)) for higher in range(at, above.stop, -1))
            return f"{number['day']}.{month}.{_first(years) or ''}"
    return None


@lru_cache(maxsize=10_000)
def day_within(text: str, words: Vocabulary) -> str | None:
    """Return the one day within a longer heading: `2. Termin 12.09.2023 Asyl`, `Week 1 (7 Mar)`.

    Of a session that was moved it is the day on which it took place: `24.06. verlegt auf 26.06.`. A day on which
    somebody could come is none: `Termin 12.09. passt`.
    """
    named = (one for one in _NAMED_WITHIN.findall(text) if looks_like_day(one))
    found = _DAY_WITHIN.findall(text) or [*named]
    if len(found) == _BEFORE_AND_AFTER:
        between = fold(text.partition(found[0])[2].partition(found[1])[0])
        found = found[1:] if between in words.words["moved_to"] else found
        found = found[:1] if between in words.words["moved_from"] else found
    return found[0] if len(found) == 1 and not _is_wish(text, found[0], words) else None


def day_moved_to(remark: str, words: Vocabulary) -> str | None:
    """Return the day to which a remark moves a session: `verlegt auf Mo, 30.09.2019`.

    Of one moved from another day, `statt 26.09.`, the plan itself names the day.
    """
    found = _DAY_WITHIN.findall(remark) or _NAMED_WITHIN.findall(remark)
    if len(found) != 1 or not looks_like_day(found[0]):
        return None
    before = fold(remark.partition(found[0])[0])
    *others, last = before.split() or [""]
    before = " ".join(others) if last in words.weekdays else before
    is_moved = any(before == word or (" " in word and before.endswith(word)) for word in words.words["moved_to"])
    return found[0] if is_moved else None


@lru_cache(maxsize=10_000)
def days_of_groups(text: str) -> Mapping[str, str]:
    """Return group -> its day, where a heading names one for each: `Gruppe 1: 04.03., Gruppe 2: 11.03.`."""
    found = [*_DAY_WITHIN.finditer(text)]
    starts = [0, *(one.end() for one in found)]
    groups = [group_named(text[start : one.start()]) for start, one in zip(starts, found, strict=False)]
    is_each = len(found) > 1 and all(groups) and len(set(groups)) == len(found) and not fold(text[starts[-1] :])
    return {group: one[0] for group, one in zip(groups, found, strict=True)} if is_each else {}


def group_named(text: str) -> str:
    """Return the number or the letter of a group: `1` of `Gruppe 1`, `Gr. 1` and `1`; empty where none is named."""
    found = _GROUP.fullmatch(fold(text))
    return found[1] if found else ""


def _is_wish(text: str, named: str, words: Vocabulary) -> bool:
    """Whether a heading asks who could come on a day that it names. A topic does not: `12.03. Was ist möglich?`."""
    behind = text.partition(named)[2].strip(" :,.()–—-")
    is_topic = behind[:1].isupper() and not words.has_word("wished", behind)
    return words.holds("wished", text) and not is_topic


@lru_cache(maxsize=10_000)
def topic_within(text: str, words: Vocabulary) -> str | None:
    """Return what a heading says beside its day and its number: `2. Termin 12.09.2023 Asylrecht` is about Asylrecht."""
    day_named = day_within(text, words)
    if day_named is None:
        return None
    rest = _TIMES.sub(" ", _DAY_WITHIN.sub(" ", _BRACKETS.sub(" ", text.replace(day_named, " "))))
    parts = [part for part in _PARTS.split(rest) if fold(part)]
    while parts and (fold(parts[0]) in _names_of_sessions(words) or fold(parts[0]).isdigit()):
        parts = parts[1:]
    found = " ".join(parts).strip(" ,;:.–-")
    is_moved = fold(found) in words.words["moved_to"] | words.words["moved_from"]
    is_said = len(found) > _LONGEST_PREFIX or fold(found) in words.words["parts_of_day"]
    return found if is_said and not is_moved else None


def _names_of_sessions(words: Vocabulary) -> frozenset[str]:
    return words.words["sessions"] | words.words["weeks"] | words.weekdays


def is_serial(value: Value) -> bool:
    """Whether a number may be a day as spreadsheet programs count them."""
    return isinstance(value, int) and not isinstance(value, bool) and day(value).value is not None


def is_run_of_serials(values: Sequence[Value]) -> bool:
    """Whether numbers are days of one course: several, each later than the one before, none far from the next."""
    numbers = [value for value in values if isinstance(value, int)]
    return len(numbers) > 1 and all(0 < later - one <= _LONGEST_PAUSE for one, later in pairwise(numbers))


def is_level(value: Value, text: str, words: Vocabulary) -> bool:
    """Whether a heading is a level above or below days: a month, a year, a weekday."""
    return bool(_month_of(value, words) or _YEAR.fullmatch(text) or fold(text) in words.weekdays)


def is_session_name(text: str, words: Vocabulary) -> bool:
    """Whether a heading calls a session by a number: `UE 1`, `3. Termin`, `KW 13`, `Einheit 4: Asyl`."""
    return _numbered(text, words) is not None


def session_number(text: str, words: Vocabulary) -> int | None:
    """Return the number of the session that a heading names; a week of the year is none."""
    found = _numbered(text, words)
    if found is None:
        counted = _COUNTED.fullmatch(text.strip())
        is_short = counted and len(fold(counted[1])) <= _LONGEST_PREFIX and not fold(counted[3])
        return int(counted[2]) if counted and is_short else None
    return None if found[0] in words.words["weeks"] else found[1]


def _numbered(text: str, words: Vocabulary) -> tuple[str, int] | None:
    folded = fold(text)
    known = words.words["sessions"] | words.words["weeks"]
    if (found := _NUMBER_FIRST.fullmatch(folded)) and found[2] in known:
        name, number = found[2], found[1]
    elif (found := _NUMBER_LAST.fullmatch(folded)) and found[1] in known:
        name, number = found[1], found[2]
    else:
        return None
    return None if _is_wish(text, number, words) else (name, int(number))


def counted(headings: Sequence[tuple[int, str]], *, any_word: bool) -> list[int]:
    """Return the columns whose headings only count on: `C1 | C2 | C3`; with `any_word` also `Spalte1 | Spalte2`."""
    runs: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for column, text in headings:
        if found := _COUNTED.fullmatch(text.strip()):
            frame = fold(found[1]), fold(found[3])
            if any_word or max(map(len, frame)) <= _LONGEST_PREFIX:
                runs.setdefault(frame, []).append((column, int(found[2])))
    best = max(runs.values(), key=len, default=[])
    numbers = [number for _, number in best]
    is_run = len(best) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 1
    return [column for column, _ in best] if is_run else []


def _month_of(value: Value, words: Vocabulary) -> int | None:
    if isinstance(value, date):
        # A month is kept as its first day: `14.05.` above `2` is a day itself.
        return value.month if value.day == 1 else None
    if not isinstance(value, str):
        return None
    if found := _MONTH_IN_DIGITS.fullmatch(value.strip()):
        return int(found[1])
    named, *others = [part for part in fold(value).split() if not part.isdigit()] or [""]
    return None if others else words.months.get(named) or month_of_word(named)


def _year_of(value: Value) -> int | None:
    if isinstance(value, date):
        return value.year
    found = _YEAR.findall(str(value)) if isinstance(value, int | str) else []
    return int(found[0]) if len(found) == 1 else None


def _first(values: Iterable[int | None]) -> int | None:
    return next((value for value in values if value is not None), None)
