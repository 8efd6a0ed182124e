"""One cell of a sheet: its value as its sender sees it, whether that says anything, and what reading it gave."""

from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from pipeline.fold import MANY_TEXTS, fold
from pipeline.issues import IssueKind
from pipeline.read import Value
from pipeline.vocabulary import load

_TOO_LONG_TO_READ = 10**18

T = TypeVar("T")


class Reading(NamedTuple, Generic[T]):
    """What a cell means, or what is wrong with it."""

    value: T | None = None
    problem: IssueKind | None = None
    expected: str | None = None


def text_of(value: Value) -> str:
    """Return a cell's value as its sender sees it: `1994`, `14.02.2017`, `17:30`; empty for an empty cell."""
    # Nearly every cell is a text or empty, and every cell comes by here several times.
    if type(value) is str:
        return " ".join(value.split())
    if value is None:
        return ""
    if isinstance(value, bool):
        return "WAHR" if value else "FALSCH"
    if isinstance(value, int | float):
        return _text_of_number(value)
    if isinstance(value, date):
        return _text_of_day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return " ".join(str(value).split())


@lru_cache(MANY_TEXTS)
def says_nothing(text: str) -> bool:
    """Whether a cell is empty or says that there is nothing to say: `-`, `?`, `k. A.`, `keine Angabe`."""
    folded = fold(text)
    return folded in load().words["nothing"] if folded else not any(map(str.isalnum, text))


@lru_cache(maxsize=10_000)
def _text_of_day(value: date) -> str:
    if isinstance(value, datetime) and value.time() != time():
        return f"{value:%d.%m.%Y %H:%M}"
    return f"{value:%d.%m.%Y}"


def _text_of_number(value: float) -> str:
    if isinstance(value, float) and not value.is_integer():
        return str(value).replace(".", ",")
    whole = int(value)
    # A slip like 1e300 would be a text of 300 digits.
    return str(whole) if abs(whole) < _TOO_LONG_TO_READ else f"{Decimal(whole):.3E}".replace(".", ",")
