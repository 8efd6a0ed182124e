"""Flat lists: sign-ups, course plans, deployments; one row of the sheet is one typed row."""

import re
from datetime import date, time
from typing import Any, cast

from pipeline import days, issues, values
from pipeline.fold import fold
from pipeline.issues import Issue, Place
from pipeline.read import Value
from pipeline.recognise import SheetTable
from pipeline.recognise.courses import code_in, codes_of_cell
from pipeline.recognise.stages import stages_of_rows
from pipeline.tables.written import Deployment, PlannedSession, Signup
from pipeline.tidy.coming import instant
from pipeline.tidy.half_names import report_half_names
from pipeline.tidy.leaving import SAY_LEAVING, day_of_leaving, left_on
from pipeline.tidy.marks import MarkReader
from pipeline.tidy.moved import moves
from pipeline.tidy.people import People
from pipeline.tidy.remarked import stage_in_remarks
from pipeline.tidy.tidied import Workbench
from pipeline.tidy.units import duration
from pipeline.values import Reading
from pipeline.vocabulary import sign


def read_signups(table: SheetTable, bench: Workbench) -> None:
    """Read a sign-up list."""
    people = People(table, bench)
    is_form = any(
        fold(table.heading(at) or "") in bench.words.words["submitted"] for at in table.region.columns.values()
    )
    stages = stages_of_rows(table, bench.words)
    remarks = table.columns_meaning("remark", bench.words)
    has_stamps, may_leave = table.has("signed_up_on"), not SAY_LEAVING.isdisjoint(table.region.columns)
    signed_up: set[int] = set()
    for row in table.region.rows.data:
        if is_form and not table.text(row, "signed_up_on"):
            bench.set_aside(table, row, Issue(issues.ANSWER_INCOMPLETE, table.place(row)))
            continue
        courses = courses_of_row(table, row)
        if not any(courses) and table.has("course_code"):
            bench.set_aside(table, row, Issue(issues.COURSE_MISSING, table.place(row), expected="IB-2017-1"))
            continue
        status = table.text(row, "status")
        # Up to the day on which somebody left the person belonged to the course.
        explained = (
            table.statuses.get(sign(status)) if status else stage_in_remarks(table, row, remarks, bench) or stages[row]
        )
        stage = (
            Reading(explained) if explained else values.status("" if day_of_leaving(status, bench.words) else status)
        )
        bench.report(table, row, "status", stage)
        said = {
            **people.read(row),
            "signed_up_on": read_day(table, row, "signed_up_on", bench),
            "signed_up_at": _minute(table.value(row, "signed_up_on")) if has_stamps else None,
            "entry_on": read_day(table, row, "entry_on", bench),
            "left_on": left_on(table, row, bench) if may_leave else None,
            "stage": stage.value,
            "areas": people.areas(row),
        }
        for course in courses:
            bench.add(table, Signup(table_id=table.table_id, row=row + 1, course_code=course, **said))
        signed_up.add(row)
    report_half_names(table, signed_up, bench)


def _minute(stamp: Value) -> int | None:
    """Return the minute of the day at which a form was sent."""
    at = instant(stamp)
    return at.second // 60 if at else None


def read_plan(table: SheetTable, bench: Workbench) -> None:
    """Read a course plan. Lecturers of one session may stand in one cell (`A; B`) or in a row each."""
    marks = MarkReader(bench.words, {})
    columns = {field: table.columns_meaning(field, bench.words) for field in ("lecturer", "organisation")}
    if people := _people_in_cells(table):
        bench.issues.append(Issue(issues.NAMES_IN_CELL, people, table.heading(table.region.columns["mark"]) or ""))
    planned = {row: read_day(table, row, "held_on", bench) for row in table.region.rows.data}
    moved = moves(table, planned, bench.words)
    for row, day in planned.items():
        number = _number(table.text(row, "number"))
        # "Einheit" heads numbers on one plan and topics on another.
        topic = table.text(row, "topic") or ("" if number else table.text(row, "number"))
        move = moved.get(row)
        held_on = move.day if move and not move.has_own_row else day
        if held_on is None and number is None:
            issue = Issue(issues.PLAN_ROW_WITHOUT_DAY, table.place(row), expected="15.02.2017")
            bench.set_aside(table, row, issue)
            continue
        starts_at, ends_at = _times(table, row, bench)
        if starts_at and ends_at and ends_at <= starts_at:
            field = "ends_at" if table.text(row, "ends_at") else "starts_at"
            bench.issues.append(Issue(issues.END_NOT_AFTER_START, table.place_of(row, field), table.text(row, field)))
        heading = table.heading(table.region.columns.get("duration", -1)) or ""
        minutes = values.minutes_between(starts_at, ends_at) or duration(
            table.value(row, "duration"), heading, bench.words
        )
        lecturers: list[str | None] = [*_several(table, row, columns["lecturer"])] or [None]
        organisations = _several(table, row, columns["organisation"])
        for at, lecturer in enumerate(lecturers):
            session = PlannedSession(
                table_id=table.table_id,
                row=row + 1,
                course_code=course_of_row(table, row),
                title=table.text(row, "course_title") or table.text(row, "title") or table.course.title,
                number=number,
                held_on=held_on,
                minutes=minutes,
                starts_at=starts_at.hour * 60 + starts_at.minute if starts_at else None,
                topic=topic or None,
                lecturer=lecturer,
                organisation=organisations[min(at, len(organisations) - 1)] if organisations else None,
                place=table.text(row, "location") or table.text(row, "place") or None,
                is_mandatory=values.is_yes(table.value(row, "mandatory")),
                # In its status, its remark or its topic.
                is_cancelled=any(marks.calls_off(said) for said in (topic, table.text(row, "status")))
                or marks.is_cancelled(table.text(row, "remark"))
                or bool(move and move.has_own_row),
            )
            bench.add(table, session)


