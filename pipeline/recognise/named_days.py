"""The day of a list that stands in no cell of its own: in a title, in the name of the sheet or of the file."""

import re
import unicodedata
from datetime import date
from functools import cache

from pipeline import values
from pipeline.recognise.table import SheetTable
from pipeline.vocabulary import load

_DAY = re.compile(r"(?<!\d)(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}|\d{2}(?!\d))?)(?!\d)")
# In `Gruppe 2 Mai 2017` the number is the group's.
_SPELLED_OUT = re.compile(r"(?:(?<![\d.,])\d{1,2}\.|(?:^|(?<=[,;(–-] ))\d{1,2})\s[^\W\d_]{3,9}\.?(?:\s\d{4})?(?!\w)")
_WRITTEN_TOGETHER = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)")
_PARTED_BY_BLANKS = re.compile(r"(?<!\d)(20\d\d)[ .](\d{1,2})[ .](\d{1,2})(?!\d)")
_DAY_AND_MONTH = re.compile(r"(\d\d)(\d\d)")
_YEARS = range(1980, 2100)

DAYS = (_WRITTEN_TOGETHER, _PARTED_BY_BLANKS, _DAY)
"""The ways in which names of files and sheets write a day."""


def day_of_list(table: SheetTable) -> date | None:
    """Return the day that a list of one session names in its title, its sheet's or its file's name."""
    marker = as_of_marker(load().words["as_of"])
    for text in (*table.region.titles, table.sheet_name or "", table.file.location.stem):
        if day := day_in(marker.split(without_accents(text))[0], table.year):
            return day
    return _day_of_digits(table)


def day_in(text: str, year: int | None) -> date | None:
    """Return the first day within a text: `2017-03-29`, `2017_03_29`, `20170329`, `29.3.`, `29. März 2017`."""
    spaced = text.replace("_", " ")
    for pattern in (_WRITTEN_TOGETHER, _PARTED_BY_BLANKS):
        spaced = pattern.sub(r"\1-\2-\3", spaced)
    written = (match[0] for pattern in (_DAY, _SPELLED_OUT) for match in pattern.finditer(spaced))
    return next((day for text in written if (day := values.day(text, year=year).value)), None)


def _day_of_digits(table: SheetTable) -> date | None:
    """Return the day of a sheet that is called `0405`; `2012` is a year, unless its neighbours are called by days."""
    names = [sheet.name or "" for sheet in table.file.sheets]
    if all(not name.isdecimal() or int(name) in _YEARS for name in names):
        return None
    digits = _DAY_AND_MONTH.fullmatch(table.sheet_name or "")
    return values.day(f"{digits[1]}.{digits[2]}.", year=table.year).value if digits else None


@cache
def as_of_marker(spellings: frozenset[str]) -> re.Pattern[str]:
    """Return what finds the words before the day on which a list was printed or changed: `Stand:`."""
    longest_first = sorted(spellings, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, longest_first))})(?![^\W_])[\s:;,.-]*", re.IGNORECASE)


def without_accents(text: str) -> str:
    """Return a text without accents, as the words of the vocabulary are, but with all that parts a day."""
    if not text.isascii():
        text = "".join(unicodedata.normalize("NFD", letter)[0] for letter in unicodedata.normalize("NFC", text))
    return " ".join(text.replace("_", " ").split())
