"""Notes that call off a session, beside the lists of their file: a note without a course is of the course of these.

A note whose day or whose course stays open is left out, and the sender is told.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline import issues
from pipeline.issues import Issue, Place
from pipeline.read import SourceFile
from pipeline.recognise.corrected import Found
from pipeline.recognise.courses import CourseGuess, course_of
from pipeline.recognise.grid import cell_name
from pipeline.recognise.region import Region
from pipeline.vocabulary import Vocabulary


def place_notes(sheets: Sequence[Found], file: SourceFile, words: Vocabulary) -> list[Issue]:
    """Give the notes of a file their course; return a finding for each of which day or course are not plain."""
    lists = [region for one in sheets for region in one.regions if region.rows.data and not region.is_note]
    told: list[Issue] = []
    for one in sheets:
        kept: list[Region] = []
        for region in one.regions:
            placed = _placed(region, lists, file, words) if region.is_note else region
            if placed:
                kept.append(placed)
                continue
            at = region.head_of(region.rows.data[0])
            place = Place(file.path, region.grid.sheet.name, at[0] + 1, cell_name(*at))
            told.append(Issue(issues.CALLED_OFF_UNPLACED, place, region.titles[-1], "15.02.2017, IB-2017-1"))
            one.is_note = True
        one.regions[:] = kept
    return told


def _placed(note: Region, lists: Sequence[Region], file: SourceFile, words: Vocabulary) -> Region | None:
    """Return a note with the titles of the lists beside it where it names no course; None where something is open."""
    if "held_on" not in note.columns or course_of(file, note, words) != CourseGuess():
        return note if "held_on" in note.columns else None
    beside = {course_of(file, one, words): one for one in lists}
    # A diary names its course once, above the list of its first evening.
    named = [one for guess, one in beside.items() if guess != CourseGuess()] or [*beside.values()]
    if len(named) != 1 or "course_code" in named[0].columns:
        return None
    return replace(note, titles=(*note.titles, *named[0].titles), labels=named[0].labels)
