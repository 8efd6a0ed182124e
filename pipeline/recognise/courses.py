"""Which course is a table about? The code in its title, the sheet's name, the file's name, in this order of trust.

A column with the course is read row by row in `tidy` and goes before all of these.
"""

import re
from typing import NamedTuple

from pipeline.fold import course_key, fold
from pipeline.read import SourceFile
from pipeline.recognise.grid import Grid
from pipeline.recognise.layout import Region
from pipeline.vocabulary import Vocabulary
from pipeline.vocabulary import load as vocabulary

# IB-2017-1, WS 2017/2, ib_2017_1; not Stand_2017-03-29, which goes on like a day.
_CODE = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,6})[\s_-]*((?:19|20)\d\d)[\s/_-]+(\d{1,3})(?![\d]|[-./]\d)")
_LONGEST_CODE = 20
# "Mai 2017 - 12 Termine", "Stand 2017/3": no codes.
_BEFORE_YEARS = frozenset({"am", "vom", "bis", "ab", "seit", "stand", "jahr", "year", "from", "until"})


class CourseGuess(NamedTuple):
    """The course a whole table is about."""

    code: str | None = None
    title: str | None = None
    where: str = "nowhere"


def code_in(text: str) -> str | None:
    """Return the first course code within a text, as written, upper case."""
    match = _find_code(text)
    return match[0].strip().upper() if match else None


def _find_code(text: str) -> re.Match[str] | None:
    no_codes = _BEFORE_YEARS | vocabulary().months.keys()
    return next((match for match in _CODE.finditer(text) if fold(match[1]) not in no_codes), None)


def code_of_cell(text: str) -> str | None:
    """Return the course a cell of a course column names: the code within it, or the whole short text."""
    if found := code_in(text):
        return found
    # A dash or a question mark in the column names no course.
    return text.upper() if len(text) <= _LONGEST_CODE and course_key(text) else None


def course_of(file: SourceFile, grid: Grid, region: Region, words: Vocabulary) -> CourseGuess:
    """Return the course of a table. In a flat list with a course column the guess is the rows' last resort."""
    above = range(region.first_row, region.header.rows[0])
    titles = grid.texts(above)
    for text in titles:
        if code := code_in(text):
            return CourseGuess(code, _title(text), "title")
    for row in above:
        if labelled := _labelled(grid, row, words):
            return CourseGuess(labelled, None, "title")
    places = (
        ("sheet name", grid.sheet.name or ""),
        ("file name", file.location.stem),
        ("folder name", file.location.parent.name),
    )
    for where, text in places:
        if code := code_in(text):
            return CourseGuess(code, None, where)
    title = next((text for text in titles if words.has_word("workshop", text)), None)
    return CourseGuess(None, title)


def _labelled(grid: Grid, row: int, words: Vocabulary) -> str | None:
    """Read `Kurs: | Frühjahr A`: a label with a colon, the course in the next cell."""
    for column in grid.filled(row):
        text = grid.text(row, column)
        if text.endswith(":") and words.field_of(text) == "course_code":
            return code_of_cell(grid.text(row, column + 1))
    return None


def _title(text: str) -> str | None:
    """Return what is left of a title when the code and the words around it are taken away."""
    code = _find_code(text)
    rest = text.replace(code[0], "") if code else text
    rest = re.sub(
        r"^\s*(Anmeldungen|Anwesenheit(sliste)?|Teilnehmerliste)?\s*(zum|für den|im)?\s*(Kurs)?\s*[:,–-]*\s*", "", rest
    )
    rest = re.sub(r"[\s:,–-]*(Kurs)?[\s:,–-]*(Anmeldungen|Anwesenheit)?[\s:,–-]*$", "", rest)
    return rest.strip() or None
