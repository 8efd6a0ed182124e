"""The balance: rows read = stored + set aside + skipped, marks read = stored + set aside + blank, for every file.

What was read is counted from the sheets, what was stored from what the later stages have taken in: the two sides are
counted apart, and a difference stops the run.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pipeline.attend import Attended
from pipeline.codes import SourceKind
from pipeline.errors import PipelineError
from pipeline.match import Matched
from pipeline.read import SourceFile
from pipeline.recognise import Recognised, SheetTable
from pipeline.said import say
from pipeline.tables.written import Deployment, ListedSession, PlannedSession, RosterRow, Signup
from pipeline.tidy import Aside, MarkBalance, Tidied
from pipeline.tidy.columns import days_named
from pipeline.tidy.listed import mark_column
from pipeline.values import text_of

_SheetRow = tuple[str, str | None, int]
"""Path, sheet, row from 1."""


@dataclass(frozen=True)
class FileBalance:
    """What a file was taken for, and what became of its rows and marks."""

    file: SourceFile
    kind: SourceKind
    dated_on: date | None
    rows_read: int = 0
    rows_stored: int = 0
    rows_set_aside: int = 0
    rows_skipped: int = 0
    marks: MarkBalance = field(default_factory=MarkBalance)

    @property
    def sender(self) -> str:
        """The first folder below data/raw/; empty for a file that lies there directly."""
        return self.file.path.split("/")[0] if "/" in self.file.path else ""


def balance(
    files: Iterable[SourceFile],
    recognised: Recognised,
    tidied: Tidied,
    matched: Matched,
    attended: Attended,
    asides: Iterable[Aside],
) -> tuple[FileBalance, ...]:
    """Return the balance of every file; PipelineError where one does not come out even."""
    asides = tuple(asides)
    path_of = {table.table_id: table.file.path for table in recognised.tables}
    stored_rows, rows_aside = _rows_stored_and_aside(tidied, matched, asides)
    stored = Counter(path for path, _, _ in stored_rows)
    set_aside = Counter(path for path, _, _ in rows_aside)
    skipped = Counter(row.path for row in recognised.skipped)
    marks = _marks(recognised, tidied, matched, attended, asides)
    dated = _dated(tidied, recognised.left_out, path_of)
    balances = tuple(
        FileBalance(
            file=file,
            kind=recognised.kinds[file.path],
            dated_on=dated.get(file.path),
            rows_read=sum(any(map(text_of, row)) for sheet in file.sheets for row in sheet.rows),
            rows_stored=stored[file.path],
            rows_set_aside=set_aside[file.path],
            rows_skipped=skipped[file.path],
            marks=marks[file.path],
        )
        for file in files
    )
    for one in balances:
        _assert_even(one)
    return balances


def _assert_even(one: FileBalance) -> None:
    rows_even = one.rows_read == one.rows_stored + one.rows_set_aside + one.rows_skipped
    marks_even = one.marks.read == one.marks.stored + one.marks.set_aside + one.marks.blank
    if rows_even and marks_even:
        return
    raise PipelineError(
        say(
            "Rows of {path} got lost: {read} were read, {stored} stored, {aside} set aside, {skipped} skipped. "
            "Nothing was changed. This is a fault of the program: please report it, with the layout of the file.",
            path=one.file.path,
            read=one.rows_read,
            stored=one.rows_stored,
            aside=one.rows_set_aside,
            skipped=one.rows_skipped,
        )
    )


def _rows_stored_and_aside(
    tidied: Tidied, matched: Matched, asides: Iterable[Aside]
) -> tuple[set[_SheetRow], set[_SheetRow]]:
    """Return the rows of the sheets of which something was stored, and those that were set aside as a whole.

    A row that tables side by side share counts once. A row of a turned sheet is a session: it is stored when that is.
    Of a form with the labels below each other, the row of the name is.
    """
    whole = {(aside.table.table_id, aside.row) for aside in asides if aside.cell is None}
    tables = tidied.tables
    named = {at for at, table in tables.items() if not (table.grid.is_turned and table.region.sessions)}
    moved = {at for at, table in tables.items() if table.grid.is_moved}
    sheet_of = {at: (table.file.path, table.sheet_name) for at, table in tables.items()}

    def row_of(at: int, row: int) -> int:
        return tables[at].row_of(row - 1) if at in moved else row

    sessions = {(row.table_id, row.position) for row in tidied.rows[ListedSession] if row.table_id not in named}
    people = {(at, row) for at, row in (_planned_rows(tidied) | matched.rows_taken) - whole if at in named}
    rows = {(at, row_of(at, row)) for at, row in people}
    stored = {(*sheet_of[at], row) for at, row in rows | sessions}
    aside = {(*sheet_of[at], row_of(at, row)) for at, row in whole if at in named}
    return stored, aside - stored


def _planned_rows(tidied: Tidied) -> set[tuple[int, int]]:
    return {(row.table_id, row.row) for row in tidied.rows[PlannedSession]}


def _marks(
    recognised: Recognised, tidied: Tidied, matched: Matched, attended: Attended, asides: Iterable[Aside]
) -> dict[str, MarkBalance]:
    """Return the balance of marks by file: read as the sheets' geometry says, stored as the attendance says."""
    path_of = {table.table_id: table.file.path for table in recognised.tables}
    balances: dict[str, MarkBalance] = defaultdict(MarkBalance)
    # What says that somebody left, or that a session is cancelled, is no mark: enrolment and session hold it.
    for path, found in tidied.marks.items():
        balances[path] = MarkBalance(0, found.stored, found.set_aside, found.blank)
    for path, lost in _lost(tidied, attended, path_of).items():
        balances[path].stored -= lost
    for table in recognised.tables:
        if table.kind == SourceKind.ATTENDANCE:
            rows = len(table.region.rows.data) + len(table.region.rows.nameless)
            balances[table.file.path].read += rows * (len(table.region.sessions) or 1)
    known = {(id(aside.table), aside.row, aside.cell) for aside in tidied.asides}
    late = {(aside.table.table_id, aside.row) for aside in matched.asides if aside.cell is None}
    for mark in attended.left_out:
        if (mark.table_id, mark.row) in late:
            balances[path_of[mark.table_id]].set_aside += 1
    for aside in asides:
        # Marks that only the comparison with other lists has set aside: the attendance did not take them.
        if aside.cell is not None and (id(aside.table), aside.row, aside.cell) not in known:
            balances[aside.table.file.path].set_aside += 1
    return balances


