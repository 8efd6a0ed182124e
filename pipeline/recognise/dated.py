"""A column of days whose heading only says that people signed up: `Anmeldung`, `angemeldet`, `Registrierung`.

Above yes and no, or a status, the same heading says something else: what stands below decides.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.days import day
from pipeline.recognise.columns import NAMES
from pipeline.recognise.grid import Grid
from pipeline.recognise.headings import Header
from pipeline.vocabulary import Vocabulary

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


def _holds_days(grid: Grid, rows: Sequence[int], column: int) -> bool:
    cells = [value for row in rows if (value := grid.value(row, column)) not in (None, "")]
    days = sum(day(value).value is not None for value in cells)
    return days >= max(_FEWEST_DAYS, _SHARE_OF_DAYS * len(cells))
