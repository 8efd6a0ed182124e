"""Tables that say the same in the same cells: the file sent twice, the export beside the workbook, `Tabelle1 (2)`.

Of such tables one is read. Which one follows from what they are, never from the order in which they were found.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from pipeline import values
from pipeline.codes import SourceKind
from pipeline.fold import MANY_TEXTS, course_key
from pipeline.read import Value
from pipeline.recognise import SheetTable
from pipeline.recognise.named_days import day_of_list
from pipeline.supersede.portrait import has_marks, rivals, shape_of
from pipeline.supersede.states import plain_name

_NEVER = datetime.min.replace(tzinfo=UTC)


def find_copies(tables: Iterable[SheetTable]) -> dict[int, int]:
    """Return the table_id of each copy with that of the table which is read in its place."""
    equal: dict[Any, list[SheetTable]] = defaultdict(list)
    # Cheap to tell apart first: most tables have no twin, and their cells need not be looked at.
    for group in rivals(tables, _at_a_glance):
        for table in group:
            equal[table.kind, _context(table), _cells(table)].append(table)
    copies: dict[int, int] = {}
    for group in equal.values():
        courses = {course_key(table.course.code) for table in group if table.course.code}
        # Named like two courses it is two lists, or a slip: the cells cannot tell.
        parts = [[table for table in group if course_key(table.course.code or "") == course] for course in courses]
        parts = [group] if len(courses) < 2 else parts
        for part in parts:
            first, *others = sorted(part, key=_rank)
            copies |= {other.table_id: first.table_id for other in others}
    return copies


def _rank(table: SheetTable) -> tuple[Any, ...]:
    """Order copies: the one that names its course, the latest workbook (a text file has no colours), the plain name."""
    saved_at = table.file.modified_at or _NEVER
    return (
        table.course.code is None,
        -saved_at.timestamp() if table.file.modified_at else 0,
        table.grid.sheet.is_hidden,
        not plain_name(table),
        table.file.path,
        table.table_id,
    )


def _at_a_glance(table: SheetTable) -> tuple[Any, ...]:
    grid, rows = table.grid, table.region.rows
    first = (_comparable(grid.value(row, at)) for row in rows.data[:1] for at in range(grid.width(row)))
    return table.kind, len(rows.data), len(rows.nameless), len(table.region.sessions), *filter(None, first)


def _context(table: SheetTable) -> tuple[Any, ...]:
    """Return what is known of a table from outside its cells, as far as it changes what they say."""
    if table.kind is not SourceKind.ATTENDANCE:
        return ()
    day = day_of_list(table) if shape_of(table) == "list" else None
    # Where no mark is written it may be a colour, which two lists need not share.
    unseen = () if has_marks(table) else (table.file.source_id, table.sheet_name)
    return day, table.span, *unseen


def _cells(table: SheetTable) -> tuple[tuple[Any, ...], ...]:
    """Return the cells of a table and of what stands around it, whatever the format of the file."""
    region = table.region
    rows = sorted(
        {*region.title_rows, *region.header.rows, *region.rows.data, *region.rows.nameless, *region.rows.skipped}
    )
    filled = [table.grid.filled(row) for row in rows]
    first = min((columns[0] for columns in filled if columns), default=0)
    return tuple(
        tuple((column - first, _comparable(table.grid.value(row, column))) for column in columns)
        for row, columns in zip(rows, filled, strict=True)
        if columns
    )


def _comparable(value: Value) -> str:
    """Return a value as text, days in one spelling: a workbook holds a day where its export has `14.02.2017`."""
    return _one_spelling(value) if isinstance(value, str) else values.text_of(value)


@lru_cache(MANY_TEXTS)
def _one_spelling(text: str) -> str:
    if values.looks_like_day(text) and (day := values.day(text).value):
        return values.text_of(day)
    plain = values.text_of(text)
    return plain.removesuffix(":00") if plain.count(":") == 2 else plain
