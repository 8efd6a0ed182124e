"""What the sheets say -> the store, all or nothing: understand, define, rebuild. One builder at a time."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.collector import collector_at_rest
from pipeline.config import Config
from pipeline.define import Defined, Rules, define
from pipeline.definitions import VIEWS
from pipeline.long import LongLists
from pipeline.long.in_full import InFull, in_full
from pipeline.pins import COURSE_IDS, PERSON_IDS, write_pins
from pipeline.reference import Areas, Municipalities, load_areas, load_municipalities
from pipeline.review import question_rows
from pipeline.run import Sheets, check
from pipeline.said import LANGUAGES
from pipeline.store import builder_lock, rebuild
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
    defined: Defined
    store: Path


def build(
    sheets: Sheets, config: Config, *, as_of: date | None = None, on_file: Callable[[str], None] = lambda _: None
) -> Built:
    """Understand the sheets and rebuild the store. Raises BusyError while another run is at work."""
    with builder_lock(config.processed_folder), collector_at_rest(), LongLists() as lists:
        full = in_full(check(sheets, config, as_of=as_of, on_file=on_file, is_kept=True, long=lists), lists)
        understood = full.understood
        defined = define(
            understood.settled.courses,
            understood.settled.sessions,
            understood.matched.enrolments,
            full.attendance,
            rules=Rules.of(config),
            as_of=understood.as_of,
        )
        frames = store_frames(full, defined, config, is_sample=sheets.is_sample)
        if not sheets.is_sample:
            # Before the store: numbers that nobody keeps must not reach it. People of the sample need none.
            write_pins(config.decisions_folder, PERSON_IDS, understood.matched.pins)
            write_pins(config.decisions_folder, COURSE_IDS, understood.settled.course_pins)
        store = rebuild(config.store_path, frames, code_rows=_code_rows(config), views=VIEWS)
    return Built(sheets, understood, defined, store)


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


def store_frames(full: InFull, defined: Defined, config: Config, *, is_sample: bool) -> dict[type[Table], Stored]:
    """Return the rows of each of the store's tables."""
    understood = full.understood
    settings: dict[str, Any] = {
        **config.definitions(),
        "as_of": understood.as_of.isoformat() if understood.as_of else None,
        "is_sample": str(is_sample).lower(),
    }
    return {
        Course: defined.course,
        Session: defined.session,
        SessionLecturer: frame_of(SessionLecturer, understood.settled.lecturers),
        Person: frame_of(Person, understood.matched.people),
        Enrolment: defined.enrolment,
        Attendance: defined.attendance,
        Engagement: frame_of(Engagement, understood.matched.engagements),
        Source: frame_of(Source, source_rows(understood)),
        SetAside: frame_of(SetAside, _aside_rows(understood)),
        Skipped: frame_of(Skipped, [vars(row) for row in understood.recognised.skipped]),
        IssueRow: frame_of(IssueRow, [issue.as_row() for issue in understood.issues]),
        Question: frame_of(Question, question_rows(understood.questions)),
        PersonRow: stored_of(PersonRow, full.person_rows),
        Setting: frame_of(Setting, [{"name": name, "value": value} for name, value in settings.items()]),
    }


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
