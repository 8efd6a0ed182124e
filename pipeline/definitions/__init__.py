"""The definitions as SQL: `STEPS` derive dates, stages and ages; `VIEWS` are what the metrics select from.

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

VIEWS = (
    "CREATE SCHEMA IF NOT EXISTS mart",
    *(path.read_text(encoding="utf-8") for path in sorted((FOLDER / "views").glob("*.sql"))),
)
"""Statements that make schema `mart`, to be run once the store's tables exist; one needs only those before it."""
