"""Cleaners: one cell's value -> what it means, or what is wrong with it. Nothing is guessed.

Each cleaner returns a `Reading`: the value (None where nothing could be read), and the kind of issue with an example
of what would be right. Texts repeat from row to row; the cleaners of texts remember what they have read.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from pipeline import issues
from pipeline.fold import fold
from pipeline.issues import IssueKind
from pipeline.read import Value
from pipeline.vocabulary import load as vocabulary

EXAMPLE_DAY = "15.02.2017"
_EXAMPLE_BIRTH = "23.03.1980"
_EXCEL_EPOCH = date(1899, 12, 30)
# 30000 = 18.02.1982, 80000 = 10.01.2119: a number in a column of days that is a day as Excel counts.
_SERIALS = range(30000, 80000)
_CENTURY = 2000
_TOO_LONG_TO_READ = 10**18
_MINUTES_A_DAY = 24 * 60

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_DOTTED = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.?\s*(\d{4}|\d{2})?(?:,?\s+\d{1,2}:\d{2}(?::\d{2})?)?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?:,?\s+\d{1,2}:\d{2}(?::\d{2})?)?")
_NAMED = re.compile(r"(\d{1,2})\.?[\s-]*([^\W\d_]{3,})\.?[\s-]*(\d{4}|\d{2})?")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?(?:\s*(?:Uhr|h))?", re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,2})[:.](\d{2})\s*(?:Uhr\s*)?(?:–|—|-|bis|to)\s*(\d{1,2})[:.](\d{2})", re.IGNORECASE)

T = TypeVar("T")


class Reading(NamedTuple, Generic[T]):
    """What a cell means, or what is wrong with it."""

    value: T | None = None
    problem: IssueKind | None = None
    expected: str | None = None


def text_of(value: Value) -> str:
    """Return a cell's value as its sender sees it: `1994`, `14.02.2017`, `17:30`; empty for an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "WAHR" if value else "FALSCH"
    if isinstance(value, int | float):
        return _text_of_number(value)
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y}" if value.time() == time() else f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return " ".join(str(value).split())


def _text_of_number(value: float) -> str:
    if isinstance(value, float) and not value.is_integer():
        return str(value).replace(".", ",")
    whole = int(value)
    # A slip like 1e300 would be a text of 300 digits.
    return str(whole) if abs(whole) < _TOO_LONG_TO_READ else f"{Decimal(whole):.3E}".replace(".", ",")


def looks_like_day(value: Value) -> bool:
    """Whether a cell is a date or is meant to be one, even one that does not exist."""
    if isinstance(value, date):
        return True
    if not isinstance(value, str):
        return False
    text = _without_weekday(" ".join(value.split()))
    if _ISO.fullmatch(text) or _DOTTED.fullmatch(text) or _SLASHED.fullmatch(text):
        return True
    named = _NAMED.fullmatch(text)
    return bool(named and fold(named[2])[:3] in vocabulary().months)


def day(value: Value, *, year: int | None = None, example: str = EXAMPLE_DAY) -> Reading[date]:
    """Read a day. `year` completes days written without one (`15.02.`)."""
    if value is None or value == "":
        return Reading()
    if isinstance(value, datetime):
        return Reading(value.date())
    if isinstance(value, date):
        return Reading(value)
    if isinstance(value, int | float) and _SERIALS.start <= value < _SERIALS.stop:
        return Reading(_EXCEL_EPOCH + timedelta(days=int(value)))
    return _day_of_text(text_of(value), year, example)


@cache
def _day_of_text(text: str, year: int | None, example: str) -> Reading[date]:
    written = _without_weekday(text)
    if match := _ISO.fullmatch(written):
        return _calendar(int(match[1]), int(match[2]), int(match[3]), example)
    if match := _DOTTED.fullmatch(written):
        return _calendar(_year(match[3], year), int(match[2]), int(match[1]), example)
    if match := _SLASHED.fullmatch(written):
        first, second = int(match[1]), int(match[2])
        if first != second and first <= 12 and second <= 12:
            return Reading(problem=issues.DATE_AMBIGUOUS, expected=example)
        month, day_of_month = (first, second) if second > 12 else (second, first)
        return _calendar(_year(match[3], year), month, day_of_month, example)
    if match := _NAMED.fullmatch(written):
        named = vocabulary().months.get(fold(match[2])) or vocabulary().months.get(fold(match[2])[:3])
        if named:
            return _calendar(_year(match[3], year), named, int(match[1]), example)
    return Reading(problem=issues.DATE_UNREADABLE, expected=example)


def _without_weekday(text: str) -> str:
    first, _, rest = text.partition(" ")
    if fold(first) in vocabulary().weekdays and rest:
        return rest.strip()
    head, comma, tail = text.partition(",")
    return tail.strip() if comma and fold(head) in vocabulary().weekdays else text


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


class Birth(NamedTuple):
    """When somebody was born: the day, or the year alone."""

    born_on: date | None
    year: int


def birth(value: Value) -> Reading[Birth]:
    """Read a date or a year of birth. Where only day and month are unclear, the year is read."""
    text = text_of(value)
    if not text:
        return Reading()
    if text.isdecimal():
        if len(text) == 4:
            return Reading(Birth(None, int(text)))
        is_age = len(text) < 4
        return Reading(problem=issues.BIRTH_YEAR_IS_AGE if is_age else issues.BIRTH_IMPLAUSIBLE, expected="1975")
    # 23.03.17 may be 1917 or 2017: a year of two digits is not read.
    if looks_like_day(text) and not re.search(r"\d{4}", text):
        return Reading(problem=issues.BIRTH_DATE_INCOMPLETE, expected=_EXAMPLE_BIRTH)
    born = day(text, example=_EXAMPLE_BIRTH)
    if born.value is not None:
        return Reading(Birth(born.value, born.value.year))
    slashed = _SLASHED.fullmatch(text)
    year = Birth(None, int(slashed[3])) if slashed and born.problem is issues.DATE_AMBIGUOUS else None
    return Reading(year, born.problem, born.expected)


