"""Columns whose headings may be about days, where what stands below decides.

`Anmeldung`, `angemeldet`, `Registrierung` say when somebody signed up; above yes and no, or a status, they say
something else. `dabei seit` says when somebody joined the course; above years and `neu`, it says so of the house.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.days import day
from pipeline.recognise.columns import NAMES
from pipeline.recognise.grid import Grid
from pipeline.recognise.headings import Header
from pipeline.vocabulary import Vocabulary

_YEAR_OR_WORD = re.compile(r"\D*(?:\d{4})?")
_SHARE_OF_DAYS = 0.7
_FEWEST_DAYS = 2
_ROWS_LOOKED_AT = 200


def with_signup_days(grid: Grid, header: Header, rows: Sequence[int], words: Vocabulary) -> Header:
    """Return the header with the one column of days below a word for signing up, where no other has the days."""
    if header.sessions or "signed_up_on" in header.columns or not NAMES & header.columns.keys():
        return header
    known = {at for field, at in header.columns.items() if field != "status"}
    said = [at for at, text in header.headings.items() if at not in known and _is_of_signing_up(text, words)]
    dated = [at for at in said if _holds_days(grid, rows[:_ROWS_LOOKED_AT], at)]
    if len(dated) != 1:
        return header
    columns = {field: at for field, at in header.columns.items() if at != dated[0]}
    return replace(header, columns={**columns, "signed_up_on": dated[0]})


def _is_of_signing_up(heading: str, words: Vocabulary) -> bool:
    """Whether a heading says that people signed up, and not for which day: `angemeldet zum`."""
    return words.has_word("signing_up", heading) and not words.holds("of_day_to_come", heading)


def without_years_of_joining(grid: Grid, header: Header, rows: Sequence[int]) -> Header:
    """Return the header without the column of later entries, where most people have one: years and words, no day."""
    column = header.columns.get("entry_on")
    if column is None:
        return header
    texts = [text for row in rows[:_ROWS_LOOKED_AT] if (text := grid.text(row, column))]
    are_most = len(texts) >= _FEWEST_DAYS and len(texts) * 2 > len(rows[:_ROWS_LOOKED_AT])
    if not are_most or not all(map(_YEAR_OR_WORD.fullmatch, texts)):
        return header
    return replace(header, columns={field: at for field, at in header.columns.items() if at != column})


def _holds_days(grid: Grid, rows: Sequence[int], column: int) -> bool:
    cells = [value for row in rows if (value := grid.value(row, column)) not in (None, "")]
    days = sum(day(value).value is not None for value in cells)
    return days >= max(_FEWEST_DAYS, _SHARE_OF_DAYS * len(cells))