def _lost(tidied: Tidied, attended: Attended, path_of: Mapping[int, str]) -> Counter[str]:
    """Return by file how many marks that could be read are not in the attendance."""
    whole = {(aside.table.table_id, aside.row) for aside in tidied.asides if aside.cell is None}
    cells = {(aside.table.table_id, aside.row, aside.cell) for aside in tidied.asides}
    lost: Counter[str] = Counter()
    for mark in attended.left_out:
        if (mark.table_id, mark.row) in whole:
            continue
        table = tidied.tables[mark.table_id]
        cell = table.grid.cell(mark.row - 1, mark_column(table, mark.position))
        if (mark.table_id, mark.row, cell) not in cells:
            lost[path_of[mark.table_id]] += 1
    return lost


def _dated(tidied: Tidied, left_out: Iterable[SheetTable], path_of: Mapping[int, str]) -> dict[str, date]:
    """Return the latest day that each file's sessions and sign-ups name: its findings belong to that day's quarter.

    A list that a newer one replaces has the day that it names itself.
    """
    latest: dict[str, date] = {}
    for kind, column in _DATED:
        rows: list[Any] = tidied.rows[kind]
        for row in rows:
            if day := getattr(row, column):
                path = path_of[row.table_id]
                latest[path] = max(latest.get(path, date.min), day)
    older: dict[str, list[date]] = defaultdict(list)
    for table in left_out:
        if table.file.path not in latest:
            older[table.file.path] += days_named(table)
    return latest | {path: max(days) for path, days in older.items() if days}


_DATED: tuple[tuple[Any, str], ...] = (
    (ListedSession, "held_on"),
    (PlannedSession, "held_on"),
    (Signup, "signed_up_on"),
    (RosterRow, "signed_up_on"),
    (Deployment, "since"),
)
