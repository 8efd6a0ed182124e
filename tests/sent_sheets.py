"""Sheets as people send them: drawn in the test, written below data/raw/, understood in one line."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl

from pipeline import said
from pipeline.config import load
from pipeline.handed_out import packed
from pipeline.run import check, sheets_of
from pipeline.spreadsheet import parts_of
from pipeline.understand import Understood

Rows = Sequence[Sequence[Any]]

SIGNS = {"present": "x", "excused": "e", "absent": "u", "not_recorded": "?", "not_applicable": "-"}


def send(
    project: Path, name: str, content: Rows | Mapping[str, Rows] | str, *, modified_at: datetime | None = None
) -> Path:
    """Write a sheet (a workbook: rows, or sheet -> rows; a text file: the text) below data/raw/.

    A workbook says of itself that it was saved at `modified_at`, or not when.
    """
    path = project / "data" / "raw" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, str):
        path.write_text(content, encoding="utf-8")
        return path
    sheets = content if isinstance(content, Mapping) else {"Tabelle1": content}
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row, cells in enumerate(rows, start=1):
            for column, value in enumerate(cells, start=1):
                if value is not None and value != "":
                    sheet.cell(row, column, value)
    path.write_bytes(packed(parts_of(book, modified_at=modified_at)))
    return path


def read_project(project: Path, settings: str = "") -> Understood:
    """Understand all that lies below data/raw/, in English; `settings` is the text of pipeline.toml."""
    if settings:
        (project / "pipeline.toml").write_text(settings, encoding="utf-8")
    said.use_language("en")
    config = load(project)
    return check(sheets_of(config), config)


def found(understood: Understood, *codes: str) -> list[str]:
    """The findings as `code cell` (or row, or sheet); only those of the given codes, where some are given."""
    issues = [issue for issue in understood.issues if not codes or issue.kind.code in codes]
    places = [issue.place.cell or issue.place.row or issue.place.sheet or issue.place.path for issue in issues]
    return [f"{issue.kind.code} {place}" for issue, place in zip(issues, places, strict=True)]


def people(understood: Understood) -> list[str]:
    """Everybody, as `Family, Given`, in the order of the alphabet."""
    return sorted(f"{one.family_name}, {one.given_name or ''}".removesuffix(", ") for one in understood.matched.people)


def lists(understood: Understood) -> dict[str, str]:
    """`Family, Given` (with ` @course` where there are several) -> marks in the order of the sessions."""
    enrolments = {one.enrolment_id: one for one in understood.matched.enrolments}
    listed = {one.person_id: one for one in understood.matched.people}
    rows = [(enrolments[row.enrolment_id], row.status) for row in understood.attended.attendance]
    has_courses = len({enrolment.course_id for enrolment, _ in rows}) > 1
    drawn: dict[str, str] = {}
    for enrolment, status in rows:
        person = listed[enrolment.person_id]
        name = f"{person.family_name}, {person.given_name}" + (f" @{enrolment.course_id}" if has_courses else "")
        drawn[name] = drawn.get(name, "") + SIGNS[status]
    return drawn


def minutes(understood: Understood) -> list[int | None]:
    """The minutes of all attendance, in the order of enrolments and sessions."""
    return column(understood.attended.attendance, "minutes")


def column(rows: Sequence[Any], name: str) -> list[Any]:
    """One column of typed rows, None for missing."""
    return [getattr(row, name) for row in rows]


def sessions(understood: Understood) -> list[str]:
    """Every session as `course day status`."""
    return [f"{one.course_id} {one.held_on or '-'} {one.status}" for one in understood.settled.sessions]


def kinds(understood: Understood) -> dict[str, str]:
    """Path -> kind of list."""
    return {path: str(kind) for path, kind in understood.recognised.kinds.items()}


def skipped(understood: Understood) -> dict[int, str]:
    """Row -> why it holds no data."""
    return {row.row: row.reason for row in understood.recognised.skipped}


def skipped_as(understood: Understood, *reasons: str) -> dict[str, list[int]]:
    """Path -> the rows that were skipped for one of these reasons."""
    rows: dict[str, list[int]] = {}
    for one in understood.recognised.skipped:
        if one.reason in reasons:
            rows.setdefault(one.path, []).append(one.row)
    return rows
