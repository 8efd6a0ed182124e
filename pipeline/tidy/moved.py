"""Planned sessions that a remark or the status moves to another day: `verlegt auf Mo, 30.09.`."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from pipeline import values
from pipeline.recognise import SheetTable
from pipeline.recognise.days import day_moved_to
from pipeline.vocabulary import Vocabulary


class Move(NamedTuple):
    """The new day of a planned session; whether a row of its own stands for it, so that this one is off."""

    day: date
    has_own_row: bool


def moves(table: SheetTable, planned: Mapping[int, date | None], words: Vocabulary) -> dict[int, Move]:
    """Return row of a plan -> where its session went; `planned` are the days as the rows name them."""
    found: dict[int, Move] = {}
    days = set(planned.values())
    for row, day in planned.items():
        told = (day_moved_to(table.text(row, field), words) for field in ("remark", "status"))
        text = next(filter(None, told), None)
        if text and (moved := _nearest(text, day, table.year)):
            found[row] = Move(moved, moved in days)
    return found


def _nearest(text: str, planned: date | None, year: int | None) -> date | None:
    """Return the day that a text names; without a year the one nearest to the day that was planned."""
    if planned is None:
        return values.day(text, year=year).value
    years = (planned.year + more for more in (-1, 0, 1))
    days = {day for one in years if (day := values.day(text, year=one).value)}
    return min(days, key=lambda day: abs(day - planned), default=None)
