"""Which state of itself does a list name? `Stand: 29.03.2017` in a title, a day in the name of sheet or file.

And what is left of a name when days and versions are taken away: the name that all states of a list share.
"""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from pipeline import values
from pipeline.codes import SourceKind
from pipeline.fold import MANY_TEXTS, fold
from pipeline.recognise import SheetTable
from pipeline.recognise.named_days import DAYS, as_of_marker, day_in, without_accents
from pipeline.vocabulary import Vocabulary, load

_MONTH = re.compile(r"(?:([^\W\d_]{3,})\.? (20\d\d)|(\d{1,2})/(20\d\d))(?!\d)")
_COPY = re.compile(r"\s*(\(\d+\)|[-_ ]+(kopie|copy)( ?\(?\d+\)?)?)$", re.IGNORECASE)
# `v2`; what a program has added: `export_1412`.
_NUMBERED = re.compile(r"v(\d{1,2})")
_UNNAMED = re.compile(r"v\d*|\d{4,}")


class State(NamedTuple):
    """The days among which a list's `Stand` lies: one day, or those of a month."""

    first: date
    last: date


def state_of(table: SheetTable, words: Vocabulary) -> State | None:
    """Return the state a list names: `Stand: 29.03.2017` around it; or else the day in the name of sheet or file."""
    names = [table.sheet_name or "", table.file.location.stem]
    below = table.grid.texts(row for row in table.region.rows.skipped if row not in table.region.header.rows)
    marker = as_of_marker(words.words["as_of"])
    for text in (*table.region.titles, *names, *below):
        plain = without_accents(text)
        for found in marker.finditer(plain):
            rest = plain[found.end() : found.end() + 20]
            if state := _state_in(rest, table.year):
                return state
    # In the name of a list of one session it is the day of the session.
    sessions = table.region.sessions
    is_of_one = table.kind is SourceKind.ATTENDANCE and (
        len(sessions) < 2 or all(one.day is one.number is None for one in sessions)
    )
    days = [] if is_of_one else [day for text in names if (day := day_in(text, None))]
    return State(days[0], days[0]) if days else None


def version_of(table: SheetTable, words: Vocabulary) -> tuple[int, int]:
    """Return whether file and sheet are called earlier (-1) or later (1) than a plain name, and their `v2`."""
    named = fold(f"{table.file.location.stem} {table.sheet_name or ''}".replace("_", " ")).split()
    later = any(word in words.words["later_versions"] for word in named)
    earlier = any(word in words.words["earlier_versions"] for word in named)
    numbers = [int(match[1]) for word in named if (match := _NUMBERED.fullmatch(word))]
    return later - earlier, max(numbers, default=1)


def plain_name(table: SheetTable) -> bool:
    """Whether file and sheet are called like an original, not `Liste (2)` or `Liste - Kopie`."""
    return not any(_COPY.search(name) for name in (table.file.location.stem, table.sheet_name or ""))


@lru_cache(MANY_TEXTS)
def bare_words(name: str) -> frozenset[str]:
    """Return the words of a name, apart from days, versions and what says that it is a list, and of which kind."""
    words = load()
    without = _COPY.sub("", name).replace("_", " ")
    for pattern in (*DAYS, _MONTH):
        without = pattern.sub(" ", without)
    known = words.months.keys() | words.words["versions"] | words.words["as_of"] | words.words["list_words"]
    left = [word for word in fold(without).split() if word not in known and not _UNNAMED.fullmatch(word)]
    return frozenset(word for word in left if not words.kind_of(word))


def _state_in(text: str, year: int | None) -> State | None:
    if day := day_in(text, year):
        return State(day, day)
    named = values.day(" ".join(text.split()[:3]), year=year).value
    if named:
        return State(named, named)
    if not (match := _MONTH.match(text)):
        return None
    first = values.day(f"1. {match[1]} {match[2]}" if match[1] else f"1.{match[3]}.{match[4]}").value
    return State(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)) if first else None
