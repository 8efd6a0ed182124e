"""How long do all metrics of a quarter, and of all years, take on a large store, beside one bare count of its marks?

    python benchmarks/metrics.py [--marks 10000000] [--times 5] [--periods 2013-Q2 all]

The store is drawn (`drawn_store.py`): nine marks for each enrolment, twenty enrolments for each course.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median

import duckdb
from drawn_store import draw_store

from pipeline.metrics import declared, measure
from pipeline.periods import parse

_BARE_COUNT = "SELECT status, count(*), sum(minutes) FROM core.attendance GROUP BY ALL"


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
