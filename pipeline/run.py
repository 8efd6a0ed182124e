"""The stages in order: look for the sheets, understand them, define, store. One builder at a time.

`check` tells what is wrong and stores nothing; `build` rebuilds the store, all or nothing.
"""

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.config import Config
from pipeline.define import Defined, Rules, define
from pipeline.definitions import VIEWS
from pipeline.errors import CallError
from pipeline.issues import Issue
from pipeline.pins import COURSE_IDS, PERSON_IDS, write_pins
from pipeline.questions import FOLDER as DECISIONS_FOLDER
from pipeline.read.find import find
from pipeline.reference import Areas, Municipalities, load_areas, load_municipalities
from pipeline.said import LANGUAGES, say
from pipeline.store import builder_lock, rebuild
from pipeline.tables.base import Table, frame_of
from pipeline.tables.known import (
    Attendance,
    Course,
    Engagement,
    Enrolment,
    IssueRow,
    Person,
    Question,
    Session,
    SessionLecturer,
    SetAside,
    Setting,
    Skipped,
    Source,
)
from pipeline.understand import Understood, understand


@dataclass(frozen=True)
class Sheets:
    """The files to read (location, path as shown): the project's own, the invented sample's, or a selection of any."""

    files: tuple[tuple[Path, str], ...]
    issues: tuple[Issue, ...]
    is_sample: bool = False
    sample_left_out: bool = False
    is_selection: bool = False


@dataclass(frozen=True)
class Built:
    """A run that has stored what it understood."""

    sheets: Sheets
    understood: Understood
    defined: Defined
    store: Path


def sheets_of(config: Config) -> Sheets:
    """Return every sheet below data/raw/; the sample only while no other sheet lies there.

    Raises CallError where there is no data/raw/.
    """
    if not config.raw_folder.is_dir():
        raise CallError(
            say(
                "There is no folder {folder}. Please create it and put the sheets there, or name the project's folder "
                "with --project.",
                folder=config.raw_folder,
            )
        )
    own = find(config.raw_folder, skip=_skipped(config))
    has_sample = bool(config.sample_folder) and (config.raw_folder / config.sample_folder).is_dir()
    if own.files or own.issues or not has_sample:
        return Sheets(_shown(own.files, config), own.issues, sample_left_out=has_sample)
    sample = find(config.raw_folder, skip=(DECISIONS_FOLDER,))
    return Sheets(_shown(sample.files, config), sample.issues, is_sample=True)


def _skipped(config: Config) -> Collection[str]:
    return [folder for folder in (DECISIONS_FOLDER, config.sample_folder) if folder]


def _shown(files: Iterable[Path], config: Config) -> tuple[tuple[Path, str], ...]:
    return tuple((file, file.relative_to(config.raw_folder).as_posix()) for file in files)


def sheets_at(paths: Iterable[Path], config: Config) -> Sheets:
    """Return the sheets at the given paths, folders with all that lies below; paths below data/raw/ relative to it.

    Raises CallError for a path that does not exist.
    """
    files: list[tuple[Path, str]] = []
    found: list[Issue] = []
    for path in paths:
        if not path.exists():
            raise CallError(say("There is no {path}. Please check the spelling.", path=path))
        below = find(path) if path.is_dir() else None
        found += below.issues if below else []
        files += [(file, _as_given(file, config)) for file in (below.files if below else [path])]
    return Sheets(tuple(dict.fromkeys(files)), tuple(found), is_selection=True)


def _as_given(path: Path, config: Config) -> str:
    raw = config.raw_folder.resolve()
    resolved = path.resolve()
    return resolved.relative_to(raw).as_posix() if resolved.is_relative_to(raw) else path.as_posix()


def check(
    sheets: Sheets, config: Config, *, as_of: date | None = None, on_file: Callable[[str], None] = lambda _: None
) -> Understood:
    """Check sheets without touching the store."""
    return understand(
        sheets.files,
        config=config,
        earlier=sheets.issues,
        as_of=as_of,
        on_file=on_file,
        is_selection=sheets.is_selection,
    )


def build(
    sheets: Sheets, config: Config, *, as_of: date | None = None, on_file: Callable[[str], None] = lambda _: None
) -> Built:
    """Understand the sheets and rebuild the store. Raises BusyError while another run is at work."""
    with builder_lock(config.processed_folder):
        understood = check(sheets, config, as_of=as_of, on_file=on_file)
        defined = define(
            understood.settled.courses,
            understood.settled.sessions,
            understood.matched.enrolments,
            understood.attended.attendance,
            rules=Rules.of(config),
            as_of=understood.as_of,
        )
        frames = store_frames(understood, defined, config, is_sample=sheets.is_sample)
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


def store_frames(
    understood: Understood, defined: Defined, config: Config, *, is_sample: bool
) -> dict[type[Table], pd.DataFrame]:
    """Return a frame for each of the store's tables."""
    settings: dict[str, Any] = {
        **config.definitions(),
        "as_of": understood.as_of.isoformat() if understood.as_of else None,
        "is_sample": str(is_sample).lower(),
    }
    return {
        Course: defined.course,
        Session: understood.settled.sessions,
        SessionLecturer: understood.settled.lecturers,
        Person: understood.matched.people,
        Enrolment: defined.enrolment,
        Attendance: understood.attended.attendance,
        Engagement: understood.matched.engagements,
        Source: frame_of(Source, source_rows(understood)),
        SetAside: frame_of(SetAside, _aside_rows(understood)),
        Skipped: frame_of(Skipped, [vars(row) for row in understood.recognised.skipped]),
        IssueRow: frame_of(IssueRow, [issue.as_row() for issue in understood.issues]),
        Question: frame_of(Question, question_rows(understood)),
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
            "row": aside.row,
            "cell": aside.cell,
            "reason": aside.reason,
            "cells": json.dumps(dict(aside.cells), ensure_ascii=False),
        }
        for aside in understood.asides
    ]
    return sorted(rows, key=lambda row: (row["path"], row["sheet"] or "", row["row"], row["cell"] or ""))


def question_rows(understood: Understood) -> list[dict[str, Any]]:
    """Return the questions as rows of `audit.question`; the same question asked twice is one."""
    rows = {
        one.question_id: {
            "question_id": one.question_id,
            "kind": str(one.kind),
            "text": one.text,
            "options": json.dumps(dict(one.options), ensure_ascii=False),
            "answer": one.answer,
        }
        for one in understood.questions
    }
    return [rows[key] for key in sorted(rows)]
