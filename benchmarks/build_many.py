"""How long does a build of many workbooks take, beside python-calamine only reading them, and beside what a user would
write with pandas, openpyxl and pandera, sheet by sheet?

    python benchmarks/build_many.py [--workbooks 1000] [--times 5] [--peer-workbooks 100]

Each workbook holds an attendance list of 20 people and 9 sessions and the sign-ups of its course. The ways take turns,
so that a busy machine is busy for all; medians count. `again` is a build after one workbook has changed.
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pandas as pd
import pandera.pandas as pa
from drawn_workbooks import draw_course
from python_calamine import CalamineWorkbook

from pipeline.build import build
from pipeline.config import load
from pipeline.run import sheets_of

_MARKS = pa.DataFrameSchema({"mark": pa.Column(str, pa.Check.isin(["x", "e", "u"]))})
_SIGNUPS = pa.DataFrameSchema(
    {
        "Name": pa.Column(str),
        "Vorname": pa.Column(str),
        "Geburtsjahr": pa.Column(int, pa.Check.in_range(1900, 2010)),
        "E-Mail": pa.Column(str, pa.Check.str_matches(r"[^@\s]+@[^@\s]+\.[a-z]+")),
        "PLZ": pa.Column(str, pa.Check.str_matches(r"\d{5}")),
        "Ort": pa.Column(str),
    }
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workbooks", type=int, default=1000, help="how many are drawn")
    parser.add_argument("--times", type=int, default=5, help="how often everything is measured")
    parser.add_argument("--peer-workbooks", type=int, default=100, help="how many of them the slow way reads")
    options = parser.parse_args()
    for name, ratio in measured(options.workbooks, options.times, options.peer_workbooks).items():
        print(f"{name}: {ratio:.2f}")


def measured(workbooks: int, times: int, peer_workbooks: int) -> dict[str, float]:
    """Return what the builds take, as medians of ratios within one turn."""
    ratios: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        raw = project / "data" / "raw"
        for number in range(workbooks):
            draw_course(raw, _course(number), seed=number)
        files = sorted(raw.glob("*.xlsx"))
        for turn in range(times):
            shutil.rmtree(project / "data" / "processed", ignore_errors=True)
            shutil.rmtree(raw / "decisions", ignore_errors=True)
            bare = _seconds(lambda: _read_bare(files))
            first = _seconds(lambda: _build(project))
            draw_course(raw, _course(0), seed=workbooks + turn)
            again = _seconds(lambda: _build(project))
            by_hand = _seconds(lambda: _read_by_hand(files[:peer_workbooks])) * len(files) / len(files[:peer_workbooks])
            for name, ratio in (
                ("build / bare calamine", first / bare),
                ("again with one file changed / build", again / first),
                ("pandas + openpyxl + pandera / build", by_hand / first),
            ):
                ratios.setdefault(name, []).append(ratio)
    return {name: median(found) for name, found in ratios.items()}


def _course(number: int) -> str:
    return f"IB-{2014 + number // 90}-{number % 90 + 1}"


def _seconds(way: Callable[[], object]) -> float:
    started = time.perf_counter()
    way()
    return time.perf_counter() - started


def _build(project: Path) -> None:
    config = load(project)
    build(sheets_of(config), config)


def _read_bare(files: list[Path]) -> None:
    for path in files:
        workbook = CalamineWorkbook.from_path(path)
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _read_by_hand(files: list[Path]) -> None:
    """Read and check the sheets as one would with these libraries: each by itself, knowing where everything stands."""
    for path in files:
        wide = pd.read_excel(path, sheet_name="Anwesenheit", header=1, engine="openpyxl").dropna(subset=["Vorname"])
        long = wide.melt(id_vars=["Name", "Vorname"], var_name="day", value_name="mark")
        _MARKS.validate(long.astype({"mark": str}), lazy=True)
        signups = pd.read_excel(path, sheet_name="Anmeldungen", header=1, engine="openpyxl", dtype={"PLZ": str})
        _SIGNUPS.validate(signups.astype({"Name": str, "Vorname": str, "E-Mail": str, "Ort": str}), lazy=True)


if __name__ == "__main__":
    main()
