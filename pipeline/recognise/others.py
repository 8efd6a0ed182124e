"""Lists of people that are about something else: grades, the log of a course room, members with their bank accounts.

They hold names, and often the course in the name of the file, but nobody signed up on them and nobody was there.
"""

from collections.abc import Iterable, Mapping

from pipeline.recognise.columns import NAMES
from pipeline.recognise.grid import Grid
from pipeline.recognise.headings import headings_of
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
