"""A matrix of several courses -> a table for each: a mark belongs to the session of the course its row names."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.fold import course_key
from pipeline.recognise.courses import CourseGuess, codes_of_cell
from pipeline.recognise.rows import Rows
from pipeline.recognise.table import SheetTable


def parted(table: SheetTable) -> Iterator[SheetTable]:
    """Yield a matrix once for each course in its column of courses, numbered on; any other table as it is.

    The column goes before title, sheet and file, also where it names one course only.
    """
    region = table.region
    if not (region.sessions and table.has("course_code")):
        yield table
        return
    codes: dict[str, str | None] = {}
    rows: dict[str, list[int]] = {}
    for row in region.rows.data:
        code = next(iter(codes_of_cell(table.text(row, "course_code"))), table.course.code)
        key = course_key(code or "")
        codes.setdefault(key, code)
        rows.setdefault(key, []).append(row)
    if not rows:
        yield table
    for at, (key, own) in enumerate(rows.items()):
        is_of_table = key == course_key(table.course.code or "")
        course = table.course if is_of_table else CourseGuess(codes[key], None, "column")
        # What belongs to no course is counted once.
        of_course = replace(region.rows, data=tuple(own)) if at == 0 else Rows(tuple(own), (), {})
        yield replace(table, table_id=table.table_id + at, region=replace(region, rows=of_course), course=course)
