"""How long do all metrics of a quarter, and of all years, take on a large store, beside one bare count of its marks?

    python benchmarks/metrics.py [--marks 10000000] [--times 5] [--periods 2013-Q2 all]

The store is drawn by SQL: nine marks for each enrolment, twenty enrolments for each course, which begin week by week
over eight years; every fifth enrolment is somebody's second one, everybody wishes for an area.
"""

import argparse
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median

import duckdb

from pipeline.ddl import create_statements
from pipeline.definitions import VIEWS
from pipeline.metrics import declared, measure
from pipeline.periods import parse

SESSIONS, PEOPLE = 9, 20
_BARE_COUNT = "SELECT status, count(*), sum(minutes) FROM core.attendance GROUP BY ALL"
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
    parser.add_argument("--periods", nargs="+", default=["2013-Q2", "all"], help="the periods asked for")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.duckdb"
        draw_store(path, options.marks)
        seconds: dict[str, list[float]] = {}
        for _ in range(options.times):
            with duckdb.connect(str(path), read_only=True) as store:
                for name, way in _ways(store, options.periods).items():
                    started = time.perf_counter()
                    way()
                    seconds.setdefault(name, []).append(time.perf_counter() - started)
    bare = median(seconds["bare count"])
    for name, taken in seconds.items():
        print(f"{name:<34} {median(taken):7.3f} s, {median(taken) / bare:5.1f} times a bare count")


def _ways(store: duckdb.DuckDBPyConnection, periods: Sequence[str]) -> dict[str, Callable[[], object]]:
    """Return what is measured: a bare count, each metric of each period, and all metrics of it."""
    ways: dict[str, Callable[[], object]] = {"bare count": lambda: store.execute(_BARE_COUNT).fetchall()}
    for period in map(parse, periods):
        for name in declared():
            ways[f"{name} {period.name}"] = partial(measure, store, [name], period)
        ways[f"all metrics {period.name}"] = partial(measure, store, declared(), period)
    return ways


if __name__ == "__main__":
    main()
