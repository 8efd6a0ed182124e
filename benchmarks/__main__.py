"""Run every benchmark and write docs/benchmarks.md: `make bench`, or `python benchmarks [--size 0.1] [--times 1]`.

With these all of them are smaller or run less often, to try them out; the page says at which size it was made.
"""

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
LIBRARIES = ("duckdb", "pandas", "pandera", "python-calamine", "openpyxl", "rapidfuzz")


def commands(size: float, turns: int, peers: Path | None) -> dict[str, list[str]]:
    """Return the heading of each benchmark with what is run."""
    workbooks = max(2, round(1000 * size))
    lengths = sorted({max(100, round(10**power * size)) for power in range(3, 8)})
    times = str(turns)
    return {
        "Check of one workbook, the whole process": [
            *("check_one.py", "--times", times),
            *(("--peers", str(peers)) if peers else ()),
        ],
        f"Build of {workbooks} workbooks": [
            *("build_many.py", "--workbooks", str(workbooks), "--times", times),
            *("--peer-workbooks", str(max(1, workbooks // 10))),
        ],
        "Check of one long csv list": ["long_list.py", "--times", times, "--rows", *map(str, lengths)],
        f"All metrics of a quarter, and of all years, over {round(10_000_000 * size)} marks": [
            *("metrics.py", "--times", times, "--marks", str(round(10_000_000 * size))),
        ],
        f"The report of a quarter over {round(1_000_000 * size)} marks": [
            *("report.py", "--times", times, "--marks", str(round(1_000_000 * size))),
        ],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=float, default=1.0, help="part of the whole size, such as 0.1")
    parser.add_argument("--times", type=int, default=5, help="how often everything is measured")
    parser.add_argument("--page", type=Path, default=PAGE, help="where the page is written")
    parser.add_argument("--peers", type=Path, help="a Python in whose environment the peers are installed")
    options = parser.parse_args()
    options.page.write_text("\n".join(_page(options.size, options.times, options.peers)), encoding="utf-8")
    print(options.page)


def _page(size: float, turns: int, peers: Path | None) -> Iterator[str]:
    yield "# Benchmarks\n"
    yield f"Made by `make bench` on {datetime.now(tz=UTC):%Y-%m-%d}, size {size:g}. Ratios count, taken within one run;"
    yield "seconds are those of this machine in this hour. Figures are medians of the turns that the command names.\n"
    machine = f"{platform.machine()}, {os.cpu_count()} processors, {platform.system()}"
    yield f"- Machine: {machine}, Python {platform.python_version()}"
    if hasattr(os, "getloadavg"):
        yield f"- Other programs at work when it began (load): {os.getloadavg()[0]:.1f}"
    yield f"- {', '.join(f'{name} {metadata.version(name)}' for name in LIBRARIES)}\n"
    for heading, command in commands(size, turns, peers).items():
        print(heading, file=sys.stderr)
        done = subprocess.run(
            [sys.executable, str(HERE / command[0]), *command[1:]],
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(HERE.parent)},
        )
        if done.returncode:
            raise SystemExit(f"{command[0]} ended with {done.returncode}:\n{done.stderr}")
        yield f"## {heading}\n\n    python benchmarks/{' '.join(command)}\n\n```\n{done.stdout.rstrip()}\n```\n"


if __name__ == "__main__":
    main()
