"""Cleaners: one cell's value -> what it means, or what is wrong with it. Nothing is guessed.

Each cleaner returns a `Reading`: the value (None where nothing could be read), and the kind of issue with an example
of what would be right. Texts repeat from row to row; the cleaners of texts remember what they have read.
"""

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple

from pipeline import issues
from pipeline.cells import Reading, says_nothing, text_of
from pipeline.days import EXAMPLE_DAY, DayOrder, day, day_order, looks_like_day
from pipeline.fold import MANY_TEXTS, PARTICLES, fold
from pipeline.read import Value
from pipeline.vocabulary import load as vocabulary

__all__ = ["EXAMPLE_BIRTH", "EXAMPLE_DAY", "DayOrder", "Reading", "day", "day_order", "looks_like_day", "text_of"]

EXAMPLE_BIRTH = "23.03.1980"
OLDER, YOUNGER = "sen.", "jun."
"""Of two people of one name."""
_MINUTES_A_DAY = 24 * 60
_FEWEST_CAPITALS = 3

_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?(?:\s*(?:Uhr|h))?", re.IGNORECASE)
_TO = r"\s*(?:–|—|-|bis|to)\s*"
_SPAN = re.compile(rf"(\d{{1,2}})[:.](\d{{2}})\s*(?:Uhr\s*)?{_TO}(\d{{1,2}})[:.](\d{{2}})", re.IGNORECASE)
# Full hours are times only where it says so: `18-20 Uhr`.
_SPAN_OF_HOURS = re.compile(
    rf"(?<![\d.:])(\d{{1,2}})(?:[:.](\d{{2}}))?\s*(?:Uhr\s*)?{_TO}(\d{{1,2}})(?:[:.](\d{{2}}))?\s*(?:Uhr\b|h\b)",
    re.IGNORECASE,
)


_BEFORE_FAMILY_NAMES = PARTICLES | {"v", "vd"}
# `Fuchs Franz +1`
_COMPANIONS = re.compile(r"(?<=\w)\s*\+\s*\d{1,2}$")
_BEHIND_DASH = re.compile(r"\w\s+[-–—]\s*([^\W\d_][^-–—]+)$")
# Of three words or more: `Ernst, Emil, abgemeldet`.
_LAST_WORD = re.compile(r"\S\s+\S.*\s([^\W\d_]+)$")
_MAY_HOLD_REMARK = re.compile(r"[\d.:,*]|\s[-–—]|\s[^\W\d_A-ZÄÖÜ]")
_GAP = re.compile(r" [-–—] ?| ?, ?| ")
_LONGEST_REMARK = 4
# What is longer is a story that somebody wrote beside it.
_LONGEST_NAME = 200
# "Anna Müller geb. von Schulz", "Müller, Peter jun.", "Ute Fricke *1951", "3. Ute Fricke": no part of the name.
_BORN_AS = re.compile(
    r",? (?i:geb\.|geborene|geborener|gebürtige|née|verh\.|verw\.) ?(?:[^\W\d_A-ZÄÖÜ]+\.? ){0,3}[^\W\d_][\w'’-]*"
)
_GENERATION = re.compile(r",? (?:(?:sen|jun|sr|jr|senior|junior)\.?|(?:Sen|Jun|Sr|Jr)\.|d\. ?[ÄJ]\.)(?= ?(?:,|$))")
_SAID_OF_GENERATION = re.compile(_GENERATION.pattern, re.IGNORECASE)
_BORN_IN = re.compile(r"(?:,? |(?=\*))(?:\*|Jg\.?|Jahrgang|geb\.)? ?(?:\d\d?\. ?\d\d?\. ?)?(?:19|20)\d\d$")
_COUNTED = re.compile(r"^\d{1,3}[.)]\s+(?=[^\W\d_])")
_NOT_ADMITTED = frozenset({"waitlisted", "declined", "cancelled", "withdrawn"})


