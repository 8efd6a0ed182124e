"""Every benchmark runs, at a small size; how long anything takes is not tested."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SMALL = {
    "check_one.py": ["--times", "1"],
    "check_many.py": ["--workbooks", "2"],
    "build_many.py": ["--workbooks", "2", "--times", "1", "--peer-workbooks", "1"],
    "long_list.py": ["--rows", "60", "180", "--times", "1"],
    "metrics.py": ["--marks", "900", "--times", "1"],
    "report.py": ["--marks", "900", "--times", "1", "--period", "2010-Q1"],
    "who_is_who.py": ["--people", "60", "--seed", "1"],
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SMALL)
def test_a_benchmark_runs(name: str) -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / name), *SMALL[name]]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert done.stdout
