"""How a table is declared: a class of rows whose columns carry all that is derived from them.

From one declaration follow the checks of the rows (`validate`), those of whole frames (`tables/frames.py`), the DDL
(`ddl.py`) and the data dictionary (`docs.py`). A declaration needs no library: who only checks sheets loads none.
"""

import dataclasses
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import repeat
from operator import attrgetter
from types import NoneType
from typing import Any, TypeVar, cast, dataclass_transform, get_args

from pipeline.codes import Code

_DECLARED = "declared"
_RULE = "declared_rule"


class Table:
    """A row of a table: docstring = what one row is; columns in order."""

    __slots__ = ()


R = TypeVar("R", bound=Table)
T = TypeVar("T")


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """One declared column. Its `kind` is str, int, bool or date; a derived one is filled by `define`."""

    name: str
    kind: type
    is_nullable: bool
    description: str
    is_private: bool
    is_derived: bool
    codes: type[Code] | None
    references: str | None
    unit: str | None
    issue: str | None
    example: str | None
    bounds: dict[str, Any]
    """Name of a comparison (`ge`, `gt`, `le`) -> what a value is compared with."""
    pattern: str | None
    always_allowed: frozenset[type] = frozenset()
    """The Python types of which every value is allowed."""

    def allows(self, value: Any) -> bool:
        """Whether a cell may hold the value."""
        if value is None:
            return self.is_nullable
        return (
            (self.codes is None or value in _texts_of(self.codes))
            and all(_COMPARISONS[name](value, bound) for name, bound in self.bounds.items())
            and (self.pattern is None or re.match(self.pattern, value) is not None)
        )

    def refused(self, values: Iterable[Any]) -> set[Any]:
        """Return those of the values, all of its kind, that no cell may hold."""
        known = set(values)
        if self.bounds and not self.codes and not self.pattern:
            # Bounds that the least and the greatest value keep are kept by all between.
            numbers = known - {None}
            ends = {min(numbers), max(numbers), *(known - numbers)} if numbers else known
            known = known if any(not self.allows(value) for value in ends) else set()
        return {value for value in known if not self.allows(value)}

    def is_made_of(self, kind: type) -> bool:
        """Whether values of this Python type belong into the column: True is no number, an instant no day."""
        return issubclass(kind, str) if self.kind is str else kind is self.kind


@cache
def _texts_of(codes: type[Code]) -> frozenset[str]:
    return frozenset(map(str, codes))


_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "ge": lambda value, bound: bool(value >= bound),
    "gt": lambda value, bound: bool(value > bound),
    "le": lambda value, bound: bool(value <= bound),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """A rule over several columns of a row; a row that breaks it has the finding `issue` in `column`."""

    issue: str
    column: str
    holds: Callable[[Any], bool]


@dataclasses.dataclass(frozen=True, slots=True)
class _About:
    name: str
    key: tuple[str, ...]
    columns: dict[str, Column]
    rules: tuple[Rule, ...]
    values_of: Callable[[Any], tuple[Any, ...]]


_DECLARATIONS: dict[type, _About] = {}


def field(
    description: str,
    *,
    private: bool = False,
    derived: bool = False,
    codes: type[Code] | None = None,
    references: str | None = None,
    unit: str | None = None,
    issue: str | None = None,
    example: str | None = None,
    ge: int | date | None = None,
    gt: int | None = None,
    le: int | date | None = None,
    matches: str | None = None,
) -> Any:
    """Declare a column; its type is the annotation, and whether it may be null (`int | None`).

    `description` ends up as COMMENT and in the data dictionary; `private` columns point to a person; `derived` ones are
    filled by `define`, after the rows were made; `codes` limits the values to a closed list; `references` names the key
    column pointed to (`core.course.course_id`); `unit` is the unit of a number. `ge`, `gt`, `le` and `matches` (a
    pattern) say what a value may be; `issue` is the code of the finding that a value makes which may not, with an
    `example` of a right one: its grade decides whether the cell is left empty or the row is set aside. Without an
    issue, such a value is a mistake of ours.
    """
    bounds = {name: bound for name, bound in (("ge", ge), ("gt", gt), ("le", le)) if bound is not None}
    column = Column(
        name="",
        kind=str,
        is_nullable=False,
        description=description,
        is_private=private,
        is_derived=derived,
        codes=codes,
        references=references,
        unit=unit,
        issue=issue,
        example=example,
        bounds=bounds,
        pattern=matches,
    )
    return dataclasses.field(metadata={_DECLARED: column})


