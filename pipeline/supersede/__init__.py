"""Recognised tables -> those that speak: copies and older states of a list give way to one newest.

In comes what was recognised; out comes the same with the rows of copies and superseded tables among the skipped rows,
and one note on each file that a newer one has replaced. What the remaining lists say against each other is left to
`attend`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import combinations

from pipeline import issues
from pipeline.codes import Grade
from pipeline.fold import course_key
from pipeline.issues import Issue, Place
from pipeline.recognise import Recognised, SheetTable, SkippedRow
from pipeline.recognise.courses import CourseGuess
from pipeline.supersede.copies import find_copies
from pipeline.supersede.corrected import find_corrected
from pipeline.supersede.order import is_newer
from pipeline.supersede.portrait import Portrait, portray, rivals, shape_of
from pipeline.vocabulary import Vocabulary

_COPY = "copy"
_SUPERSEDED = "superseded"
# Somebody on so many lists tells nothing of which two are the same list.
_MOST_LISTS = 200


def supersede(recognised: Recognised, *, words: Vocabulary) -> Recognised:
    """Leave out the tables that another one repeats or replaces."""
    tables = {table.table_id: table for table in recognised.tables}
    gone = find_corrected(recognised.tables, words)
    copies = find_copies(table for at, table in tables.items() if at not in gone)
    left = [table for at, table in tables.items() if at not in gone and at not in copies]
    gone |= _outdated(left, words)
    if not gone and not copies:
        return recognised
    reasons = dict.fromkeys(copies, _COPY) | dict.fromkeys(gone, _SUPERSEDED)
    courses = _courses(tables, gone | copies)
    kept = [
        replace(table, course=courses[at]) if at in courses else table
        for at, table in tables.items()
        if at not in reasons
    ]
    return replace(
        recognised,
        tables=kept,
        skipped=[*recognised.skipped, *_skipped(recognised, kept, reasons)],
        issues=[*_still_valid(recognised, kept), *_notes(tables, kept, gone)],
        left_out=[table for at, table in tables.items() if at in reasons],
    )


def _outdated(tables: Iterable[SheetTable], words: Vocabulary) -> dict[int, int]:
    """Return each table of which there is a newer state, with the newest."""
    successors: dict[int, set[int]] = defaultdict(set)
    groups = rivals(tables, lambda table: (table.kind, shape_of(table)))
    portraits = {table.table_id: portray(table, words) for group in groups for table in group}
    lone = _lists_of_one_session(portraits.values())
    for one, other in _pairs(portraits):
        for newer, older in ((portraits[one], portraits[other]), (portraits[other], portraits[one])):
            is_part = older.table.table_id in lone and len(newer.sessions) > 1
            if not is_part and is_newer(newer, older):
                successors[older.table.table_id].add(newer.table.table_id)
    newest = {at: _newest(at, successors, portraits) for at in sorted(successors)}
    return {at: last for at, last in newest.items() if last is not None}


def _lists_of_one_session(portraits: Iterable[Portrait]) -> set[int]:
    """Return the tables of one session each, where a course has several: these are no first states of a longer list."""
    by_course: dict[str, dict[int, str]] = defaultdict(dict)
    for one in portraits:
        if len(one.sessions) == 1:
            by_course[one.course][one.table.table_id] = next(iter(one.sessions))
    return {at for own in by_course.values() if len(set(own.values())) > 1 for at in own}


def _pairs(portraits: Mapping[int, Portrait]) -> list[tuple[int, int]]:
    """Return the pairs of tables that may be the same list: of one kind, with a person (on a day) in both."""
    lists_of: dict[object, list[int]] = defaultdict(list)
    for at, one in portraits.items():
        for said in one.marks or one.rows:
            lists_of[one.table.kind, one.shape, said].append(at)
    return sorted({pair for own in lists_of.values() if len(own) <= _MOST_LISTS for pair in combinations(own, 2)})


def _newest(at: int, successors: Mapping[int, set[int]], portraits: Mapping[int, Portrait]) -> int | None:
    """Follow the successors to the last; None where they lead round in a circle, which settles nothing."""
    seen, left, last = {at}, [at], []
    while left:
        here = left.pop()
        if here not in successors:
            last.append(here)
        new = successors.get(here, set()) - seen
        seen |= new
        left += new
    return max(last, key=lambda one: _age(portraits[one]), default=None)


def _age(one: Portrait) -> tuple[object, ...]:
    table = one.table
    state = one.state.last if one.state else date.min
    return state, table.file.modified_at or datetime.min.replace(tzinfo=UTC), table.file.path, table.table_id


def _courses(tables: Mapping[int, SheetTable], left_out: Mapping[int, int]) -> dict[int, CourseGuess]:
    """Return the course of each table that has lost it, with the name of its file, and stands in for others of one."""
    known: dict[int, dict[str, CourseGuess]] = defaultdict(dict)
    for at in left_out:
        course = tables[at].course
        if course.code and not tables[last := _last(at, left_out)].course.code:
            known[last][course_key(course.code)] = course
    return {at: next(iter(courses.values())) for at, courses in known.items() if len(courses) == 1}


def _last(at: int, left_out: Mapping[int, int]) -> int:
    while at in left_out:
        at = left_out[at]
    return at


def _skipped(recognised: Recognised, kept: Iterable[SheetTable], reasons: Mapping[int, str]) -> list[SkippedRow]:
    """Return the rows of the tables left out; a row that a kept table shares with them is not skipped."""
    read = {place for table in kept for place in _rows(table)}
    rows = {
        place: reasons[table.table_id]
        for table in recognised.tables
        if table.table_id in reasons
        for place in _rows(table)
        if place not in read
    }
    return [SkippedRow(*place, reason) for place, reason in rows.items()]


def _rows(table: SheetTable) -> list[tuple[str, str | None, int]]:
    return [(table.file.path, table.sheet_name, row + 1) for row in sorted(table.region.data_rows)]


def _still_valid(recognised: Recognised, kept: Iterable[SheetTable]) -> list[Issue]:
    """Return the findings without the notes on files and sheets of which nothing is read any more."""
    here = {place for table in kept for place in _places(table)}
    gone = {place for table in recognised.tables for place in _places(table)} - here
    return [
        issue
        for issue in recognised.issues
        if issue.grade is not Grade.NOTE or not {(issue.place.path, None), (issue.place.path, issue.place.sheet)} & gone
    ]


def _places(table: SheetTable) -> tuple[tuple[str, str | None], ...]:
    return (table.file.path, None), (table.file.path, table.sheet_name)


def _notes(tables: Mapping[int, SheetTable], kept: Iterable[SheetTable], gone: Mapping[int, int]) -> list[Issue]:
    """Return one note on each file, or sheet, for each file that has taken its place."""
    still_read = {table.file.path for table in kept}
    notes: dict[tuple[Place, str], Issue] = {}
    for at in sorted(gone):
        older, newest = tables[at], tables[_last(at, gone)]
        place = Place(older.file.path, older.sheet_name if older.file.path in still_read else None)
        name = newest.file.path if newest.file.path != older.file.path else newest.sheet_name or ""
        notes[place, name] = Issue(issues.LIST_SUPERSEDED, place, expected=name)
    return list(notes.values())
