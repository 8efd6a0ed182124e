"""Flat lists: sign-ups, course plans, deployments; one row of the sheet is one typed row."""

import re
from typing import Any

from pipeline import issues, values
from pipeline.issues import Issue
from pipeline.recognise import SheetTable
from pipeline.recognise.courses import code_of_cell
from pipeline.tables.written import Deployment, PlannedSession, Signup
from pipeline.tidy.marks import MarkReader
from pipeline.tidy.tidied import Workbench


def read_signups(table: SheetTable, bench: Workbench) -> None:
    """Read a sign-up list."""
    for row in table.region.rows.data:
        course = course_of_row(table, row)
        if course is None and table.has("course_code"):
            bench.set_aside(table, row, Issue(issues.COURSE_MISSING, table.place(row), expected="IB-2017-1"))
            continue
        stage = values.status(table.text(row, "status"))
        bench.report(table, row, "status", stage)
        bench.add(
            Signup,
            table,
            row=row + 1,
            **read_person(table, row, bench),
            course_code=course,
            signed_up_on=read_day(table, row, "signed_up_on", bench),
            entry_on=read_day(table, row, "entry_on", bench),
            stage=stage.value,
            areas=read_areas(table, row, bench),
        )


def read_plan(table: SheetTable, bench: Workbench) -> None:
    """Read a course plan. Lecturers of one session may stand in one cell (`A; B`) or in a row each."""
    marks = MarkReader(bench.words, {})
    for row in table.region.rows.data:
        number = _number(table.text(row, "number"))
        held_on = read_day(table, row, "held_on", bench)
        if held_on is None and number is None:
            issue = Issue(issues.PLAN_ROW_WITHOUT_DAY, table.place(row), expected="15.02.2017")
            bench.set_aside(table, row, issue)
            continue
        starts_at = bench.read(table, row, "starts_at", values.clock)
        ends_at = bench.read(table, row, "ends_at", values.clock)
        minutes = values.minutes_between(starts_at, ends_at) or values.duration(table.value(row, "duration"))
        lecturers: list[str | None] = [*_several(table.text(row, "lecturer"))] or [None]
        organisations = _several(table.text(row, "organisation"))
        for at, lecturer in enumerate(lecturers):
            bench.add(
                PlannedSession,
                table,
                row=row + 1,
                course_code=course_of_row(table, row),
                title=table.text(row, "course_title") or table.text(row, "title") or table.course.title,
                number=number,
                held_on=held_on,
                minutes=minutes,
                starts_at=starts_at.hour * 60 + starts_at.minute if starts_at else None,
                topic=table.text(row, "topic") or None,
                lecturer=lecturer,
                organisation=organisations[min(at, len(organisations) - 1)] if organisations else None,
                place=table.text(row, "location") or table.text(row, "place") or None,
                is_mandatory=values.is_yes(table.value(row, "mandatory")),
                # In its status, its remark or its topic.
                is_cancelled=any(marks.is_cancelled(table.text(row, field)) for field in ("status", "remark", "topic")),
            )


def read_deployments(table: SheetTable, bench: Workbench) -> None:
    """Read a deployment list: who works where."""
    for row in table.region.rows.data:
        areas = read_areas(table, row, bench)
        if areas is None:
            expected = ", ".join(bench.areas.labels().values())
            bench.set_aside(table, row, Issue(issues.DEPLOYMENT_WITHOUT_AREA, table.place(row), expected=expected))
            continue
        bench.add(
            Deployment,
            table,
            row=row + 1,
            **read_person(table, row, bench),
            areas=areas,
            deployed_in=table.text(row, "deployed_in") or None,
            since=read_day(table, row, "since", bench),
            until=read_day(table, row, "until", bench),
        )


def read_person(table: SheetTable, row: int, bench: Workbench) -> dict[str, Any]:
    """Read what a row says of a person, as the columns of `WrittenPerson`."""
    name = _name(table, row)
    address = values.address(table.text(row, "address"))
    if bench.words.is_sensitive(table.text(row, "remark")):
        bench.issues.append(Issue(issues.REMARK_SENSITIVE, table.place_of(row, "remark")))
    gender = values.gender(table.text(row, "gender"))
    bench.report(table, row, "gender", gender)
    birth = bench.read(table, row, "birth_date" if table.text(row, "birth_date") else "birth_year", values.birth)
    return {
        "family_name": name.family or None,
        "given_name": name.given,
        "birth_date": birth.born_on if birth else None,
        "birth_year": birth.year if birth else None,
        "gender": gender.value,
        "email": table.text(row, "email") or None,
        "phone": table.text(row, "phone") or None,
        "postcode": bench.read(table, row, "postcode", values.postcode) or address.postcode,
        "place": table.text(row, "place") or address.place,
    }


def _name(table: SheetTable, row: int) -> values.WrittenName:
    whole, family, given = (
        values.bare_name(table.text(row, field)) for field in ("full_name", "family_name", "given_name")
    )
    if whole and not given:
        return values.full_name(whole)
    if not given and "," in family:
        return values.full_name(family)
    return values.WrittenName(family or given, (given or None) if family else None)


def read_day(table: SheetTable, row: int, field: str, bench: Workbench) -> Any:
    """Read the day in a row's column; None where the table has none."""
    return bench.read(table, row, field, lambda value: values.day(value, year=table.year))


def read_areas(table: SheetTable, row: int, bench: Workbench) -> str | None:
    """Read the engagement areas of a row as codes joined by ';'; what is not known counts as `other`."""
    text = table.text(row, "areas")
    if not text:
        return None
    codes, unknown = bench.areas.find(text)
    if unknown:
        expected = ", ".join(bench.areas.labels().values())
        bench.issues.append(Issue(issues.AREA_UNKNOWN, table.place_of(row, "areas"), ", ".join(unknown), expected))
    return ";".join(codes if not unknown or "other" in codes else (*codes, "other"))


def course_of_row(table: SheetTable, row: int) -> str | None:
    """Return the course a row is about: its own column before the table's title, sheet and file."""
    return code_of_cell(table.text(row, "course_code")) or table.course.code


def _number(text: str) -> int | None:
    """Read the number of a session: `3`, `3.`."""
    return int(text.rstrip(".")) if re.fullmatch(r"\d{1,4}\.?", text) else None


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]
