"""How long does the check of long csv attendance lists take, beside DuckDB's bare reading of them? How much memory?

    python benchmarks/long_list.py [--rows 1000 10000 100000 1000000 10000000] [--times 5]

Drawn is a csv with a row for each person and session: courses of 400 people and 250 sessions, one person in ten in two
courses, sixty given names, a mark in ten thousand that nobody knows. Each run is a process of its own; bare reading and
check take turns, so that a busy machine is busy for both. The goal is a check of ten million rows within ten times the
bare reading and with less than 4 GB. At the end: the slope of the logarithm of time over that of rows, 1 where each row
costs the same.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from math import log
from pathlib import Path
from statistics import linear_regression, median
from typing import NamedTuple

PEOPLE = 400
SESSIONS = 250
GIVEN_NAMES = (
    "Ahmad Aisha Alexander Amina Andrea Angelika Anna Barbara Bernd Birgit Christian Christine Claudia Daniel David "
    "Dieter Elif Elisabeth Emma Fatima Felix Frank Gabriele Grace Hannah Hans Hasan Heike Ingrid Jan Jana Jens Jonas "
    "Julia Karin Katharina Klaus Laura Lena Leon Lukas Manfred Maria Markus Martin Michael Monika Nicole Olga Paul "
    "Petra Renate Sabine Samira Sandra Stefan Susanne Thomas Ursula Wolfgang"
)
_COUNT = "import duckdb, sys; duckdb.connect().execute('SELECT count(*) FROM read_csv($file)', {'file': sys.argv[1]})"
_LIST = """
    COPY (
        SELECT
            'IB-' || (2000 + course % 18) || '-' || (course // 18 + 1)          AS Kurs,
            strftime(DATE '2017-01-02' + session::INTEGER, '%d.%m.%Y')          AS Datum,
            upper(family[1:1]) || family[2:]                                    AS Nachname,
            $given[1 + (hash(who, 2) % len($given))::INTEGER]                   AS Vorname,
            1940 + hash(who, 3) % 60                                            AS Geburtsjahr,
            CASE
                WHEN hash(course, session, person, 1) % 10000 = 0 THEN '??'
                ELSE ['e', '-', '', 'x', 'x', 'x', 'x', 'x'][(1 + hash(course, session, person) % 8)::INTEGER]
            END                                                                 AS Anwesend
        FROM (
            SELECT
                i // ($people * $sessions)                                      AS course,
                i // $people % $sessions                                        AS session,
                i % $people                                                     AS person,
                course * $people + person + CASE WHEN person % 10 = 0 THEN $people ELSE 0 END AS who,
                translate(md5(who::VARCHAR)[1:9], '0123456789', 'aeioulnrst')   AS family
            FROM range($rows) AS line(i)
        )
    ) TO '{file}' (HEADER, DELIMITER ';')
"""


class Taken(NamedTuple):
    """What a process took: seconds, those of processors (0 on Windows), and bytes of memory at its peak."""

    seconds: float
    of_processors: float
    peak_bytes: int


class Compared(NamedTuple):
    """What the bare reading of a list took and what its check took, in turns."""

    bare: list[Taken]
    checked: list[Taken]

    @property
    def ratio(self) -> float:
        """How many times as long the check takes."""
        return median(one.seconds / other.seconds for one, other in zip(self.checked, self.bare, strict=True))

    @property
    def of_processors(self) -> float:
        """How many times as long it keeps processors busy: on a busy machine the surer figure."""
        return median(one.of_processors / (other.of_processors or 1) for one, other in zip(*self[::-1], strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="lengths of the list")
    parser.add_argument("--times", type=int, default=5, help="how often each command is run")
    options = parser.parse_args()
    found: dict[int, float] = {}
    print(f"{'rows':>10}  DuckDB count  pipeline check  (from .. to)        ratio  of processors  peak")
    for rows in options.rows:
        one = measured(rows, options.times)
        seconds = [taken.seconds for taken in one.checked]
        found[rows] = median(seconds)
        span = f"({min(seconds):.2f} .. {max(seconds):.2f})"
        bare, peak = median(taken.seconds for taken in one.bare), max(taken.peak_bytes for taken in one.checked) / 1e9
        ratios = f"{one.ratio:6.1f}  {one.of_processors:13.1f}"
        print(f"{rows:>10} {bare:11.2f} s {found[rows]:13.2f} s  {span:<18} {ratios}  {peak:.2f} GB", flush=True)
    if len(found) > 1:
        print(f"slope of log seconds over log rows: {slope(found):.2f}")


def measured(rows: int, times: int) -> Compared:
    """Return what the bare reading and the check of a list of so many rows take."""
    with tempfile.TemporaryDirectory() as folder:
        return measure(Path(folder), draw(Path(folder), rows), times)


def slope(found: Mapping[int, float]) -> float:
    """Return the slope of log seconds over log rows."""
    return linear_regression([log(rows) for rows in found], [log(seconds) for seconds in found.values()]).slope


def draw(folder: Path, rows: int) -> Path:
    """Draw a project with one list of so many rows; return the list."""
    import duckdb

    (folder / "pipeline.toml").write_text("[raw]\nlargest_file_mb = 2000\n", encoding="utf-8")
    sheet = folder / "anwesenheit.csv"
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    # Where a copy goes cannot be a parameter.
    query = _LIST.replace("{file}", sheet.as_posix().replace("'", "''"))
    connection.execute(query, {"rows": rows, "people": PEOPLE, "sessions": SESSIONS, "given": GIVEN_NAMES.split()})
    return sheet


def measure(folder: Path, sheet: Path, times: int) -> Compared:
    """Return what the bare reading and the check take, in turns."""
    count = [sys.executable, "-c", _COUNT, str(sheet)]
    check = [sys.executable, "-m", "pipeline", "check", str(sheet), "--project", str(folder)]
    pairs = [(_taken(count), _taken(check)) for _ in range(times)]
    return Compared([bare for bare, _ in pairs], [checked for _, checked in pairs])


def _taken(command: list[str]) -> Taken:
    started, before = time.perf_counter(), os.times()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=Path(__file__).parents[1]
    )
    peaks: list[int] = [0]
    watch = threading.Thread(target=_watch, args=(process, peaks))
    watch.start()
    process.wait()
    seconds, after = time.perf_counter() - started, os.times()
    watch.join()
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    busy = after.children_user - before.children_user + after.children_system - before.children_system
    return Taken(seconds, busy, peaks[0])


def _watch(process: "subprocess.Popen[bytes]", peaks: list[int]) -> None:
    """Note the peak of a process as Linux tells it; elsewhere it stays 0. A check of one file is one process."""
    status = Path(f"/proc/{process.pid}/status")
    while process.poll() is None:
        try:
            told = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
            peaks[0] = max(peaks[0], int(told["VmHWM"].split()[0]) * 1024)
        except (OSError, KeyError):
            pass
        time.sleep(0.05)


if __name__ == "__main__":
    main()
