"""How long does a check of one long csv attendance list take, beside DuckDB reading and counting it? How much memory?

    python benchmarks/long_csv.py [--rows 1000 10000 100000] [--times 5]

A row is one person at one session, with the course and the day in columns. Each check is a process of its own. At the
end: the slope of the logarithm of time over that of rows, 1 where each row costs the same.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from math import log
from pathlib import Path
from statistics import linear_regression, median
from typing import NamedTuple

import duckdb
from drawn_workbooks import FAMILY_NAMES, GIVEN_NAMES

_CHECK = """
import sys
from pathlib import Path
from pipeline.config import load
from pipeline.run import check, sheets_of
config = load(Path(sys.argv[1]))
check(sheets_of(config), config)
try:
    import resource
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
except ImportError:
    print(0)
"""
_SESSIONS, _PEOPLE = 9, 20


class Long(NamedTuple):
    """What one length took: seconds, those of DuckDB, megabytes at most."""

    seconds: float
    bare_seconds: float
    megabytes: int

    @property
    def ratio(self) -> float:
        """How many times as long as DuckDB."""
        return self.seconds / self.bare_seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="lengths of the list")
    parser.add_argument("--times", type=int, default=5, help="how often everything is measured")
    options = parser.parse_args()
    found = {rows: measured(rows, options.times) for rows in options.rows}
    for rows, one in found.items():
        print(f"{rows:>10} rows {one.seconds:8.2f} s, {one.ratio:6.1f} times DuckDB, {one.megabytes:5} MB")
    if len(found) > 1:
        print(f"slope of log seconds over log rows: {slope(found):.2f}")


def measured(rows: int, times: int) -> Long:
    """Return the medians for a list of so many rows."""
    taken: list[tuple[float, float, int]] = []
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        path = draw_csv(project / "data" / "raw", rows)
        (project / "pipeline.toml").write_text("[raw]\nlargest_file_mb = 2000\n", encoding="utf-8")
        for _ in range(times):
            started = time.perf_counter()
            duckdb.sql(f"SELECT count(*) FROM read_csv('{path}')").fetchall()
            bare = time.perf_counter() - started
            started = time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-c", _CHECK, folder], check=True, capture_output=True, cwd=Path(__file__).parents[1]
            )
            taken.append((time.perf_counter() - started, bare, int(done.stdout)))
    seconds, bares, megabytes = zip(*taken, strict=True)
    return Long(median(seconds), median(bares), max(megabytes))


def slope(found: dict[int, Long]) -> float:
    """Return the slope of log time over log rows."""
    return linear_regression([log(rows) for rows in found], [log(one.seconds) for one in found.values()]).slope


def draw_csv(folder: Path, rows: int) -> Path:
    """Write a long attendance list: each course has twenty people and nine sessions."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "Anwesenheit.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("Kurs;Name;Vorname;Datum;Anwesend\n")
        for at in range(rows):
            person, session = divmod(at, _SESSIONS)
            course = person // _PEOPLE
            day = date(2010, 1, 5) + timedelta(weeks=course % 400 + session)
            name = f"{FAMILY_NAMES[person % 1000]};{GIVEN_NAMES[person // 1000 % 20]}"
            file.write(f"IB-{2000 + course // 90}-{course % 90 + 1};{name};{day:%d.%m.%Y};{'xxxxxxxe'[at % 8]}\n")
    return path


if __name__ == "__main__":
    main()
