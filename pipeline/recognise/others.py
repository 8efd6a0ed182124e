"""Sheets that are about something else: grades, the log of a course room, members with their bank accounts, a memo.

Other lists of people hold names, and often the course in the name of the file, but nobody signed up on them and nobody
was there. A memo, a price list, a page of vouchers hold nobody at all.
"""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.recognise.columns import NAMES
from pipeline.recognise.grid import ROWS_LOOKED_AT, Grid
from pipeline.recognise.headings import ROWS_ABOVE, days_of, headings_of
from pipeline.recognise.naming import code_in
from pipeline.recognise.people import holds_people
from pipeline.vocabulary import Vocabulary

# What says that a list is about a course all the same, whatever else it holds.
_OF_COURSE = frozenset(
    {
        *("course_code", "course_title", "signed_up_on", "areas", "consent"),
        *("mark", "signature", "came_at", "minutes_attended", "made_up_on"),
    }
)
_FEWEST = 2
_LOWEST_HEADER = 15


def is_other_list(headings: Mapping[int, str], columns: Mapping[str, int], words: Vocabulary) -> bool:
    """Whether several headings are of another kind of list, and none of the rest says that it is about a course."""
    others = {at for at, text in headings.items() if words.holds("of_other_lists", text)}
    # What was taken for marks by its looks says nothing of a course.
    told = {words.field_of(headings[at]) for at in columns.values() if at in headings and at not in others}
    return len(others) >= _FEWEST and _OF_COURSE.isdisjoint(told)


def other_list(grid: Grid, words: Vocabulary, hints: Iterable[str]) -> str | None:
    """Return a heading by which a sheet without any list of a course is told to be another; None where it is none.

    `hints` are the names of the sheet and of the file.
    """
    if any(words.kind_of(text) == "signup" for text in hints):
        return None
    for row in range(min(grid.height, _LOWEST_HEADER)):
        headings = headings_of(grid, (row,), words)
        has_names = any(words.field_of(text) in NAMES for text in headings.values())
        if has_names and is_other_list(headings, {}, words):
            return next(text for text in headings.values() if words.holds("of_other_lists", text))
    return None


def is_of_nobody(grid: Grid, words: Vocabulary, hints: Sequence[str]) -> bool:
    """Whether a sheet is plainly no list of ours: it holds no names, no addresses, no course and no row of days.

    Nor is it called like one: `hints` are the names of the sheet and of the file.
    """
    rows = range(min(grid.height, ROWS_LOOKED_AT))
    texts = [*hints, *filter(None, (text for row in rows for text in grid.row(row)))]
    if holds_people(grid, words) or any("@" in text or code_in(text) or words.kind_of(text) for text in texts):
        return False
    return not any(len(days_of(grid, row, range(grid.width(row)), max(0, row - ROWS_ABOVE), words)) > 1 for row in rows)
