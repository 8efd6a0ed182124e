"""A matrix of several courses, or groups, -> a table for each: a mark belongs to a session of whom its row names.

Courses may stand above the days, too, each over its own: `Basiskurs IB-2024-4 | | | Workshop WS-2024-4 | |`.
Groups of one course meet on days of their own, which one heading names: `Gruppe 1: 04.03., Gruppe 2: 11.03.`.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from pipeline.fold import course_key, fold
from pipeline.recognise.courses import CourseGuess, code_in, codes_of_cell
from pipeline.recognise.days import days_of_groups, group_named
from pipeline.recognise.rows import Rows
from pipeline.recognise.table import SheetTable
from pipeline.vocabulary import sign


def parted(table: SheetTable) -> Iterator[SheetTable]:
    """Yield a matrix once for each of its courses and groups, numbered on; any other table as it is."""
    by_course = chain.from_iterable(map(_by_course, _by_days(table)))
    tables = chain.from_iterable(map(_by_group, by_course))
    for number, one in enumerate(tables, start=table.table_id):
        yield one if one.table_id == number else replace(one, table_id=number)


def _by_days(table: SheetTable) -> Iterator[SheetTable]:
    """Yield a matrix once for each of the courses that stand above its days; any other table as it is.

    A course reaches to the next one on its right; whoever has nothing below a course is not in it.
    """
    region = table.region
    courses = _courses_above(table) if region.sessions and not table.grid.is_turned else {}
    if not courses:
        yield table
        return
    rows_of = {code: tuple(row for row in region.rows.data if _is_in(table, row, own)) for code, own in courses.items()}
    nowhere = {*region.rows.data} - set().union(*rows_of.values())
    totals = _totals_of(table, [*courses.values()])
    for at, ((code, columns), total) in enumerate(zip(courses.items(), totals, strict=True)):
        fields = {field: column for field, column in region.columns.items() if field != "total"} | total
        sessions = tuple(one for one in region.sessions if one.column in columns)
        # What belongs to no course is counted once.
        of_first = replace(region.rows, data=tuple(sorted({*rows_of[code], *nowhere})))
        rows = Rows(rows_of[code], (), {}) if at else of_first
        header = replace(region.header, columns=fields, sessions=sessions)
        yield replace(table, region=replace(region, header=header, rows=rows), course=CourseGuess(code, None, "title"))


def _is_in(table: SheetTable, row: int, columns: Sequence[int]) -> bool:
    """Whether somebody has a mark below a course: `– = nicht angemeldet` is none."""
    return any(table.legend.get(sign(text)) != "not_applicable" for text in table.grid.along(row, columns))


def _totals_of(table: SheetTable, blocks: Sequence[Sequence[int]]) -> list[dict[str, int]]:
    """Return for each block of sessions the column of its total; none for any where not every block has one."""
    headings, known = table.region.header.headings, table.region.columns.get("total", -1)
    called = [at for at, text in sorted(headings.items()) if known in headings and text == headings[known]]
    ends = [*(own[0] for own in blocks[1:]), max(headings, default=0) + 1]
    found = [next((at for at in called if own[-1] < at < end), None) for own, end in zip(blocks, ends, strict=True)]
    return [{} if None in found or at is None else {"total": at} for at in found]


def _courses_above(table: SheetTable) -> dict[str, list[int]]:
    """Return course -> its sessions, where a row above the days names several, the first above the first of them."""
    grid, columns = table.grid, sorted(one.column for one in table.region.sessions)
    days = {one.row for one in table.region.sessions if one.row is not None}
    for row in range(min(days, default=0) - 1, table.region.first_row - 1, -1):
        starts = {at: code for at in grid.filled(row) if (code := code_in(grid.text(row, at)))}
        is_above = len(set(starts.values())) == len(starts) > 1 and set(starts) <= set(columns)
        if is_above and min(starts) == columns[0]:
            last = {column: max(at for at in starts if at <= column) for column in columns}
            return {code: [column for column in columns if last[column] == at] for at, code in starts.items()}
    return {}


def _by_course(table: SheetTable) -> Iterator[SheetTable]:
    """Yield a matrix once for each course in its column of courses; any other table as it is.

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
        yield replace(table, region=replace(region, rows=of_course), course=course)


def _by_group(table: SheetTable) -> Iterator[SheetTable]:
    """Yield a matrix once for each group that a column names, with the days of the group above it."""
    days = {one.column: days_of_groups(one.day) if isinstance(one.day, str) else {} for one in table.region.sessions}
    groups = set().union(*days.values())
    of_rows = _groups_of_rows(table, groups) if groups else {}
    if not of_rows:
        yield table
        return
    region = table.region
    for at, group in enumerate(sorted(set(of_rows.values()))):
        own = tuple(row for row, named in of_rows.items() if named == group)
        sessions = tuple(replace(one, day=days[one.column].get(group, one.day)) for one in region.sessions)
        rows = replace(region.rows, data=own) if at == 0 else Rows(own, (), {})
        yield replace(
            table, region=replace(region, rows=rows, header=replace(region.header, sessions=sessions)), group=group
        )


def columns_of_other_groups(table: SheetTable) -> set[int]:
    """Return the sessions of which the heading names days for groups, but none for the group of the table."""
    days = {one.column: one.day for one in table.region.sessions if table.group is not None}
    return {column for column, day in days.items() if isinstance(day, str) and days_of_groups(day)}


def _groups_of_rows(table: SheetTable, groups: Collection[str]) -> dict[int, str]:
    """Return row -> group (empty: none of these), by the one column that names them and hardly anything else.

    Numbers may count something else, so that the column must be called as the headings of the days call the groups.
    """
    rows, headings = table.region.rows.data, table.region.header.headings
    days = {one.column for one in table.region.sessions}
    called = {word for at in days for word in fold(headings.get(at, "")).split() if word.isalpha()}
    for column in sorted(headings.keys() - days - {table.region.columns.get("number")}):
        texts = {row: table.grid.text(row, column) for row in rows}
        named = {row: group_named(text) for row, text in texts.items()}
        said = fold(" ".join([headings[column], *set(texts.values())])).split()
        is_called = any(_is_same_word(word, one) for word in said for one in called)
        if is_called and sum(group in groups for group in named.values()) * 2 > len(rows):
            return {row: group if group in groups else "" for row, group in named.items()}
    return {}


def _is_same_word(written: str, word: str) -> bool:
    """Whether a word is written out or short, alone or behind another: `Gruppe`, `Gr`, `Kursgruppe`."""
    return written == word or (len(word) > 1 and (written.endswith(word) or word.startswith(written)))
