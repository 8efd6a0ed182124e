"""How long do all metrics of a quarter take on a large store, beside one bare count over its attendance?

    python benchmarks/metrics.py [--marks 10000000] [--times 5] [--period 2013-Q2]

The store is drawn by SQL: nine marks for each enrolment, twenty enrolments for each course, which begin
week by week over eight years.
"""

import argparse
import re
import tempfile
import time
from pathlib import Path
from statistics import median

import duckdb

from pipeline.ddl import create_statements
from pipeline.definitions import VIEWS
from pipeline.metrics import declared, measure
from pipeline.periods import parse

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
            f"SELECT range + 1 AS enrolment_id, range + 1 AS person_id, 'C' || (range // {PEOPLE}) AS course_id, "
            "'completed' AS stage, '35-49' AS age_band, 'sickte' AS municipality, "
            "['w', 'm', NULL][1 + range % 3] AS gender, TRUE AS is_signed_up, TRUE AS is_admitted, TRUE AS is_started "
            f"FROM range({enrolments})",
        )
        _fill(
            store,
            "core.attendance",
            f"SELECT range // {SESSIONS} + 1 AS enrolment_id, "
            f"range // {SESSIONS * PEOPLE} * {SESSIONS} + range % {SESSIONS} + 1 AS session_id, "
            "['present', 'present', 'present', 'excused', 'absent'][1 + range % 5] AS status, "
            f"[90, 90, 90, 0, 0][1 + range % 5] AS minutes FROM range({enrolments * SESSIONS})",
        )
        store.execute("INSERT INTO audit.setting VALUES ('as_of', '2020-01-01'), ('time.teaching_hour_minutes', '45')")
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--marks", type=int, default=10_000_000, help="rows of attendance")
    parser.add_argument("--times", type=int, default=5, help="how often everything is measured")
    parser.add_argument("--period", default="2013-Q2", help="the period asked for, or all")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.duckdb"
        draw_store(path, options.marks)
        seconds: dict[str, list[float]] = {}
        for _ in range(options.times):
            with duckdb.connect(str(path), read_only=True) as store:
                started = time.perf_counter()
                store.execute("SELECT status, count(*), sum(minutes) FROM core.attendance GROUP BY ALL").fetchall()
                seconds.setdefault("bare count", []).append(time.perf_counter() - started)
                period = parse(options.period)
                for name in declared():
                    started = time.perf_counter()
                    measure(store, [name], period)
                    seconds.setdefault(name, []).append(time.perf_counter() - started)
                started = time.perf_counter()
                measure(store, declared(), period)
                seconds.setdefault("all metrics", []).append(time.perf_counter() - started)
    for name, taken in seconds.items():
        print(f"{name:<26} {median(taken):7.3f} s")
    print(f"all metrics: {median(seconds['all metrics']) / median(seconds['bare count']):.1f} times one bare count")


if __name__ == "__main__":
    main()