class Birth(NamedTuple):
    """When somebody was born: the day, or the year alone."""

    born_on: date | None
    year: int


def birth(value: Value, *, order: DayOrder | None = None) -> Reading[Birth]:
    """Read a date or a year of birth. Where only day and month are unclear, the year is read."""
    return _birth(text_of(value), order)


@lru_cache(MANY_TEXTS)
def _birth(text: str, order: DayOrder | None) -> Reading[Birth]:
    if says_nothing(text):
        return Reading()
    if text.isdecimal():
        if len(text) == 4:
            return Reading(Birth(None, int(text)))
        is_age = len(text) < 4
        return Reading(problem=issues.BIRTH_YEAR_IS_AGE if is_age else issues.BIRTH_IMPLAUSIBLE, expected="1975")
    # 23.03.17 may be 1917 or 2017: a year of two digits is not read.
    if looks_like_day(text) and not re.search(r"\d{4}", text):
        return Reading(problem=issues.BIRTH_DATE_INCOMPLETE, expected=EXAMPLE_BIRTH)
    born = day(text, example=EXAMPLE_BIRTH, order=order)
    if born.value is not None:
        return Reading(Birth(born.value, born.value.year))
    year = re.search(r"\d{4}", text) if born.problem is issues.DATE_AMBIGUOUS else None
    return Reading(Birth(None, int(year[0])) if year else None, born.problem, born.expected)


@lru_cache(MANY_TEXTS)
def is_day_without_year(text: str) -> bool:
    """Whether a text is a day whose year nobody wrote: `23.03.`, `23. März`; `23.03.80` has half of it."""
    return looks_like_day(text) and day(text, year=2000).value is not None and day(text).value is None


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
def gender_of_salutation(text: str) -> str | None:
    """Return the gender that `Frau`, `Herr Dr.` or `Ms` states; a mere title states none."""
    found = {vocabulary().genders.get(word) for word in fold(text).split() if len(word) > 1}
    return next((gender for gender in ("w", "m") if found & {"w", "m"} == {gender}), None)


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


class WrittenName(NamedTuple):
    """A name as written in one cell, taken apart."""

    family: str
    given: str | None


@lru_cache(MANY_TEXTS)
def bare_name(text: str) -> str:
    """Return a name without what lists add to it: `Arne (neu)`, `Wiebke *`, `Kim¹`, `Pfr. i. R. Uwe`."""
    if len(text) > _LONGEST_NAME:
        return text
    text = " ".join(text.split())
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|[*†‡¹²³]+|\b(?:i\.\s?R\.|a\.\s?D\.|h\.\s?c\.)", " ", text)
    added = said_behind_name(text)
    bare = bare.strip().removesuffix(added).rstrip(" ,:–—-") if added else bare
    return _without_remarks(" ".join(bare.split())).strip() or text


def _without_remarks(name: str) -> str:
    """Return a name without what lists remark of the person beside it: `Samira Haddad - Gast`, `neu: Udo Thies`."""
    if not _MAY_HOLD_REMARK.search(name):
        return name
    for pattern in (_COUNTED, _BORN_IN, _BORN_AS):
        name = pattern.sub("", name)
    # Who writes everything in small letters: "amartya sen", "anna neu".
    are_small = name.islower()
    name = name if are_small else _GENERATION.sub("", name)
    remarks = vocabulary().words["beside_names"]
    before, colon, rest = name.partition(":")
    if colon and fold(before) in remarks:
        return rest
    for gap in [*_GAP.finditer(name)][-_LONGEST_REMARK:]:
        whole, remark, between = name[: gap.start()], name[gap.end() :], gap[0].strip()
        # "Anna Neu" and "Gast, Anna" are names: a blank or a comma alone parts them.
        is_said = (remark[:1].islower() and not are_small) if not between else between != "," or " " in whole
        if whole and is_said and fold(remark) in remarks:
            return whole
    return name


