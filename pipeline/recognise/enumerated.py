"""Sessions whose columns have only numbers, and the days that lines around the table give these.

`Termine: 1) 04.03.2020 2) 11.03.2020` above `Name | 1 | 2` says when 1 and 2 were.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.fold import fold
from pipeline.recognise.region import Region
from pipeline.vocabulary import Vocabulary

_DAY = r"\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}|\d{2}(?!\d))?"
# `1) 04.03.`, `1. Termin: Mi, 04.03.`, `UE 1 = 04.03.`; in `04.03. 11.03.` nothing is numbered.
_NUMBERED = re.compile(
    rf"(?<![\d.,])(\d{{1,2}})(?:\s*[):=]|\.?\s+(?=\S))\s*(?:[^\W\d_]+[.,:]*\s*){{0,2}}({_DAY})(?!\d)"
)
_PLAIN = re.compile(rf"(?<![\d.])({_DAY})(?!\d)")
_FEWEST = 2
# Two days in a line are from when to when a course goes.
_FEWEST_IN_A_ROW = 3


def with_enumerated_days(region: Region, words: Vocabulary) -> Region:
    """Return a matrix with the days of its sessions, where no heading has one and a line near it names them all."""
    numbers = [session.number for session in region.sessions]
    if len(numbers) < _FEWEST or None in numbers:
        return region
    lines = [*region.titles, *region.grid.texts(row for row, role in region.rows.skipped.items() if role != "header")]
    # "Keine Treffen am 01.05., 21.05., 01.06."
    said = [line for line in lines if not _says_when_not(line, words)]
    days = _numbered(said) or _in_a_row(said, len(numbers))
    if not {*numbers} <= days.keys():
        return region
    sessions = (replace(session, day=days[session.number or 0]) for session in region.sessions)
    return replace(region, header=replace(region.header, sessions=tuple(sessions)))


def _says_when_not(line: str, words: Vocabulary) -> bool:
    return not words.words["not_word"].isdisjoint(fold(line).split()) or words.meaning_of(line) == "cancelled"


def _numbered(lines: Iterable[str]) -> dict[int, str]:
    """Return number -> day; nothing where a number has two."""
    pairs = {(int(number), day) for line in lines for number, day in _NUMBERED.findall(line)}
    days = dict(pairs)
    return days if len(days) == len(pairs) else {}


def _in_a_row(lines: Iterable[str], count: int) -> dict[int, str]:
    """Return number -> day for the one line that names as many days as there are sessions."""
    named = [found for line in lines if len(found := _PLAIN.findall(line)) == count]
    return dict(enumerate(named[0], start=1)) if len(named) == 1 and count >= _FEWEST_IN_A_ROW else {}
