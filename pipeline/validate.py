"""Typed rows -> good rows: each frame held against its declaration, all files of a kind at once.

What fails becomes the finding that the declaration names: a note leaves the cell empty, a graver one sets the row
aside. A failure that the declaration does not foresee is a mistake of ours and stops the run.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from pandera.errors import SchemaErrors

from pipeline.codes import Grade
from pipeline.issues import KINDS, Issue
from pipeline.recognise import SheetTable
from pipeline.tables.base import Table
from pipeline.tables.written import Mark
from pipeline.tidy import Aside, Tidied
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
    """One row that breaks one rule of one column."""

    index: Any
    column: str
    code: str
    example: str | None


def validate(tidied: Tidied) -> Tidied:
    """Return the same rows without the values and the rows that their declarations do not allow."""
    frames = dict(tidied.frames)
    issues, asides = list(tidied.issues), list(tidied.asides)
    for kind, frame in tidied.frames.items():
        frames[kind] = _validate(kind, frame, tidied.tables, issues, asides)
    return replace(tidied, frames=frames, issues=issues, asides=asides, marks=_recount(tidied, asides))


def _validate(
    kind: type[Table],
    frame: pd.DataFrame,
    tables: Mapping[int, SheetTable],
    issues: list[Issue],
    asides: list[Aside],
) -> pd.DataFrame:
    failures = [] if frame.empty else _failures(kind, frame)
    if not failures:
        return frame
    frame = frame.copy()
    where = zip(frame["table_id"].tolist(), frame["row"].tolist(), strict=True)
    places = dict(zip(frame.index, where, strict=True))
    dropped: dict[Any, str] = {}
    for failure in failures:
        table_id, row = places[failure.index]
        issue = _issue(failure, tables[table_id], row - 1)
        issues.append(issue)
        if issue.grade == Grade.NOTE:
            for column in _EMPTIED_TOGETHER.get(failure.column, (failure.column,)):
                frame.at[failure.index, column] = pd.NaT if frame[column].dtype.kind == "M" else pd.NA
        else:
            dropped.setdefault(failure.index, failure.code)
    for index, code in dropped.items():
        table_id, row = places[index]
        asides.append(Aside(tables[table_id], row, None, code, tables[table_id].as_written(row - 1)))
    return frame.drop(index=list(dropped)).reset_index(drop=True)


def _failures(kind: type[Table], frame: pd.DataFrame) -> list[_Failure]:
    """Return each cell that its declaration does not allow, once, in the order of the rows."""
    try:
        kind.validate(frame, lazy=True)
    except SchemaErrors as errors:
        found: dict[tuple[Any, str], _Failure] = {}
        for error in errors.schema_errors:
            for failure in _of_error(kind, error):
                found.setdefault((failure.index, failure.column), failure)
        return sorted(found.values(), key=lambda failure: (failure.index, failure.column))
    return []


def _of_error(kind: type[Table], error: Any) -> list[_Failure]:
    name = str(getattr(error.check, "name", None) or error.check)
    columns = kind.to_schema().columns
    if error.schema.name in columns:
        column = str(error.schema.name)
        metadata = columns[column].metadata or {}
        code, example = metadata.get("issue"), metadata.get("example")
    else:
        # A rule over several columns is named after its finding and the column it empties.
        code, _, column = name.partition(":")
        example = (columns[column].metadata or {}).get("example") if column in columns else None
    if code not in KINDS or error.failure_cases is None or "index" not in getattr(error.failure_cases, "columns", []):
        raise error
    return [_Failure(index, column, code, example) for index in dict.fromkeys(error.failure_cases["index"])]


def _issue(failure: _Failure, table: SheetTable, row: int) -> Issue:
    fields = _WRITTEN_AS.get(failure.column, (failure.column,))
    field = next((field for field in fields if table.text(row, field)), None)
    kind = KINDS[failure.code]
    if kind.grade != Grade.NOTE or field is None:
        return Issue(kind, table.place(row), expected=failure.example)
    return Issue(kind, table.place_of(row, field), table.text(row, field), failure.example)


def _recount(tidied: Tidied, asides: list[Aside]) -> dict[str, MarkBalance]:
    """Return the balance of marks after rows of attendance lists were set aside: their marks are set aside, too."""
    marks = {path: replace(balance) for path, balance in tidied.marks.items()}
    rows = {(aside.table.table_id, aside.row): aside.table for aside in asides[len(tidied.asides) :]}
    stored = tidied.frames[Mark][["table_id", "row"]].itertuples(index=False, name=None)
    for place in stored:
        if place in rows:
            marks[rows[place].file.path].stored -= 1
            marks[rows[place].file.path].set_aside += 1
    return marks