def rule(*, issue: str, column: str) -> Callable[[Callable[[Any], bool]], Callable[[Any], bool]]:
    """Declare a rule over several columns: a method that says whether a row keeps it."""

    def declared(holds: Callable[[Any], bool]) -> Callable[[Any], bool]:
        setattr(holds, _RULE, Rule(issue, column, holds))
        return holds

    return declared


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
def declare(*, table: str = "", key: tuple[str, ...] = ()) -> Callable[[type[R]], type[R]]:
    """Make a class of rows of a declaration: its name in the store (`core.course`), and its key.

    Rows are never changed, only replaced (`changed`). The type checker holds them to that: a class frozen for Python
    takes 2.1 µs a row instead of 0.9, and there may be millions of marks.
    """

    def made(cls: type[R]) -> type[R]:
        for name in cls.__annotations__:
            given = cls.__dict__[name]
            if type(None) in get_args(cls.__annotations__[name]) or given.metadata[_DECLARED].is_derived:
                given.default = None
        rows = dataclasses.dataclass(slots=True, kw_only=True)(cls)
        columns = {one.name: _typed(one) for one in dataclasses.fields(cast(Any, rows))}
        _DECLARATIONS[rows] = _About(table, key, columns, tuple(_rules(rows)), attrgetter(*columns))
        return rows

    return made


def _typed(given: "dataclasses.Field[Any]") -> Column:
    kinds = get_args(given.type) or (given.type,)
    (kind,) = (kind for kind in kinds if kind is not type(None))
    declared: Column = given.metadata[_DECLARED]
    # A year, a code or a pattern is looked at value by value.
    free = () if declared.codes or declared.bounds or declared.pattern else (kind,)
    always_allowed = frozenset({*free, *(of for of in kinds if of is NoneType)})
    return dataclasses.replace(
        declared, name=given.name, kind=kind, is_nullable=NoneType in kinds, always_allowed=always_allowed
    )


def _rules(rows: type) -> Iterator[Rule]:
    for kind in reversed(rows.__mro__):
        yield from (getattr(method, _RULE) for method in vars(kind).values() if hasattr(method, _RULE))


def columns_of(table: type[Table]) -> dict[str, Column]:
    """Return the columns by name, in the declared order."""
    return _DECLARATIONS[table].columns


def rules_of(table: type[Table]) -> tuple[Rule, ...]:
    """Return the rules over several columns."""
    return _DECLARATIONS[table].rules


def values_of(kind: type[Table]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what gives the values of a row, in the declared order."""
    return _DECLARATIONS[kind].values_of


def table_name(table: type[Table]) -> str:
    """Return the table's name in the store, `<schema>.<name>`; empty for a table as written."""
    return _DECLARATIONS[table].name


def primary_key(table: type[Table]) -> tuple[str, ...]:
    """Return the columns that identify a row; empty where nothing does."""
    return _DECLARATIONS[table].key


def rows_of(kind: type[R], count: int, columns: Mapping[str, Iterable[Any]]) -> list[R]:
    """Return so many new rows, their values given by columns; a column that is not given is null.

    As the class's own `__init__` would make them, but a column at a time, which takes half as long.
    """
    rows = list(map(object.__new__, repeat(kind, count)))
    for name in columns_of(kind):
        # Nothing comes out of it; `deque` only runs through.
        deque(map(getattr(kind, name).__set__, rows, columns.get(name) or repeat(None)), maxlen=0)
    return rows


def changed(row: R, /, **values: Any) -> R:
    """Return the row with other values in some columns."""
    # `dataclasses.replace` finds out anew for every row what has been declared.
    about = _DECLARATIONS[type(row)]
    return type(row)(**dict(zip(about.columns, about.values_of(row), strict=True)) | values)
