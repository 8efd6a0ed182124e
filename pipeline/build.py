"""What the sheets say -> the store, all or nothing: understand, define, rebuild. One builder at a time."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from pipeline.collector import collector_at_rest
from pipeline.config import Config
from pipeline.define import Rules, define
from pipeline.definitions import VIEWS
from pipeline.errors import PipelineError
from pipeline.long import LongLists
from pipeline.long.in_full import InFull, in_full
from pipeline.pins import COURSE_IDS, PERSON_IDS, write_pins
from pipeline.reference import Areas, Municipalities, load_areas, load_municipalities
from pipeline.review import person_rows, question_rows
from pipeline.run import Sheets, check
from pipeline.said import LANGUAGES
from pipeline.store import builder_lock, open_read_only, rebuilding
from pipeline.tables.base import Table
from pipeline.tables.frames import Stored, frame_of, stored_of
from pipeline.tables.known import (
    Attendance,
    Course,
    Engagement,
    Enrolment,
    IssueRow,
    Person,
    PersonRow,
    Question,
    Session,
    SessionLecturer,
    SetAside,
    Setting,
    Skipped,
    Source,
)
from pipeline.understand import Understood


@dataclass(frozen=True)
class Built:
    """A run that has stored what it understood."""

    sheets: Sheets
    understood: Understood
    store: Path
    gone: tuple[str, ...] = ()
    """The sheets that were in the last build and no longer lie there."""


def build(
    sheets: Sheets, config: Config, *, as_of: date | None = None, on_file: Callable[[str], None] = lambda _: None
) -> Built:
    """Understand the sheets and rebuild the store. Raises BusyError while another run is at work."""
    with (
        builder_lock(config.processed_folder),
        collector_at_rest(),
        LongLists() as lists,
        rebuilding(config.store_path, code_rows=_code_rows(config), views=VIEWS) as take,
    ):
        # The empty store is being made meanwhile.
        gone = _paths_before(config) - {path for _, path in sheets.files}
        full = in_full(check(sheets, config, as_of=as_of, on_file=on_file, is_kept=True, long=lists), lists)
        for table, rows in store_tables(full, config, is_sample=sheets.is_sample):
            take(table, rows)
    return Built(sheets, full.understood, config.store_path, tuple(sorted(gone)))


def _paths_before(config: Config) -> set[str]:
    """Return the sheets in the store that is to be replaced, but the sample's; none where it cannot be read."""
    sample = f"{config.sample_folder}/"
    try:
        with open_read_only(config.store_path) as connection:
            rows = connection.execute("SELECT path FROM audit.source").fetchall()
    except (PipelineError, duckdb.Error):
        return set()
    return {path for (path,) in rows if not path.startswith(sample)}


def _code_rows(config: Config) -> dict[str, list[tuple[str, str, str]]]:
    """Return the project's own lists for schema `code`: code, German label, English label."""
    lists: dict[str, Areas | Municipalities] = {
        "engagement_area": load_areas(config),
        "municipality": load_municipalities(config),
    }
    rows = {}
    for name, reference in lists.items():
        labels = {lang: reference.labels(lang) for lang in LANGUAGES}
        rows[name] = [(code, label, labels["en"][code]) for code, label in labels["de"].items()]
    return rows


def store_tables(full: InFull, config: Config, *, is_sample: bool) -> Iterator[tuple[type[Table], Stored]]:
    """Yield the rows of each of the store's tables; while one goes in, the next is made.

    So attendance, which takes longest to go in, comes first, and the rows of people, which take longest to be made,
    come last. The lasting numbers are written on the way.
    """
    understood = full.understood
    settled, matched = understood.settled, understood.matched
    attendance = stored_of(Attendance, full.attendance)
    yield Attendance, attendance
    yield Person, frame_of(Person, matched.people)
    if not is_sample:
        # Before the store: numbers that nobody keeps must not reach it. People of the sample need none.
        if matched.has_new_pins:
            write_pins(config.decisions_folder, PERSON_IDS, matched.pins)
        if settled.has_new_pins:
            write_pins(config.decisions_folder, COURSE_IDS, settled.course_pins)
    rules, as_of = Rules.of(config), understood.as_of
    defined = define(settled.courses, settled.sessions, matched.enrolments, attendance, rules=rules, as_of=as_of)
    yield Course, defined.course
    yield Enrolment, defined.enrolment
    yield Session, defined.session
    yield SessionLecturer, frame_of(SessionLecturer, settled.lecturers)
    yield Engagement, frame_of(Engagement, matched.engagements)
    yield Source, frame_of(Source, source_rows(understood))
    yield SetAside, frame_of(SetAside, _aside_rows(understood))
    yield Skipped, frame_of(Skipped, [vars(row) for row in understood.recognised.skipped])
    yield IssueRow, frame_of(IssueRow, [issue.as_row() for issue in understood.issues])
    yield Question, frame_of(Question, question_rows(understood.questions))
    settings: dict[str, Any] = {
        **config.definitions(),
        "as_of": as_of.isoformat() if as_of else None,
        "is_sample": str(is_sample).lower(),
    }
    yield Setting, frame_of(Setting, [{"name": name, "value": value} for name, value in settings.items()])
    yield PersonRow, stored_of(PersonRow, person_rows(understood) if full.person_rows is None else full.person_rows)


def source_rows(understood: Understood) -> list[dict[str, Any]]:
    """Return the balance of every file as rows of `audit.source`."""
    return [
        {
            "path": one.file.path,
            "source_id": one.file.source_id,
            "kind": str(one.kind),
            "sender": one.sender,
            "dated_on": one.dated_on,
            "rows_read": one.rows_read,
            "rows_stored": one.rows_stored,
            "rows_set_aside": one.rows_set_aside,
            "rows_skipped": one.rows_skipped,
            "marks_read": one.marks.read,
            "marks_stored": one.marks.stored,
            "marks_set_aside": one.marks.set_aside,
            "marks_blank": one.marks.blank,
        }
        for one in understood.balances
    ]


def _aside_rows(understood: Understood) -> list[dict[str, Any]]:
    rows = [
        {
            "path": aside.table.file.path,
            "source_id": aside.table.file.source_id,
            "sheet": aside.table.sheet_name,
            "row": aside.place.row,
            "cell": aside.place.cell,
            "reason": aside.reason,
            "cells": json.dumps(dict(aside.cells), ensure_ascii=False),
        }
        for aside in understood.asides
    ]
    return sorted(rows, key=lambda row: (row["path"], row["sheet"] or "", row["row"], row["cell"] or ""))
