"""A check is quick because it loads little: what only the store and the reports need is not there."""

import subprocess
import sys
from pathlib import Path

import pytest
from sent_sheets import send

# Each test starts a process of its own.
pytestmark = pytest.mark.slow

HEAVY = {
    *("pandas", "numpy", "pandera", "duckdb", "openpyxl", "matplotlib", "jinja2", "pydantic", "typst", "ipywidgets"),
}
RUN = """
import sys
from pipeline.cli import main
try:
    main(sys.argv[1:])
finally:
    print(*{name.split(".")[0] for name in sys.modules}, file=sys.stderr)
"""


def loaded_by(*words: str) -> set[str]:
    """The packages that a call of the command has loaded when it ends."""
    done = subprocess.run([sys.executable, "-c", RUN, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    days = ["14.02.2017", "21.02.2017"]
    return send(tmp_path, "IB-2017-1.xlsx", [["Name", "Vorname", *days], ["Fricke", "Ute", "x", "e"]])


@pytest.mark.parametrize("form", [(), ("--format", "json"), ("--explain",)], ids=["text", "json", "explained"])
def test_a_check_of_one_sheet_loads_nothing_that_only_the_store_needs(
    sheet: Path, tmp_path: Path, form: tuple[str, ...]
) -> None:
    assert loaded_by("check", str(sheet), "--project", str(tmp_path), *form) & {*HEAVY, "xlsxwriter"} == set()


def test_a_check_of_a_whole_project_loads_only_what_writes_its_results(sheet: Path, tmp_path: Path) -> None:
    assert sheet.exists()
    assert loaded_by("check", "--project", str(tmp_path)) & HEAVY == set()
