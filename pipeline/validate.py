"""Typed rows -> good rows: each held against its declaration, column by column.

What fails becomes the finding that the declaration names: a note leaves the cell empty, a graver one sets the row
aside. A failure that the declaration does not foresee is a mistake of ours and stops the run.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from types import NoneType
from typing import Any

from pipeline.codes import Grade
from pipeline.issues import KINDS, Issue, Place
from pipeline.recognise import SheetTable
from pipeline.tables.base import Column, Table, changed, columns_of, rules_of
from pipeline.tables.columns import all_columns_of
from pipeline.tidy import Aside, Rows, Tidied
from pipeline.tidy.tidied import MarkBalance

# A column of the typed row -> the columns of the sheet it may have come from.
_WRITTEN_AS: Mapping[str, tuple[str, ...]] = {
    "family_name": ("family_name", "full_name", "given_name"),
    "birth_year": ("birth_year", "birth_date"),
    "birth_date": ("birth_date", "birth_year"),
    "postcode": ("postcode", "address"),
}
# What is wrong with the year is wrong with the day.
_EMPTIED_TOGETHER: Mapping[str, tuple[str, ...]] = {"birth_year": ("birth_year", "birth_date")}


@dataclass(frozen=True)
class _Failure:
    """One row, by its place among the rows of its kind, that breaks one rule of one column."""

    at: int
    column: str
    code: str
    example: str | None


def validate(tidied: Tidied) -> Tidied:
    """Return the same rows without the values and the rows that their declarations do not allow.

    Raises ValueError for a value that no declaration foresees: that is a mistake of ours.
    """
    issues, asides = list(tidied.issues), list(tidied.asides)
    rows = Rows({kind: _validate(kind, own, tidied.tables, issues, asides) for kind, own in tidied.rows.items()})
    return replace(tidied, rows=rows, issues=issues, asides=asides, marks=_recount(tidied, asides))


def _validate(
    kind: type[Table],
    rows: list[Table],
    tables: Mapping[int, SheetTable],
    issues: list[Issue],
    asides: list[Aside],
) -> list[Table]:
    failures = _failures(kind, rows)
    if not failures:
        return rows
    kept: dict[int, Table] = dict(enumerate(rows))
    dropped: dict[int, str] = {}
    place = attrgetter("table_id", "row")
    for failure in failures:
        table_id, row = place(rows[failure.at])
        issue = _issue(failure, tables[table_id], row)
        issues.append(issue)
        if issue.grade == Grade.NOTE:
            emptied = _EMPTIED_TOGETHER.get(failure.column, (failure.column,))
            kept[failure.at] = changed(kept[failure.at], **dict.fromkeys(emptied))
        else:
            dropped.setdefault(failure.at, failure.code)
    for at, code in dropped.items():
        table_id, row = place(kept.pop(at))
        asides.append(Aside(tables[table_id], row, None, code, tables[table_id].as_written(row - 1)))
    return list(kept.values())


def _failures(kind: type[Table], rows: Sequence[Table]) -> list[_Failure]:
    """Return each cell that its declaration does not allow, once, in the order of the rows."""
    columns = columns_of(kind)
    found: dict[tuple[int, str], _Failure] = {}
    for column, values in zip(columns.values(), all_columns_of(kind, rows), strict=False):
        for at in _not_allowed(kind, column, values):
            found[at, column.name] = _Failure(at, column.name, column.issue or "", column.example)
    for rule in rules_of(kind):
        for at, row in enumerate(rows):
            if not rule.holds(row):
                failure = _Failure(at, rule.column, rule.issue, columns[rule.column].example)
                found.setdefault((at, rule.column), failure)
    return [found[cell] for cell in sorted(found)]


def _not_allowed(kind: type[Table], column: Column, values: Sequence[Any]) -> Iterator[int]:
    """Yield the rows whose value in the column is not allowed; equal values are judged once."""
    if column.is_nullable and values.count(None) == len(values):
        return
    kinds = set(map(type, values))
    if kinds <= column.always_allowed:
        return
    strange = [of.__name__ for of in kinds - {NoneType} if not column.is_made_of(of)]
    refused = set() if strange else column.refused(values)
    if strange or (refused and column.issue not in KINDS):
        # The values themselves belong into no log.
        what = ", ".join(strange) or "a value that is not allowed"
        raise ValueError(f"{kind.__name__}.{column.name} holds {what}")
    if refused:
        yield from (at for at, value in enumerate(values) if value in refused)


def _issue(failure: _Failure, table: SheetTable, row: int | None) -> Issue:
    if row is None:
        # The day of a list may stand in the name of its file.
        return Issue(KINDS[failure.code], Place(table.file.path, table.sheet_name), expected=failure.example)
    fields = _WRITTEN_AS.get(failure.column, (failure.column,))
    field = next((field for field in fields if table.text(row - 1, field)), None)
    kind = KINDS[failure.code]
    if kind.grade != Grade.NOTE or field is None:
        return Issue(kind, table.place(row - 1), expected=failure.example)
    return Issue(kind, table.place_of(row - 1, field), table.text(row - 1, field), failure.example)


def _recount(tidied: Tidied, asides: list[Aside]) -> dict[str, MarkBalance]:
    """Return the balance of marks after rows of attendance lists were set aside: their marks are set aside, too."""
    marks = {path: replace(balance) for path, balance in tidied.marks.items()}
    rows = {(aside.table.table_id, aside.row): aside.table for aside in asides[len(tidied.asides) :]}
    if not rows:
        return marks
    written = tidied.rows.marks
    for at in zip(written.column("table_id"), written.column("row"), strict=True):
        if table := rows.get(at):
            marks[table.file.path].stored -= 1
            marks[table.file.path].set_aside += 1
    return marks
