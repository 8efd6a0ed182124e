"""Cleaners: one cell's value -> what it means, or what is wrong with it. Nothing is guessed.

Each cleaner returns a `Reading`: the value (None where nothing could be read), and the kind of issue with an example
of what would be right. Texts repeat from row to row; the cleaners of texts remember what they have read.
"""

import re
from datetime import date, datetime, time
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from pipeline import issues
from pipeline.cells import Reading, says_nothing, text_of
from pipeline.days import EXAMPLE_DAY, DayOrder, day, day_order, looks_like_day
from pipeline.fold import MANY_TEXTS, fold
from pipeline.read import Value
from pipeline.vocabulary import load as vocabulary

__all__ = ["EXAMPLE_BIRTH", "EXAMPLE_DAY", "DayOrder", "Reading", "day", "day_order", "looks_like_day", "text_of"]

EXAMPLE_BIRTH = "23.03.1980"
YOUNGEST, OLDEST = 10, 100
"""Years of age beyond which a year of birth is a slip of the pen."""
_MINUTES_A_DAY = 24 * 60
_OF_SALUTATIONS = frozenset({"w", "m"})
# `Frua`, `Her`, `Hern`: one slip.
_NEAR, _LONGEST_SALUTATION = 0.75, 5

_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?(?:\s*(?:Uhr|h))?", re.IGNORECASE)
_TO = r"\s*(?:–|—|-|bis|to)\s*"
_SPAN = re.compile(rf"(\d{{1,2}})[:.](\d{{2}})\s*(?:Uhr\s*)?{_TO}(\d{{1,2}})[:.](\d{{2}})", re.IGNORECASE)
# Full hours are times only where it says so: `18-20 Uhr`.
_SPAN_OF_HOURS = re.compile(
    rf"(?<![\d.:])(\d{{1,2}})(?:[:.](\d{{2}}))?\s*(?:Uhr\s*)?{_TO}(\d{{1,2}})(?:[:.](\d{{2}}))?\s*(?:Uhr\b|h\b)",
    re.IGNORECASE,
)


class Birth(NamedTuple):
    """When somebody was born: the day, or the year alone."""

    born_on: date | None
    year: int


def birth(value: Value, *, order: DayOrder | None = None, told_in: int | None = None) -> Reading[Birth]:
    """Read a date or a year of birth. Where only day and month are unclear, the year is read.

    `told_in` is the year of the list: by it two digits of a year may leave one century only.
    """
    return _birth(text_of(value), order, told_in)


@lru_cache(MANY_TEXTS)
def _birth(text: str, order: DayOrder | None, told_in: int | None) -> Reading[Birth]:
    if says_nothing(text):
        return Reading()
    if text.isdecimal():
        if len(text) == 4:
            return Reading(Birth(None, int(text)))
        is_age = len(text) < 4
        return Reading(problem=issues.BIRTH_YEAR_IS_AGE if is_age else issues.BIRTH_IMPLAUSIBLE, expected="1975")
    if looks_like_day(text) and not re.search(r"\d{4}", text):
        born_on = _in_only_century(text, order, told_in)
        found = Birth(born_on, born_on.year) if born_on else None
        expected = f"{born_on:%d.%m.%Y}" if born_on else EXAMPLE_BIRTH
        return Reading(found, issues.BIRTH_DATE_INCOMPLETE, expected)
    born = day(text, example=EXAMPLE_BIRTH, order=order)
    if born.value is not None:
        return Reading(Birth(born.value, born.value.year))
    year = re.search(r"\d{4}", text) if born.problem is issues.DATE_AMBIGUOUS else None
    return Reading(Birth(None, int(year[0])) if year else None, born.problem, born.expected)


def _in_only_century(text: str, order: DayOrder | None, told_in: int | None) -> date | None:
    """Return the day of birth that `16.3.63` names on a list of 2025; `23.03.20` may be 1920 or 2020: None."""
    written = day(text, order=order).value
    if written is None or told_in is None:
        return None
    years = [century + written.year % 100 for century in (1900, 2000)]
    possible = [year for year in years if YOUNGEST <= told_in - year <= OLDEST]
    try:
        return written.replace(year=possible[0]) if len(possible) == 1 else None
    except ValueError:
        # The 29th of February of another century.
        return None


@lru_cache(MANY_TEXTS)
def gender(text: str) -> Reading[str]:
    """Read a gender as stated: w, m or d; no entry and `keine Angabe` are no problem."""
    meaning = vocabulary().genders.get(fold(text))
    if meaning is None and says_nothing(text):
        return Reading()
    if meaning is None:
        return Reading(problem=issues.GENDER_UNKNOWN, expected="w, m, d")
    return Reading(None if meaning == "not_stated" else meaning)


@lru_cache(MANY_TEXTS)
def salutation(text: str) -> Reading[str]:
    """Read the gender that `Frau`, `Herr Dr.` or `Ms` states, and `Frua`, too; a mere title states none."""
    genders, said = vocabulary().genders, [word for word in fold(text).split() if len(word) > 1]
    stated = {genders[word] for word in said if genders.get(word) in _OF_SALUTATIONS}
    if stated:
        return Reading(stated.pop() if len(stated) == 1 else None)
    long = vocabulary().words["long_salutations"]
    short = [word for word in said if len(word) <= _LONGEST_SALUTATION]
    near = {one for word in short for one in get_close_matches(word, long, n=1, cutoff=_NEAR)}
    if len(near) != 1:
        return Reading()
    meant = near.pop()
    return Reading(genders[meant], issues.SALUTATION_MISSPELT, meant.capitalize())


@lru_cache(MANY_TEXTS)
def status(text: str) -> Reading[str]:
    """Read the status of a sign-up as a stage; none written means admitted."""
    if not text:
        return Reading("admitted")
    meaning = vocabulary().status_of(text)
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
    """Return the times of `17:00–18:30 Uhr` or `18-20 Uhr`, wherever they stand in a text."""
    match = _SPAN.search(text) or _SPAN_OF_HOURS.search(text)
    if not match:
        return None
    hours = [int(part or 0) for part in match.groups()]
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
    # No length has more digits than a day has minutes.
    match = re.match(r"(\d{1,4}(?:\.\d+)?)(?!\d)\s*([a-zA-Z]*)", text)
    if not match:
        return None
    unit = fold(match[2])
    factor = 60 if unit in ("h", "std", "stunden", "stunde", "hours", "hour") else 45 if unit in ("ustd", "ue") else 1
    minutes = round(float(match[1]) * factor)
    return minutes if 0 < minutes <= _MINUTES_A_DAY else None


def is_yes(value: Value) -> bool:
    """Whether a cell says yes: `ja`, `x`, TRUE."""
    return value is True or fold(text_of(value)) in vocabulary().words["yes"]