@cache
def gender(text: str) -> Reading[str]:
    """Read a gender as stated: w, m or d; no entry and `keine Angabe` are no problem."""
    if not text:
        return Reading()
    meaning = vocabulary().genders.get(fold(text))
    if meaning is None:
        return Reading(problem=issues.GENDER_UNKNOWN, expected="w, m, d")
    return Reading(None if meaning == "not_stated" else meaning)


def postcode(value: Value) -> Reading[str]:
    """Read a postcode as text; a number of four digits has lost its first zero."""
    text = re.sub(r"^D[-\s]+", "", text_of(value))
    if re.fullmatch(r"[1-9]\d{3}", text):
        return Reading(f"0{text}", issues.POSTCODE_LOST_ZERO, f"0{text}")
    return Reading(text or None)


@cache
def status(text: str) -> Reading[str]:
    """Read the status of a sign-up as a stage; none written means admitted."""
    if not text:
        return Reading("admitted")
    meaning = vocabulary().statuses.get(fold(text))
    if meaning is None:
        return Reading("admitted", issues.STATUS_UNKNOWN, "angemeldet, Warteliste, abgelehnt, abgesagt, abgebrochen")
    return Reading(meaning)


def clock(value: Value) -> Reading[time]:
    """Read a time of day: `17:30`, `17.30 Uhr`, `17`."""
    if isinstance(value, datetime):
        return Reading(value.time())
    if isinstance(value, time):
        return Reading(value)
    if isinstance(value, float) and 0 < value < 1:
        minutes = round(value * 24 * 60)
        return Reading(time(minutes // 60 % 24, minutes % 60))
    text = text_of(value)
    if not text:
        return Reading()
    match = _TIME.fullmatch(text)
    if match and int(match[1]) < 24 and int(match[2] or 0) < 60:
        return Reading(time(int(match[1]), int(match[2] or 0)))
    return Reading(problem=issues.TIME_UNREADABLE, expected="17:30")


def span(text: str) -> tuple[time, time] | None:
    """Return the times of `17:00–18:30 Uhr`, wherever it stands in a text."""
    match = _SPAN.search(text)
    if not match:
        return None
    hours = [int(part) for part in match.groups()]
    if hours[0] > 23 or hours[2] > 23 or hours[1] > 59 or hours[3] > 59:
        return None
    return time(hours[0], hours[1]), time(hours[2], hours[3])


def minutes_between(start: time | None, end: time | None) -> int | None:
    """Return the minutes from one time of the day to a later one."""
    if start is None or end is None:
        return None
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    return minutes if minutes > 0 else None


def duration(value: Value) -> int | None:
    """Return a length in minutes: `90`, `90 Min.`, `1,5 Std.`, `2 UStd`, `1:30`; None where none can be read."""
    if isinstance(value, int | float) and not 0 < value <= _MINUTES_A_DAY:
        return None
    text = text_of(value).replace(",", ".")
    if hours := re.fullmatch(r"(\d{1,2}):(\d{2})(?:\s*(?:h|Std\.?|Stunden))?", text):
        return int(hours[1]) * 60 + int(hours[2]) or None
    match = re.match(r"(\d+(?:\.\d+)?)\s*([a-zA-Z]*)", text)
    if not match:
        return None
    unit = fold(match[2])
    factor = 60 if unit in ("h", "std", "stunden", "stunde", "hours", "hour") else 45 if unit in ("ustd", "ue") else 1
    minutes = round(float(match[1]) * factor)
    return minutes if 0 < minutes <= _MINUTES_A_DAY else None


def is_yes(value: Value) -> bool:
    """Whether a cell says yes: `ja`, `x`, TRUE."""
    return value is True or fold(text_of(value)) in vocabulary().words["yes"]


class WrittenName(NamedTuple):
    """A name as written in one cell, taken apart."""

    family: str
    given: str | None


def bare_name(text: str) -> str:
    """Return a name without what lists add to it: `Arne (neu)`, `Wiebke *`, `Kim¹`."""
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|[*†‡¹²³]+", " ", text)
    return " ".join(bare.split()) or text


def full_name(text: str) -> WrittenName:
    """Take a whole name apart: `Müller, Anna`, `Anna Müller`, `Dr. Anna von der Heyde`.

    Without a comma the family name begins at the last word or at the first small one (`von`, `zum`, `al-`).
    """
    if "," in text:
        family, _, given = text.partition(",")
        return WrittenName(family.strip(), given.strip() or None)
    words = text.split()
    if len(words) < 2:
        return WrittenName(text.strip(), None)
    start = next((at for at, word in enumerate(words[:-1]) if at and word[:1].islower()), len(words) - 1)
    return WrittenName(" ".join(words[start:]), " ".join(words[:start]))


class WrittenAddress(NamedTuple):
    """An address as written in one cell, taken apart."""

    postcode: str | None
    place: str | None


@cache
def address(text: str) -> WrittenAddress:
    """Find postcode and place in `Lindenstraße 74, 38304 Wolfenbüttel`."""
    match = re.search(r"(?:^|\D)(\d{5})\s+([^,;\d]+)", text)
    return WrittenAddress(match[1], match[2].strip()) if match else WrittenAddress(None, None)
