"""Headings of a course plan: a day, and beside it what happens on it."""

from collections.abc import Mapping
from itertools import islice

from pipeline.fold import fold
from pipeline.recognise.grid import Grid
from pipeline.values import looks_like_day
from pipeline.vocabulary import Vocabulary

_OF_PLAN = frozenset({"topic", "lecturer", "starts_at", "organisation", "course_code", "number"})
_FEWEST_HEADINGS = 3
# `Termin | Datum`, `Datum | Thema`: so little is a plan where days stand below.
_OF_SHORT_PLAN = frozenset({"topic", "number"})
_ROWS_LOOKED_AT = 3


def plan_columns(grid: Grid, row: int, columns: Mapping[str, int], words: Vocabulary) -> Mapping[str, int] | None:
    """Return field -> column where these headings are a plan's; None where they are none."""
    if "held_on" not in columns:
        return None
    plan = _with_days_below(grid, row, columns, words)
    is_long = len(columns) >= _FEWEST_HEADINGS and bool(_OF_PLAN & columns.keys())
    is_short = bool(_OF_SHORT_PLAN & plan.keys()) and _are_days_below(grid, row, plan["held_on"])
    return plan if is_long or is_short else None


def _with_days_below(grid: Grid, row: int, columns: Mapping[str, int], words: Vocabulary) -> dict[str, int]:
    """Of `Termin | Datum` take the column that holds days; the other one counts the sessions."""
    below = range(row + 1, min(grid.height, row + 1 + _ROWS_LOOKED_AT))
    dated = [at for at in grid.filled(row) if words.field_of(grid.text(row, at)) == "held_on"]
    chosen = next((at for at in dated if any(looks_like_day(grid.value(one, at)) for one in below)), dated[0])
    counts = [at for at in dated if at != chosen]
    counts += [at for at in grid.filled(row) if at != chosen and fold(grid.text(row, at)) in words.words["sessions"]]
    others = {"number": counts[0]} if counts and "number" not in columns else {}
    return {**columns, **others, "held_on": chosen}


def _are_days_below(grid: Grid, row: int, column: int) -> bool:
    filled = (grid.value(at, column) for at in range(row + 1, grid.height) if grid.text(at, column))
    below = list(islice(filled, _ROWS_LOOKED_AT))
    return len(below) > 1 and all(map(looks_like_day, below))
