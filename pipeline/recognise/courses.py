"""Which course is a table about? The code in its title, the sheet's name, the file's name, in this order of trust.

A column with the course is read row by row in `tidy` and goes before all of these.
"""

from dataclasses import replace
from typing import NamedTuple

from pipeline.read import SourceFile
from pipeline.recognise.grid import Grid
from pipeline.recognise.naming import (
    code_after_label,
    code_in,
    code_of_cell,
    codes_of_cell,
    letter_after_label,
    parted_code,
    title_of,
)
from pipeline.recognise.region import Region
from pipeline.vocabulary import Vocabulary

__all__ = [
    "CourseGuess",
    "code_in",
    "code_of_cell",
    "codes_of_cell",
    "course_of",
    "with_courses_below",
    "without_groups",
]

_ROWS_OF_BLOCK = 3


class CourseGuess(NamedTuple):
    """The course a whole table is about."""

    code: str | None = None
    title: str | None = None
    where: str = "nowhere"


def with_courses_below(region: Region) -> Grid:
    """Return the cells of a table in which a course stands once for all rows below it, as merged cells leave it.

    A course of each block, and nothing in most of the rows: whoever forgets a course forgets it here and there.
    """
    column, rows = region.columns.get("course_code"), region.rows.data
    cells = [] if column is None else [region.grid.text(row, column) for row in rows]
    named = [text for text in cells if text]
    is_once = bool(named) and bool(cells[0]) and len(named) == len(set(named)) and all(map(code_of_cell, named))
    if column is None or not is_once or len(named) * _ROWS_OF_BLOCK > len(cells):
        return region.grid
    starts = [row for row, text in zip(rows, cells, strict=True) if text]
    above = {row: region.grid.value(max(start for start in starts if start <= row), column) for row in rows}
    return region.grid.written({(row, column): course for row, course in above.items()})


def without_groups(region: Region, course: CourseGuess, words: Vocabulary) -> Region:
    """Return a list of one course without its column of groups: `Durchgang | 1` in it is no course called 1."""
    column = region.columns.get("course_code")
    if course.code is None or column is None or not words.has_word("of_groups", region.header.headings.get(column, "")):
        return region
    if any(map(code_in, region.grid.cells(region.rows.data, [column]))):
        return region
    columns = {field: at for field, at in region.columns.items() if at != column}
    return replace(region, header=replace(region.header, columns=columns))


def course_of(file: SourceFile, region: Region, words: Vocabulary) -> CourseGuess:
    """Return the course of a table. In a flat list with a course column the guess is the rows' last resort."""
    for find in (code_in, code_after_label):
        for text in region.titles:
            if code := find(text):
                return CourseGuess(code, title_of(text), "title")
    for label, text in region.labels:
        if words.field_of(label) == "course_code" and (code := code_of_cell(text)):
            return CourseGuess(code, None, "title")
    if len(codes := _codes_in_corner(region)) == 1:
        return CourseGuess(codes.pop(), None, "title")
    places = (
        ("sheet name", region.grid.sheet.name or ""),
        ("file name", file.location.stem),
        ("folder name", file.location.parent.name),
    )
    for where, text in places:
        if code := code_in(text) or code_after_label(text):
            return CourseGuess(code, None, where)
    anywhere = (*(("title", text) for text in region.titles), *places)
    for find in (parted_code, letter_after_label):
        for where, text in anywhere:
            if code := find(text):
                return CourseGuess(code, None, where)
    title = next((text for text in region.titles if words.has_word("workshop", text)), None)
    return CourseGuess(None, title)


def _codes_in_corner(region: Region) -> set[str]:
    """Return the codes beside the topics or days of a matrix, above the names: `IB-2017-1 | UE 1 | UE 2`."""
    first = min((session.column for session in region.sessions), default=0)
    texts = region.grid.cells(region.header.rows, range(first))
    return {code for text in texts if (code := code_in(text))}
