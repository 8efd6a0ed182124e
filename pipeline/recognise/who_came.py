"""Lists of those who came, which need no mark: `Anwesend am 12.03.2024` above names, or a sheet for each evening.

Nobody signs up on one. Of whoever is not named nothing is known.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from pipeline import issues
from pipeline.codes import AttendanceStatus, SourceKind
from pipeline.fold import fold
from pipeline.issues import Issue, Place
from pipeline.recognise.columns import NAMES
from pipeline.recognise.named_days import as_of_marker, day_of_list
from pipeline.recognise.table import SheetTable
from pipeline.values import looks_like_day
from pipeline.vocabulary import Vocabulary

_BESIDE_NAMES = frozenset({"number", "title", "remark", "phone", "email"})
_ASKED_AT_SIGN_UP = frozenset({"status", "signed_up_on", "areas", "consent"})
_NOT_THERE = {str(one): one for one in (AttendanceStatus.EXCUSED, AttendanceStatus.ABSENT)}
_DIGITS = re.compile(r"\d+")


def with_those_who_came(tables: Sequence[SheetTable], words: Vocabulary) -> tuple[list[SheetTable], list[Issue]]:
    """Return the tables of a file, those of who came as lists of attendance; a note says so."""
    came = {id(table) for table in tables if _says_who_came(table, words)}
    came |= {id(table) for table in _of_one_evening_each(tables, words)}
    notes = [Issue(issues.LIST_OF_WHO_CAME, Place(tables[0].file.path))] if came else []
    return [_as_attendance(table, words) if id(table) in came else table for table in tables], notes


def _says_who_came(table: SheetTable, words: Vocabulary) -> bool:
    """Whether a line above a list of one day says so: `Teilnehmende am Di, 12.03.2024`, not `am Workshop`."""
    if not _may_be_one(table) or _day_of(table, words) is None:
        return False
    texts = (*table.region.titles, table.sheet_name or "", table.file.location.stem)
    return any(_names_who_came(text, words) for text in texts if not words.holds("of_absences", text))


def _names_who_came(text: str, words: Vocabulary) -> bool:
    written = f" {fold(text)} "
    for phrase in words.words["who_came"]:
        before, found, behind = written.partition(f" {phrase} ")
        rest = [word for word in behind.split() if word not in words.words["around_days"] | words.weekdays]
        if found and (not rest or rest[0][0].isdigit()) and not words.holds("signing_up", before):
            return True
    return False


def _of_one_evening_each(tables: Sequence[SheetTable], words: Vocabulary) -> Iterator[SheetTable]:
    """Yield lists of one course with nothing but names, each of another day, on which people come and go."""
    alike: dict[Hashable, list[SheetTable]] = defaultdict(list)
    for table in tables:
        said = (*table.region.titles, table.sheet_name or "", table.file.location.stem)
        is_plain = _may_be_one(table) and table.region.columns.keys() <= NAMES | _BESIDE_NAMES
        if is_plain and not any(words.holds("signing_up", text) for text in said):
            headings = tuple(sorted(table.region.header.headings.items()))
            alike[table.course, headings, _DIGITS.sub("", fold(" ".join(table.region.titles)))].append(table)
    for of_course in alike.values():
        days = [_day_of(table, words) for table in of_course]
        people = [_people(table) for table in of_course]
        # A list of sign-ups that grows only gains people.
        some_left = any(not one <= after for at, one in enumerate(people) for after in people[at + 1 :])
        if len(of_course) > 1 and None not in days and len({*days}) == len(days) and some_left:
            yield from of_course


def _may_be_one(table: SheetTable) -> bool:
    is_list = table.kind is SourceKind.SIGNUP and not table.grid.is_moved and bool(table.region.rows.data)
    return is_list and _ASKED_AT_SIGN_UP.isdisjoint(table.region.columns)


def _day_of(table: SheetTable, words: Vocabulary) -> str | None:
    """Return the one day of a list, as text: not the one on which it was printed."""
    grid, is_printed_on = table.grid, as_of_marker(words.words["as_of"])
    for row in table.region.title_rows:
        for column in grid.filled(row):
            is_stamp = column > 0 and is_printed_on.match(grid.text(row, column - 1))
            if looks_like_day(grid.value(row, column)) and not is_stamp:
                return grid.text(row, column)
    day = day_of_list(table)
    return day.isoformat() if day else None


def _people(table: SheetTable) -> set[str]:
    columns = sorted(table.region.columns[field] for field in NAMES & table.region.columns.keys())
    return {fold(" ".join(table.grid.cells([row], columns))) for row in table.region.rows.data}


def _as_attendance(table: SheetTable, words: Vocabulary) -> SheetTable:
    """Return the list with a column of marks behind all others: all were there, but whose remark says otherwise."""
    grid, region = table.grid, table.region
    column = max(map(grid.width, range(grid.height)))
    marks = {(row, column): _mark(table, row, words) for row in region.rows.data}
    header = replace(region.header, columns={**region.columns, "mark": column})
    grid = grid.written(marks)
    return replace(table, grid=grid, region=replace(region, grid=grid, kind=SourceKind.ATTENDANCE, header=header))


def _mark(table: SheetTable, row: int, words: Vocabulary) -> str:
    said = words.mark(table.text(row, "remark"))
    return str(_NOT_THERE.get(said or "", AttendanceStatus.PRESENT))
