"""Lists of those who came, which need no mark: `Anwesend am 12.03.2024` above names, or a sheet for each evening.

Nobody signs up on one. Of whoever is not named nothing is known.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from pipeline import issues, values
from pipeline.codes import AttendanceStatus, SourceKind
from pipeline.fold import fold
from pipeline.issues import Issue, Place
from pipeline.recognise.columns import NAMES
from pipeline.recognise.corrections import Corrections
from pipeline.recognise.named_days import as_of_marker, day_of_list
from pipeline.recognise.table import SheetTable
from pipeline.values import looks_like_day
from pipeline.vocabulary import Vocabulary

_BESIDE_NAMES = frozenset({"number", "title", "remark", "phone", "email"})
_ASKED_AT_SIGN_UP = frozenset({"status", "signed_up_on", "areas", "consent"})
_NOT_THERE = {str(one): one for one in (AttendanceStatus.EXCUSED, AttendanceStatus.ABSENT)}
_DIGITS = re.compile(r"\d+")


def with_those_who_came(
    tables: Sequence[SheetTable], words: Vocabulary, corrections: Corrections
) -> tuple[list[SheetTable], list[Issue]]:
    """Return the tables, those of who came as lists of attendance; a note for each of their files says so.

    What kind of list a layout is remains for people to say.
    """
    open_ones = [table for table in tables if _may_be_one(table) and not _is_told(table, corrections)]
    came = {id(table) for table in open_ones if _says_who_came(table, words)}
    came |= {id(table) for table in _of_one_evening_each(open_ones, words)}
    paths = dict.fromkeys(table.file.path for table in tables if id(table) in came)
    notes = [Issue(issues.LIST_OF_WHO_CAME, Place(path)) for path in paths]
    return [_as_attendance(table, words) if id(table) in came else table for table in tables], notes


def _may_be_one(table: SheetTable) -> bool:
    is_list = table.kind is SourceKind.SIGNUP and not table.grid.is_moved and bool(table.region.rows.data)
    return is_list and _ASKED_AT_SIGN_UP.isdisjoint(table.region.columns)


def _is_told(table: SheetTable, corrections: Corrections) -> bool:
    said = corrections.of(table.layout_id)
    return said is not None and said.kind is not None


def _says_who_came(table: SheetTable, words: Vocabulary) -> bool:
    """Whether a line above a list of one day says so: `Teilnehmende am Di, 12.03.2024`, not `am Workshop`."""
    if _day_of(table, words) is None:
        return False
    texts = (*table.region.titles, table.sheet_name or "", table.file.location.stem)
    return any(_names_who_came(text, words) for text in texts if not words.holds("of_absences", text))


def _names_who_came(text: str, words: Vocabulary) -> bool:
    written = f" {fold(text)} "
    for phrase in words.words["who_came"]:
        before, found, behind = written.partition(f" {phrase} ")
        rest = [word for word in behind.split() if word not in words.words["around_days"] | words.weekdays]
        # "Am 12.03. waren da:" or "Anwesende" alone; "wenn Sie anwesend waren" is a request.
        is_said = rest[0][0].isdigit() if rest else not before.strip() or any(map(str.isdigit, before))
        if found and is_said and not words.holds("signing_up", before):
            return True
    return False


def _of_one_evening_each(tables: Iterable[SheetTable], words: Vocabulary) -> Iterator[SheetTable]:
    """Yield lists of one course with nothing but names, each of another day, on which people come and go."""
    alike: dict[Hashable, list[SheetTable]] = defaultdict(list)
    for table in tables:
        said = (*table.region.titles, table.sheet_name or "", table.file.location.stem)
        is_plain = table.region.columns.keys() <= NAMES | _BESIDE_NAMES
        if is_plain and not any(words.holds("signing_up", text) for text in said):
            headings = tuple(sorted(table.region.header.headings.items()))
            alike[table.course, headings, _DIGITS.sub("", fold(" ".join(table.region.titles)))].append(table)
    for of_course in alike.values():
        people: dict[date | None, set[frozenset[str]]] = defaultdict(set)
        for table in of_course if len(of_course) > 1 else ():
            people[_day_of(table, words)].add(frozenset(table.region.names))
        # The same day with other people is no evening of its own; without a day there is none.
        if None in people or any(len(lists) > 1 for lists in people.values()):
            continue
        in_order = [next(iter(people[day])) for day in sorted(filter(None, people))]
        is_one_file = len({table.file.path for table in of_course}) == 1
        if (_somebody_left if is_one_file else _somebody_was_back)(in_order):
            yield from of_course


def _somebody_left(lists: Sequence[frozenset[str]]) -> bool:
    """Whether not all are on each later list: one of sign-ups that grows only gains people."""
    return any(not before <= after for before, after in pairwise(lists))


def _somebody_was_back(lists: Sequence[frozenset[str]]) -> bool:
    """Whether somebody is missing on a list between two others: who leaves a list of sign-ups does not come back."""
    seen: set[str] = set()
    gone: set[str] = set()
    for people in lists:
        if not gone.isdisjoint(people):
            return True
        gone |= seen - people
        seen |= people
    return False


def _day_of(table: SheetTable, words: Vocabulary) -> date | None:
    """Return the one day of a list: not the one on which it was printed."""
    grid, is_printed_on = table.grid, as_of_marker(words.words["as_of"])
    for row in table.region.title_rows:
        for column in grid.filled(row):
            is_stamp = column > 0 and is_printed_on.match(grid.text(row, column - 1))
            if looks_like_day(grid.value(row, column)) and not is_stamp:
                return values.day(grid.value(row, column), year=table.year).value
    return day_of_list(table)


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
