"""A large store for the benchmarks, drawn by SQL: the same call gives the same store. Everybody in it is invented.

Nine marks for each enrolment, twenty enrolments for each course; courses begin week by week over eight years. Every
fifth enrolment is somebody's second one, and everybody wishes for an area.
"""

import re
from pathlib import Path

import duckdb

from pipeline.config import Config
from pipeline.ddl import create_statements
from pipeline.definitions import VIEWS

SESSIONS, PEOPLE = 9, 20
_KEYS = re.compile(r",\s*(?:PRIMARY|FOREIGN) KEY \(.*?\)(?: REFERENCES \S+ \(.*?\))?")
_DAY = "DATE '2010-01-05' + CAST(7 * ({course} % 400 + {number}) AS INTEGER)"


def draw_store(path: Path, marks: int) -> None:
    """Make a store with so many marks; tables that no metric of them needs stay empty."""
    enrolments = marks // SESSIONS
    courses = enrolments // PEOPLE + 1
    with duckdb.connect(str(path)) as store:
        for statement in create_statements():
            # Keys take longer to fill in than all else takes, and no metric looks at one.
            store.execute(_KEYS.sub("", statement))
        day = _DAY.format(course="course", number="number")
        _fill(
            store,
            "core.course",
            f"SELECT 'C' || course AS course_id, 'basic' AS kind, {day} AS starts_on, "
            f"{day} + 56 AS ends_on, TRUE AS is_over FROM (SELECT range AS course, 0 AS number FROM range({courses}))",
        )
        _fill(
            store,
            "core.session",
            f"SELECT course * {SESSIONS} + number + 1 AS session_id, 'C' || course AS course_id, number + 1 AS number, "
            f"{day} AS held_on, 90 AS minutes, 'held' AS status, FALSE AS is_mandatory "
            f"FROM (SELECT range AS course FROM range({courses})), (SELECT range AS number FROM range({SESSIONS}))",
        )
        _fill(
            store,
            "core.person",
            "SELECT range + 1 AS person_id, 'Name' || range AS family_name, FALSE AS is_provisional "
            f"FROM range({enrolments})",
        )
        _fill(
            store,
            "core.enrolment",
            "SELECT range + 1 AS enrolment_id, "
            f"IF(range % 5 = 4 AND range > {PEOPLE}, range - {PEOPLE}, range + 1) AS person_id, "
            f"'C' || (range // {PEOPLE}) AS course_id, "
            "['completed', 'completed', 'participated', 'withdrawn', 'open'][1 + range // 7 % 5] AS stage, "
            "['18-34', '35-49', '50-64', '65+'][1 + range // 3 % 4] AS age_band, "
            "['sickte', 'cremlingen', 'oderwald', 'unknown'][1 + range // 11 % 4] AS municipality, "
            "['w', 'm', NULL][1 + range % 3] AS gender, TRUE AS is_signed_up, TRUE AS is_admitted, TRUE AS is_started "
            f"FROM range({enrolments})",
        )
        _fill(
            store,
            "core.engagement",
            "SELECT range + 1 AS person_id, ['sponsor', 'language', 'cafe'][1 + range % 3] AS area, "
            f"'signup' AS source, 'sickte' AS municipality FROM range({enrolments})",
        )
        _fill(
            store,
            "core.session_lecturer",
            "SELECT session_id, 'Name' || session_id % 500 AS lecturer, 'O' || session_id % 20 AS organisation "
            "FROM core.session",
        )
        _fill(
            store,
            "core.attendance",
            f"SELECT range // {SESSIONS} + 1 AS enrolment_id, "
            f"range // {SESSIONS * PEOPLE} * {SESSIONS} + range % {SESSIONS} + 1 AS session_id, "
            "['present', 'present', 'present', 'excused', 'absent'][1 + range % 5] AS status, "
            f"[90, 90, 90, 0, 0][1 + range % 5] AS minutes FROM range({enrolments * SESSIONS})",
        )
        settings = Config().definitions() | {"as_of": "2020-01-01", "is_sample": "false"}
        store.executemany("INSERT INTO audit.setting VALUES (?, ?)", list(settings.items()))
        for view in VIEWS:
            store.execute(view)


def _fill(store: duckdb.DuckDBPyConnection, table: str, query: str) -> None:
    """Insert what a query gives; columns it leaves out and that may not be null get what stands for nothing."""
    given = {name for name, *_ in store.execute(f"DESCRIBE {query}").fetchall()}
    needed = [
        (name, kind)
        for name, kind, is_null, *_ in store.execute(f"DESCRIBE {table}").fetchall()
        if is_null == "NO" and name not in given
    ]
    nothing = {"BIGINT": "0", "BOOLEAN": "FALSE"}
    others = "".join(f", {nothing.get(kind, '$$x$$')} AS {name}" for name, kind in needed)
    store.execute(f"INSERT INTO {table} BY NAME SELECT *{others} FROM ({query})")
