"""A matrix of several courses, or groups, -> a table for each: a mark belongs to a session of whom its row names.

Groups of one course meet on days of their own, which one heading names: `Gruppe 1: 04.03., Gruppe 2: 11.03.`.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import chain

from pipeline.fold import course_key, fold
from pipeline.recognise.courses import CourseGuess, codes_of_cell
from pipeline.recognise.days import days_of_groups, group_named
from pipeline.recognise.rows import Rows
from pipeline.recognise.table import SheetTable


def parted(table: SheetTable) -> Iterator[SheetTable]:
    """Yield a matrix once for each of its courses and groups, numbered on; any other table as it is."""
    tables = chain.from_iterable(map(_by_group, _by_course(table)))
    for number, one in enumerate(tables, start=table.table_id):
        yield one if one.table_id == number else replace(one, table_id=number)


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
