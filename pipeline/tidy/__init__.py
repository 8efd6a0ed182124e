"""Recognised tables -> typed rows: every cell read once, the rows of a kind together.

In come `SheetTable`s; out come rows of `tables/written.py`, a finding for every cell that could not be read,
the rows and marks set aside, and the balance of marks. What a value may be is left to `validate`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from pipeline import issues
from pipeline.codes import SourceKind
from pipeline.issues import Issue
from pipeline.read.looks import Looks
from pipeline.recognise import SheetTable
from pipeline.reference import Areas
from pipeline.tidy.attendance import read_attendance
from pipeline.tidy.lists import read_deployments, read_plan, read_signups
from pipeline.tidy.looks import with_looks
from pipeline.tidy.people import usable
from pipeline.tidy.tidied import Aside, MarkBalance, Rows, Tidied, Workbench
from pipeline.vocabulary import Vocabulary


def tidy(
    tables: Iterable[SheetTable],
    *,
    words: Vocabulary,
    areas: Areas,
    decisions: Mapping[str, str] | None = None,
    looks: dict[str, Looks] | None = None,
    untold_marks: Counter[str] | None = None,
) -> Tidied:
    """Read every recognised table. `areas` are the project's engagement areas, `decisions` the answers given.

    `looks` (path -> the looks of a file) keeps what was seen of a file whose tables are read one after the other.
    `untold_marks` says how often each mark stands in rows that the tables leave out.
    """
    bench = Workbench(words, areas, decisions or {}, looks={} if looks is None else looks)
    bench.untold_marks.update(untold_marks or {})
    for table in (with_looks(table, bench) for table in tables):
        for row in table.region.rows.nameless:
            bench.set_aside(table, row, _unusable(table, row))
        _READERS[table.kind](usable(table, bench), bench)
    return bench.tidied()


def _unusable(table: SheetTable, row: int) -> Issue:
    line = table.grid.sheet.uneven.get(table.row_of(row) - 1)
    if line is not None:
        return Issue(issues.ROW_UNEVEN, table.place(row), values={"line": line})
    columns = table.region.columns
    parts = table.grid.along(row, [columns[field] for field in ("family_name", "given_name") if field in columns])
    half = [text for text in parts if any(map(str.isalpha, text))]
    return (
        Issue(issues.NAME_INCOMPLETE, table.place(row), half[0])
        if half
        else Issue(issues.NAME_MISSING, table.place(row))
    )


_READERS = {
    SourceKind.SIGNUP: read_signups,
    SourceKind.ATTENDANCE: read_attendance,
    SourceKind.PLAN: read_plan,
    SourceKind.DEPLOYMENT: read_deployments,
}

__all__ = ["Aside", "MarkBalance", "Rows", "Tidied", "tidy"]
