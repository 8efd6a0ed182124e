"""Courses, sessions, enrolments and marks -> when courses ran, how far each enrolment got, how old people were.

The rules are in `definitions/*.sql`; this module runs them in an in-memory database and puts the result into the
declared columns. Who is who, and what a sheet meant, is settled before (`match`).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import duckdb
import pandas as pd

from pipeline.config import Config
from pipeline.definitions import STEPS, Step
from pipeline.tables.base import Table
from pipeline.tables.frames import Stored, dtypes_of, frame_of, stored_of
from pipeline.tables.known import Attendance, Course, Enrolled, Enrolment, Session

_OLDER_THAN_ANYBODY = 1000


@dataclass(frozen=True)
class Rules:
    """What the project has settled: the completion rule and the age bands."""

    required_percent: int
    required_of: str
    excused: str
    age_cuts: tuple[int, ...]

    @classmethod
    def of(cls, config: Config) -> "Rules":
        """Return the rules that `pipeline.toml` sets."""
        return cls(config.required_percent, config.required_of, config.excused, config.age_cuts)


class Defined(NamedTuple):
    """Frames as `tables.known` declares them: the two that hold derived columns, and those that these rest on."""

    enrolment: pd.DataFrame
    course: pd.DataFrame
    session: pd.DataFrame
    attendance: Stored


def define(
    courses: Collection[Course],
    sessions: Collection[Session],
    enrolments: Collection[Enrolled],
    attendance: Collection[Attendance] | Stored,
    *,
    rules: Rules,
    as_of: date | None,
) -> Defined:
    """Return enrolments and courses with their derived columns, as of the day `as_of` (None: nobody has a mark yet).

    A held session without a row in `attendance` is one whose mark is not recorded. Rows come back in the order in which
    they came.
    """
    course = frame_of(Course, courses, with_derived=False)
    session = frame_of(Session, sessions)
    enrolment = frame_of(Enrolled, enrolments, with_derived=False)
    frames: dict[str, Stored] = {
        "course": course,
        "session": session,
        "enrolment": enrolment,
        "attendance": stored_of(Attendance, attendance),
        "age_band": _bands_frame(rules.age_cuts),
    }
    values = {
        "as_of": as_of,
        "required_percent": rules.required_percent,
        "required_of": rules.required_of,
        "excused": rules.excused,
    }
    with duckdb.connect() as connection:
        for name, frame in frames.items():
            if isinstance(frame, Path):
                connection.read_parquet(str(frame)).create_view(name)
            else:
                connection.register(name, frame)
        for step in STEPS:
            _run(connection, step, values)
        progress = connection.table("progress").df()
        age = connection.table("age").df()
        course_dates = connection.table("course_dates").df()
    derived = progress.merge(age, on="enrolment_id", validate="one_to_one")
    return Defined(
        _joined(Enrolment, enrolment, derived, on="enrolment_id"),
        _joined(Course, course, course_dates, on="course_id"),
        session,
        frames["attendance"],
    )


def age_bands(cuts: tuple[int, ...]) -> tuple[str, ...]:
    """Return the names of the age bands from young to old, without `unknown`: <18, 18-34, ..., 65+."""
    return tuple(band for band, _, _ in _bands(cuts))


def _bands(cuts: tuple[int, ...]) -> list[tuple[str, int, int]]:
    bands = [(f"<{cuts[0]}", 0, cuts[0])]
    for first, following in pairwise(cuts):
        last = following - 1
        bands.append((f"{first}-{last}" if last > first else f"{first}", first, following))
    return [*bands, (f"{cuts[-1]}+", cuts[-1], _OLDER_THAN_ANYBODY)]


def _bands_frame(cuts: tuple[int, ...]) -> pd.DataFrame:
    return pd.DataFrame(_bands(cuts), columns=["band", "first_age", "next_age"])


def _run(connection: duckdb.DuckDBPyConnection, step: Step, values: Mapping[str, object]) -> None:
    # DuckDB refuses values that a statement does not name.
    named = connection.extract_statements(step.sql)[0].named_parameters
    connection.sql(step.sql, params={name: values[name] for name in named}).create(step.name)


def _joined(table: type[Table], rows: pd.DataFrame, derived: pd.DataFrame, *, on: str) -> pd.DataFrame:
    dtypes = dtypes_of(table)
    return rows.merge(derived, on=on, how="left", validate="one_to_one")[list(dtypes)].astype(dtypes)
