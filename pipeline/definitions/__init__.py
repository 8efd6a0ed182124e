"""The definitions as SQL: `STEPS` derive dates, stages and ages; `VIEWS` make what the metrics select from.

One SELECT a file, its header comment says what it defines. `define.py` runs the steps before the store is built; the
store creates the views in schema `mart` after its tables.
"""

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent


class Step(NamedTuple):
    """One derived table: the name later steps call it by, and its SELECT."""

    name: str
    sql: str


def _step(name: str) -> Step:
    return Step(name, (FOLDER / f"{name}.sql").read_text(encoding="utf-8"))


STEPS = (
    _step("counted_session"),
    _step("course_dates"),
    _step("attended"),
    _step("progress"),
    _step("age"),
)
"""The steps in the order in which they are run: each may select from those before it."""


def _statements(folder: str) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8") for path in sorted((FOLDER / folder).glob("*.sql")))


COUNTS = _statements("counts")
"""Statements that make the tables of schema `mart`: what is counted once, for whoever asks for many figures."""

VIEWS = ("CREATE SCHEMA IF NOT EXISTS mart", *_statements("views"), *COUNTS)
"""Statements that make schema `mart`, to be run once the store's tables are filled; one needs only those before it."""
