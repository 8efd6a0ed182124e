"""Rows of a small store, each with only what the test is about, and a store in memory made of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb
import pandas as pd

from pipeline.ddl import create_statements
from pipeline.definitions import VIEWS
from pipeline.metrics import TOTAL, measure
from pipeline.periods import parse
from pipeline.tables.base import Table, table_name
from pipeline.tables.frames import frame_of
from pipeline.tables.known import KNOWN, Setting

Rows = dict[type[Table], list[dict[str, Any]]]
AN_HOUR_IS_45 = {"name": "time.teaching_hour_minutes", "value": "45"}


def on(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


def course(course_id: str, starts_on: str | None, ends_on: str | None, *, is_over: bool = True) -> dict[str, Any]:
    days = {"starts_on": starts_on and on(starts_on), "ends_on": ends_on and on(ends_on)}
    return {"course_id": course_id, "programme": "IB", "kind": "basic", "is_planned": True, "is_over": is_over} | days


def session(
    session_id: int, course_id: str, held_on: str | None, minutes: int = 90, status: str = "held"
) -> dict[str, Any]:
    row = {"session_id": session_id, "course_id": course_id, "minutes": minutes, "status": status}
    return row | {"held_on": held_on and on(held_on), "is_mandatory": False}


def person(person_id: int, gender: str | None = None, *, is_provisional: bool = False) -> dict[str, Any]:
    row = {"person_id": person_id, "family_name": "Musterfrau", "gender": gender}
    return row | {"municipality": "unknown", "is_provisional": is_provisional}


def enrolment(
    enrolment_id: int, person_id: int, course_id: str, stage: str = "completed", **more: Any
) -> dict[str, Any]:
    row = {
        "enrolment_id": enrolment_id,
        "person_id": person_id,
        "course_id": course_id,
        "stage": stage,
        "municipality": "sickte",
        "age_band": "18-34",
        "is_signed_up": True,
        "is_admitted": stage not in ("applied", "waitlisted", "declined"),
        "is_started": stage in ("active", "withdrawn", "participated", "completed"),
        "required_minutes": 0,
        "attended_minutes": 0,
        "possible_minutes": 0,
    }
    return row | more


def mark(enrolment_id: int, session_id: int, status: str, minutes: int | None = None) -> dict[str, Any]:
    row = {"enrolment_id": enrolment_id, "session_id": session_id, "status": status, "minutes": minutes}
    return row | {"is_expected": True}


def wish(person_id: int, area: str, since: str | None = None) -> dict[str, Any]:
    row = {"person_id": person_id, "area": area, "source": "signup", "municipality": "sickte"}
    return row | {"since": since and on(since)}


def work(person_id: int, area: str, since: str | None, until: str | None = None) -> dict[str, Any]:
    row = {"person_id": person_id, "area": area, "source": "deployment", "municipality": "cremlingen"}
    return row | {"since": since and on(since), "until": until and on(until)}


@contextmanager
def opened(rows: Rows) -> Iterator[duckdb.DuckDBPyConnection]:
    """A store in memory with these rows and the views."""
    with duckdb.connect() as connection:
        for statement in create_statements():
            connection.execute(statement)
        given = {Setting: [AN_HOUR_IS_45]} | rows
        for table in (table for table in KNOWN if table in given):
            connection.register("given", frame_of(table, given[table]))
            connection.execute(f"INSERT INTO {table_name(table)} BY NAME SELECT * FROM given")
        for view in VIEWS:
            connection.execute(view)
        yield connection


def figures(
    rows: Rows,
    name: str,
    period: str = "2017-Q2",
    *,
    year_from: int = 1,
) -> dict[tuple[str, str], Any]:
    """Ask one metric: (dimension, category) -> the count, or part and whole."""
    with opened(rows) as connection:
        found = measure(connection, [name], parse(period, year_starts_in_month=year_from))
    return {
        (figure.dimension, figure.category): figure.part if figure.whole is None else (figure.part, figure.whole)
        for figure in found
    }


TOTAL_KEY = (TOTAL, TOTAL)
