"""Many rows of one table, held by columns: a million marks are ten lists, not a million objects.

Who asks for a column gets a list, and whoever asks for rows gets rows, made at that moment.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import attrgetter, methodcaller
from typing import Any, TypeVar

from pipeline.tables.base import Table, columns_of, rows_of, values_of

R = TypeVar("R", bound=Table)


class Columns(Collection[R]):
    """Rows of a table in their order; two are equal where their rows are."""

    __slots__ = ("_columns", "_count", "kind")

    def __init__(self, kind: type[R], count: int = 0, columns: Mapping[str, Iterable[Any]] | None = None) -> None:
        """Hold `count` rows, their values given by columns; a column that is not given is null.

        Raises ValueError where a column has more or fewer values: that is a mistake of ours.
        """
        given = columns or {}
        self.kind = kind
        self._count = count
        self._columns = {name: list(given.get(name, repeat(None, count))) for name in columns_of(kind)}
        if uneven := [name for name, values in self._columns.items() if len(values) != count]:
            raise ValueError(f"{kind.__name__}: not {count} values in {', '.join(uneven)}")

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: int) -> R:
        return self.kind(**{name: values[at] for name, values in self._columns.items()})

    def __iter__(self) -> Iterator[R]:
        return iter(rows_of(self.kind, self._count, self._columns))

    def __contains__(self, row: object) -> bool:
        return row in list(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Columns) and (self.kind, self._columns) == (other.kind, other._columns)

    __hash__ = None  # type: ignore[assignment]  # it grows

    def __repr__(self) -> str:
        return repr(list(self))

    def column(self, name: str) -> Sequence[Any]:
        """Return the values of a column, in the order of the rows."""
        return self._columns[name]

    def known(self, name: str) -> list[int]:
        """Return the places of the rows that have a value in a column."""
        values = self._columns[name]
        return [] if values.count(None) == self._count else [at for at, one in enumerate(values) if one is not None]

    def changed(self, name: str, values: Mapping[int, Any]) -> "Columns[R]":
        """Return the same rows with other values in a column, by the place of the row."""
        if not values:
            return self
        changed = [values.get(at, value) for at, value in enumerate(self._columns[name])]
        return Columns(self.kind, self._count, self._columns | {name: changed})

    def renumber(self, name: str, values: Mapping[Any, Any]) -> None:
        """Give all rows other values in a column, by the value that they have."""
        self._columns[name] = [values[value] for value in self._columns[name]]

    def fill(self, name: str, value: Any) -> None:
        """Give all rows the same value in a column."""
        self._columns[name] = [value] * self._count

    def extend(self, rows: "Columns[R]") -> None:
        """Add rows at the end."""
        for name, values in self._columns.items():
            values += rows.column(name)
        self._count += len(rows)


def all_columns_of(kind: type[Table], rows: Collection[Table]) -> Iterable[Sequence[Any]]:
    """Return every column of rows of one kind, in the declared order; none where there are no rows."""
    if isinstance(rows, Columns):
        return [rows.column(name) for name in columns_of(kind)]
    return zip(*map(values_of(kind), rows), strict=True)


def column_of(rows: Collection[Table] | Collection[Mapping[str, Any]], name: str) -> Sequence[Any]:
    """Return a column of rows, however they are held; where mappings leave a value out, it is null."""
    if isinstance(rows, Columns):
        return rows.column(name)
    is_mapped = isinstance(next(iter(rows), None), Mapping)
    return list(map(methodcaller("get", name) if is_mapped else attrgetter(name), rows))