def generation(noted: str) -> str | None:
    """Return which of two of one name is meant, the older or the younger, by what is noted: `d. Ä.`, `junior`."""
    said = noted.casefold()
    if not _SAID_OF_GENERATION.fullmatch(f" {said}"):
        return None
    return OLDER if said.startswith("s") or "ä" in said else YOUNGER


def noted_of_name(text: str) -> str:
    """Return the year of birth or the generation that a list writes behind a name: `*1951`, `jun.`; mostly nothing."""
    if len(text) > _LONGEST_NAME:
        return ""
    text = " ".join(text.split())
    noted = _BORN_IN.search(text) or (None if text.islower() else _GENERATION.search(text))
    return noted[0].strip(" ,") if noted else ""


@lru_cache(MANY_TEXTS)
def said_behind_name(text: str) -> str:
    """Return what stands behind a name and is none: `+1`, `abgemeldet` of `Ernst Emil – abgemeldet`; mostly nothing.

    Double names have dashes, too: `Meyer - Fest`.
    """
    if text.isalpha() or len(text) > _LONGEST_NAME:
        return ""
    if companions := _COMPANIONS.search(text):
        return companions[0]
    dashed, last = _BEHIND_DASH.search(text), _LAST_WORD.search(text)
    if dashed and (_is_of_status(dashed[1]) or (dashed[1][0].islower() and _is_said(dashed[1]))):
        return dashed[1]
    if last and _is_of_status(last[1]) and (last[1][0].islower() or text[: last.start(1)].rstrip().endswith(",")):
        return last[1]
    return ""


def _is_of_status(text: str) -> bool:
    return vocabulary().statuses.get(fold(text)) in _NOT_ADMITTED


def _is_said(text: str) -> bool:
    words = vocabulary()
    return fold(text) in words.statuses or words.meaning_of(text) is not None


def full_name(text: str) -> WrittenName:
    """Take a whole name apart: `Müller, Anna`, `Anna Müller`, `Dr. Anna von der Heyde`.

    Without a comma the family name is the one in capitals (`MÜLLER Anna`), or it begins at the last word or at the
    first small one (`von`, `zum`, `al-`); one that begins the name ends with the first word that is not small.
    """
    if "," in text:
        family, _, given = text.partition(",")
        return WrittenName(family.strip(), given.strip() or None)
    if (found := name_in_capitals(text)) is not None:
        return found
    words = text.split()
    if len(words) < 2:
        return WrittenName(text.strip(), None)
    if words[0][0].islower() and fold(words[0]).partition(" ")[0] in _BEFORE_FAMILY_NAMES:
        # "v.d. Heide Jörg"
        end = next((at for at, word in enumerate(words[:-1], start=1) if not word.islower()), len(words))
        return WrittenName(" ".join(words[:end]), " ".join(words[end:]) or None)
    start = next((at for at, word in enumerate(words[:-1]) if at and word[:1].islower()), len(words) - 1)
    return WrittenName(" ".join(words[start:]), " ".join(words[:start]))


def name_in_capitals(text: str) -> WrittenName | None:
    """Take a whole name apart whose family name alone is in capitals: `MÜLLER Anna`, `Anna von der HEYDE`."""
    words = text.split()
    capitals = [at for at, word in enumerate(words) if _is_in_capitals(word)]
    if not capitals or len(capitals) == len(words):
        return None
    start, end = capitals[0], capitals[-1] + 1
    while start and words[start - 1][:1].islower():
        start -= 1
    before, after = words[:start], words[end:]
    if bool(before) == bool(after) or len(capitals) != sum(not word[:1].islower() for word in words[start:end]):
        return None
    return WrittenName(" ".join(words[start:end]), " ".join(before or after))


def _is_in_capitals(word: str) -> bool:
    """Whether a word is written in capitals, and is no abbreviation, initial or numeral: `AJ`, `M.`, `III`."""
    return word.isupper() and sum(map(str.isalpha, word)) >= _FEWEST_CAPITALS and not set(word) <= set("IVX.")
