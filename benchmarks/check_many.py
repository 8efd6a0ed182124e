"""How long does a check of many workbooks take, beside python-calamine only reading them? Both in one process.

    python benchmarks/check_many.py [--workbooks 1000] [--profile]

Attendance lists of 20 people and 9 sessions are drawn, each of its own course. Seconds are those of the processor, so
that what else the machine does plays a small part. `--profile` shows where the time goes.
"""

import argparse
import cProfile
import pstats
import tempfile
import time
from pathlib import Path

from drawn_workbooks import draw_list
from python_calamine import CalamineWorkbook

from pipeline.config import load
from pipeline.run import check, sheets_of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workbooks", type=int, default=1000, help="how many are drawn")
    parser.add_argument("--profile", action="store_true", help="show where the time goes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        raw = project / "data" / "raw"
        for number in range(options.workbooks):
            draw_list(raw, f"IB-{2014 + number // 90}-{number % 90 + 1}", seed=number)
        bare = _bare_seconds(raw)
        profile = cProfile.Profile()
        config = load(project)
        started = time.process_time()
        if options.profile:
            profile.enable()
        understood = check(sheets_of(config), config)
        profile.disable()
        checked = time.process_time() - started
    marks = len(understood.attended.attendance)
    print(f"python-calamine alone  {bare:7.2f} s")
    print(f"pipeline check         {checked:7.2f} s, {marks} marks: {checked / bare:.1f} times as long")
    if options.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(40)


def _bare_seconds(folder: Path) -> float:
    started = time.process_time()
    for path in sorted(folder.iterdir()):
        workbook = CalamineWorkbook.from_path(path)
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return time.process_time() - started


if __name__ == "__main__":
    main()
