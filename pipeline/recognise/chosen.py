"""Courses that are chosen in a column of their own each, with yes and no below."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.fold import fold
from pipeline.recognise.columns import NAMES
from pipeline.recognise.grid import Grid
from pipeline.recognise.naming import code_in
from pipeline.recognise.region import Region
from pipeline.vocabulary import Vocabulary, sign

_NUMBER_AFTER = re.compile(r" \d$")


def with_chosen_courses(region: Region, words: Vocabulary) -> Region:
    """Return a list with the courses that each row chooses in columns of their own, `Kurs IB-2017-1 | Kurs IB-2017-2`.

    They are written into the first of these columns, as if the row named them.
    """
    header, grid, rows = region.header, region.grid, region.rows.data
    if region.sessions or not NAMES & header.columns.keys():
        return region
    coded = {at: code for at, text in header.headings.items() if (code := code_in(text))}
    if len(set(coded.values())) < 2 or not all(_are_answers(grid, rows, column, words) for column in coded):
        return region
    chosen = {row: [code for at, code in coded.items() if _says_yes(grid.text(row, at), words)] for row in rows}
    column = min(coded)
    written = grid.written({(row, column): ", ".join(codes) or None for row, codes in chosen.items()})
    columns = {**header.columns, "course_code": column}
    return replace(region, grid=written, header=replace(header, columns=columns))


def with_several_courses(region: Region, words: Vocabulary) -> Region:
    """Return a list with all courses that a row names in columns of their own, `Kurs-Nr. 1 | Kurs-Nr. 2`, in one."""
    header, grid = region.header, region.grid
    first = header.columns.get("course_code")
    if first is None or region.sessions:
        return region
    # "Kurs-Nr. | Kurs" tell of one course: what parts several is their number only.
    alike = _without_number(header.headings.get(first, ""))
    others = [
        at
        for at, text in header.headings.items()
        if at != first and _without_number(text) == alike and words.field_of(text) == "course_code"
    ]
    named = {row: [text for at in (first, *others) if (text := grid.text(row, at))] for row in region.rows.data}
    written = {(row, first): ", ".join(texts) for row, texts in named.items() if len(texts) > 1}
    return replace(region, grid=grid.written(written)) if written else region


def _without_number(heading: str) -> str:
    return _NUMBER_AFTER.sub("", fold(heading))


def _are_answers(grid: Grid, rows: Sequence[int], column: int, words: Vocabulary) -> bool:
    texts = {text for row in rows if (text := grid.text(row, column))}
    others = words.words["no"] | words.words["maybe"]
    return any(_says_yes(text, words) for text in texts) and all(
        _says_yes(text, words) or _first_word(text) in others for text in texts
    )


def _says_yes(text: str, words: Vocabulary) -> bool:
    """Whether an answer begins with a yes, `Ja, gerne`, or is a tick."""
    return _first_word(text) in words.words["yes"] or words.marks.get(sign(text)) == "present"


def _first_word(text: str) -> str:
    return fold(text).partition(" ")[0]
