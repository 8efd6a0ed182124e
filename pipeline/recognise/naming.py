"""What texts call a course: a code wherever it stands, a number or a letter only where a word says that it is a course.

Codes are compared by letters and digits (`course_key`); here they stay as written, upper case.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain

from pipeline.fold import course_key, fold
from pipeline.vocabulary import load as vocabulary

# IB-2017-1, WS 2017/2, ib_2017_1; not Stand_2017-03-29, which goes on like a day.
_CODE = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,6})[\s_-]*((?:19|20)\d\d)[\s/_-]+(\d{1,3})(?![\d]|[-./]\d)")
# IL-22-H, DK-IB-2021, EA-23-01.
_PARTED_CODE = re.compile(
    r"(?<![^\W_])(?<![/.-])([A-ZÄÖÜ]{1,6})-([A-ZÄÖÜ]{1,6}|\d\d|20\d\d)-([A-Z]{1,4}|\d{1,4})(?![^\W_])(?![/-])"
)
# 24H1031, 241F-10305: the year (and its half) of an adult education centre, a letter or two, a number.
_CENTRE_CODE = re.compile(r"(?<![^\W_])(?<![/.-])[1-4]\d{1,2}[A-Z]{1,2}-?\d{3,6}(?![^\W_])(?![/-])")
# `QM-FB-12` is a form.
_OF_YEAR = re.compile(r"20\d\d|1[5-9]|[2-4]\d")
# What may follow a word for a course: IB17-1, 3/2017, 17-1-IB, VHS 171-40210.
_NUMBER = r"(?:[^\W\d_]{1,6}[\s-]?)?\d\w*(?:[-/]\w+)+|[^\W\d_]{1,6}-?\d{2,}\w*"
_LABEL_END = r"(?:[\s-]*(?:Nr|Nummer|No|ID|Code|Kennung)\b\.?)?\s*[:#]?\s+"
# Codes of an office stand one by one in a cell: `K24-117, K24-118`.
_PLAIN_CODE = re.compile(r"(?=.*\d)[^\W_]{1,8}(?:[-/][^\W_]{1,8})*")
_BETWEEN_CODES = re.compile(r"\s*[,;+&\n]\s*|\s+(?:und|and)\s+")
_LONGEST_CODE = 30
_LONGEST_LETTER = 2
_MOST_TITLE_WORDS = 3
# "Mai 2017 - 12 Termine", "Stand 2017/3": no codes.
_BEFORE_YEARS = frozenset({"am", "vom", "bis", "ab", "seit", "stand", "jahr", "year", "from", "until", "seite", "page"})
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d{1,2}-\d{1,2}")


def code_in(text: str) -> str | None:
    """Return the first course code within a text, as written, upper case."""
    match = _find_code(text)
    return match[0].strip().upper() if match else None


def parted_code(text: str) -> str | None:
    """Return the one code of three parts in a text: `IL-22-H`, `DK-IB-2021`; capitals in one part, a year in another.

    `COVID-19` and `Raum B-104` have two parts, `12-03-2022` has no letters, `Formblatt FB-KV-21` says what it is.
    """
    codes = (match for match in _PARTED_CODE.finditer(text) if _is_telling(match.groups()))
    others = vocabulary().words["of_other_codes"]
    found = {match[0] for match in codes if others.isdisjoint(fold(text[: match.start()]).split()[-2:])}
    return found.pop() if len(found) == 1 else None


def _is_telling(parts: Sequence[str]) -> bool:
    has_letters = any(part.isalpha() and len(part) > 1 for part in parts)
    return has_letters and any(_OF_YEAR.fullmatch(part) for part in parts)


def _find_code(text: str) -> re.Match[str] | None:
    return next(_find_codes(text), None)


def _find_codes(text: str) -> Iterator[re.Match[str]]:
    found = (match for match in _CODE.finditer(text) if fold(match[1]) not in _no_codes())
    return chain(found, _CENTRE_CODE.finditer(text))


@cache
def _no_codes() -> frozenset[str]:
    return _BEFORE_YEARS | vocabulary().months.keys()


def code_after_label(text: str) -> str | None:
    """Return the code behind a word for a course: `Kurs IB17-1`, `Kursnummer: VHS 171-40210`, `Kurs 3/2017`."""
    for match in _labelled().finditer(text):
        first = fold(re.split(r"[\s\d-]", match["code"])[0])
        if first not in _no_codes() and not _DAY.fullmatch(match["code"]):
            return match["code"].strip().upper()
    return None


@cache
def _labelled() -> re.Pattern[str]:
    words = "|".join(sorted(vocabulary().words["of_course"]))
    return re.compile(rf"\b\w*(?:{words})(?:s?nummer|s?nr\.?)?{_LABEL_END}(?P<code>{_NUMBER})(?![\w.])", re.IGNORECASE)


def letter_after_label(text: str) -> str | None:
    """Return what stands alone behind a word for a course: `Kurs B`, `Kurs 2`."""
    first, _, rest = fold(text).partition(" ")
    is_letter = first in vocabulary().words["of_course"] and 0 < len(rest) <= _LONGEST_LETTER
    return rest.upper() if is_letter else None


def code_of_cell(text: str) -> str | None:
    """Return the course a cell of a course column names: the code within it, or the whole short text.

    `Kurs B` in such a column is the course B, as it is above a list.
    """
    if found := code_in(text) or code_after_label(text):
        return found
    first, _, rest = text.partition(" ")
    bare = rest.strip() if rest and fold(first) in vocabulary().words["of_course"] else text
    # A dash or a question mark in the column names no course, nor does a yes.
    is_code = len(bare) <= _LONGEST_CODE and course_key(bare) and fold(bare) not in _answers()
    return bare.upper() if is_code else None


@cache
def _answers() -> frozenset[str]:
    words = vocabulary().words
    return words["yes"] | words["no"] | words["maybe"]


@lru_cache(maxsize=10_000)
def codes_of_cell(text: str) -> tuple[str, ...]:
    """Return all courses a cell of a course column names: `IB-2017-1, WS-2017-1` are two."""
    codes = [match[0].strip().upper() for match in _find_codes(text)]
    if len(codes) < 2:
        parts = [part.upper() for part in _BETWEEN_CODES.split(text) if part]
        codes = parts if all(map(_PLAIN_CODE.fullmatch, parts)) else [code_of_cell(text) or ""]
    return tuple(code for code in dict.fromkeys(codes) if code)


def title_of(text: str) -> str | None:
    """Return what is left of a title when the code and the words around it are taken away."""
    text = _as_of().sub(" ", text)
    code = _find_code(text)
    parts = (text.replace(code[0], " ") if code else text).split()
    for end in (1, -1):
        while cut := _words_at_end(parts, end):
            parts = parts[cut:] if end == 1 else parts[:-cut]
    return " ".join(parts).strip(" :,–—-") or None


@cache
def _as_of() -> re.Pattern[str]:
    """Return what finds in a title of which day it is: `(Stand 10.01.2026)`, `Stand: 10.1.26`."""
    words = "|".join(map(re.escape, sorted(vocabulary().words["as_of"], key=len, reverse=True)))
    return re.compile(rf"[(\[]\s*(?:{words})\b[^()\[\]]*[)\]]|\b(?:{words}):?\s+\d[\d./-]*\d", re.IGNORECASE)


def _words_at_end(parts: list[str], end: int) -> int:
    """Return how many words at the beginning (1) or at the end (-1) are no part of a title."""
    for count in range(min(_MOST_TITLE_WORDS, len(parts)), 0, -1):
        words = fold(" ".join(parts[:count] if end == 1 else parts[-count:]))
        if words in vocabulary().words["title_words"] or not words:
            return count
    return 0
