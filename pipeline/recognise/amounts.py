"""A column of amounts beside days: how long each person was there, `Datum | Nachname | Vorname | UStd`.

The same heading says in a plan how long a session is. In a list several people stand below one day.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline import values
from pipeline.fold import fold
from pipeline.recognise.columns import NAMES
from pipeline.recognise.grid import ROWS_LOOKED_AT, Grid
from pipeline.recognise.headings import Header
from pipeline.vocabulary import Vocabulary

_BESIDE = NAMES | {"number", "remark", "held_on", "course_code", "title", "topic", "organisation", "duration"}
_HOURS = ("teaching_hours", "hours")
_SHARE_OF_OTHERS = 0.3
_FEWEST_A_DAY = 2


def names_hours(text: str, words: Vocabulary) -> bool:
    """Whether a heading counts hours or teaching hours: `UStd`, `Anzahl UE`, `Std. anwesend`."""
    said = set(fold(text).split())
    return any(said & words.words[name] for name in _HOURS)


def with_amounts(grid: Grid, header: Header, rows: Sequence[int], words: Vocabulary, hints: Sequence[str]) -> Header:
    """Return the header of a long list with its one column of times attended, where it says nothing else of people."""
    columns, looked_at = header.columns, rows[:ROWS_LOOKED_AT]
    if header.sessions or "held_on" not in columns or not NAMES & columns.keys() or columns.keys() - _BESIDE:
        return header
    if any(words.kind_of(text) in ("signup", "deployment", "plan") for text in hints):
        return header
    days = [grid.text(row, columns["held_on"]) for row in looked_at]
    if len(days) < len(set(days)) * _FEWEST_A_DAY:
        return header
    named = [at for at, text in header.headings.items() if at not in columns.values() and names_hours(text, words)]
    named = [at for at in named if not _numbers_days(days, [grid.text(row, at) for row in looked_at])]
    named += [columns["duration"]] if "duration" in columns else []
    found = [at for at in named if _holds_amounts(grid, looked_at, at, words)]
    if len(found) != 1:
        return header
    others = {field: at for field, at in columns.items() if at != found[0]}
    return replace(header, columns={**others, "minutes_attended": found[0]})


def _numbers_days(days: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether each day has a number of its own: `UE | Datum` counts the units."""
    of_days: dict[str, set[str]] = defaultdict(set)
    for day, text in zip(days, texts, strict=True):
        of_days[day].add(text)
    return all(len(own) == 1 for own in of_days.values()) and len({*texts}) == len(of_days)


def _holds_amounts(grid: Grid, rows: Sequence[int], column: int, words: Vocabulary) -> bool:
    """Whether cells hold lengths, with a word here and there for whoever was not there: `krank`."""
    written = [text for row in rows if (text := grid.text(row, column))]
    amounts = [text for text in written if text == "0" or values.duration(text) is not None]
    others = [text for text in written if text not in amounts and words.mark(text) is None]
    return len(amounts) * 2 > len(written) and len(others) <= _SHARE_OF_OTHERS * len(written)
