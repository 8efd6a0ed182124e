"""Sign-ups with half of a name: a finding at each empty half, or one for a list that has one half only."""

from collections.abc import Collection

from pipeline import issues
from pipeline.issues import Issue
from pipeline.recognise import SheetTable
from pipeline.tidy.tidied import Workbench

_FEWEST_OF_LIST = 2


def report_half_names(table: SheetTable, rows: Collection[int], bench: Workbench) -> None:
    """Note which of these rows have a family name without a given name, or the other way round.

    A list with one column of names says no more, and so says nothing wrong.
    """
    halves = {row: half for row, half in bench.names(table).halves().items() if row in rows}
    empty = {half.empty for half in halves.values()}
    if len(halves) == len(rows) >= _FEWEST_OF_LIST and len(empty) == 1:
        field = empty.pop()
        heading = table.heading(table.region.columns[field]) or ""
        bench.issues.append(Issue(issues.NAMES_HALF_MISSING, table.place_of_column(field), heading))
        return
    for row, half in halves.items():
        place = table.place_of(row, half.empty)
        bench.issues.append(Issue(issues.NAME_HALF_MISSING, place, half.written))
