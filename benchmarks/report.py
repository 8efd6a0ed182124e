"""How long does the report of a quarter take on a large store: from the store to its figures, and to HTML and PDF?

python benchmarks/report.py [--marks 1000000] [--times 5] [--period 2013-Q2]
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from drawn_store import draw_store

from pipeline.config import Config
from pipeline.periods import parse
from pipeline.report import gather, write_report
from pipeline.store import open_read_only


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--marks", type=int, default=1_000_000, help="rows of attendance")
    parser.add_argument("--times", type=int, default=5, help="how often everything is measured")
    parser.add_argument("--period", default="2013-Q2", help="the period of the report")
    options = parser.parse_args()
    period = parse(options.period)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store.duckdb"
        draw_store(store, options.marks)
        config = Config(folder=Path(folder))
        with open_read_only(store) as connection:
            report = gather(connection, config, period)
        print(f"{len(report.courses)} courses, {len(report.sessions)} sessions in {period.name}")

        def gathered() -> None:
            with open_read_only(store) as connection:
                gather(connection, config, period)

        for name, way in {
            "figures of the report": gathered,
            "the whole report, HTML and PDF": lambda: write_report(store, config, period),
        }.items():
            taken = [_seconds(way) for _ in range(options.times)]
            print(f"{name:<31} {median(taken):6.2f} s   (from {min(taken):.2f} to {max(taken):.2f})")


def _seconds(way: Callable[[], object]) -> float:
    started = time.perf_counter()
    way()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