def _people_in_cells(table: SheetTable) -> Place | None:
    """Return the heading below which the names of all who were there stand in a cell: `Ute Fricke, Lars Brandes`."""
    written = [text for row in table.region.rows.data if (text := table.text(row, "mark"))]
    several = [text for text in written if len(re.split(r"[,;/]", text)) > 1]
    is_list = bool(several) and len(several) * 2 > len(written)
    return table.place(table.region.header.rows[-1], table.region.columns["mark"]) if is_list else None


def _times(table: SheetTable, row: int, bench: Workbench) -> tuple[time | None, time | None]:
    """Return when a planned session begins and ends; both may stand in one cell: `17:30–19:00`."""
    if span := values.span(table.text(row, "starts_at")):
        return span
    return bench.read(table, row, "starts_at", values.clock), bench.read(table, row, "ends_at", values.clock)


def read_deployments(table: SheetTable, bench: Workbench) -> None:
    """Read a deployment list: who works where."""
    people = People(table, bench)
    for row in table.region.rows.data:
        areas = people.areas(row)
        if areas is None:
            expected = ", ".join(bench.areas.labels().values())
            bench.set_aside(table, row, Issue(issues.DEPLOYMENT_WITHOUT_AREA, table.place(row), expected=expected))
            continue
        deployment = Deployment(
            table_id=table.table_id,
            row=row + 1,
            **people.read(row),
            areas=areas,
            # "Wo" beside the work is where somebody does it.
            deployed_in=table.text(row, "deployed_in") or table.text(row, "location") or None,
            since=_day_of_work(table, row, "since", bench),
            until=_day_of_work(table, row, "until", bench),
        )
        bench.add(table, deployment)


def read_day(table: SheetTable, row: int, field: str, bench: Workbench) -> Any:
    """Read the day in a row's column; None where the table has none."""
    return bench.read(table, row, field, bench.day_column(table, field).read) if table.has(field) else None


def _day_of_work(table: SheetTable, row: int, field: str, bench: Workbench) -> date | None:
    """Read the day in a row's column; of a month or a year the first, or the last on which work may have ended."""
    named = days.month_or_year(table.text(row, field))
    if named is None:
        return cast(date | None, read_day(table, row, field, bench))
    day = named[field == "until"]
    bench.report(table, row, field, Reading(day, issues.DATE_WITHOUT_DAY, f"{day:%d.%m.%Y}"))
    return day


# What may name the course of a row.
_COURSE_OF_ROW = frozenset({"course_code", "course_title", "title", "topic"})


def courses_of_row(table: SheetTable, row: int) -> list[str | None]:
    """Return the courses a row is about: those in its own column before the table's title, sheet and file."""
    own = codes_of_cell(table.text(row, "course_code")) if table.has("course_code") else ()
    if own:
        return [*own]
    # A column `Titel` holds those of people, or, where a list comes from a site, those of its entries.
    titled = code_in(table.text(row, "course_title")) or code_in(table.text(row, "title"))
    return [titled or table.course.code or code_in(table.text(row, "topic"))]


def course_of_row(table: SheetTable, row: int) -> str | None:
    """Return the first course a row is about."""
    return courses_of_row(table, row)[0]


def courses_of_rows(table: SheetTable) -> dict[int, str | None]:
    """Return row of a person -> the first course it is about."""
    rows = table.region.rows.data
    if _COURSE_OF_ROW.isdisjoint(table.region.columns):
        return dict.fromkeys(rows, table.course.code)
    return {row: course_of_row(table, row) for row in rows}


def _number(text: str) -> int | None:
    """Read the number of a session: `3`, `3.`, `C3`, `3. Einheit`, the first of `3. + 4. Einheit`."""
    match = re.match(r"(?:[^\W\d_]+\.?\s+|[^\W\d_]{1,3})?(\d{1,4})(?![\d/-])\b", text, re.ASCII)
    return int(match[1]) if match and len(text) <= _LONGEST_NUMBER else None


def _several(table: SheetTable, row: int, columns: list[int]) -> list[str]:
    parts = (part.strip() for at in columns for part in table.grid.text(row, at).split(";"))
    return [part for part in parts if part]


_LONGEST_NUMBER = 20
