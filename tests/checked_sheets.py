"""A project with drawn sheets, and what is understood of them, for the tests of what the checks hand out."""

import re
import zipfile
from pathlib import Path

from openpyxl import Workbook

from pipeline import run
from pipeline.config import load
from pipeline.understand import Understood

# Unknown mark in C4; nobody has signed up, which is noted once.
ATTENDANCE = [
    ["Anwesenheit Kurs IB-2017-1"],
    ["Name", "Vorname", "14.02.2017", "21.02.2017"],
    ["Albers", "Anna", "x", "x"],
    ["Brandt", "Bernd", "#", "e"],
]
# No findings by itself.
PLAN = [
    ["Kurs", "Nr.", "Datum", "Thema"],
    ["IB-2017-1", 1, "14.02.2017", "Asylrecht"],
    ["IB-2017-1", 2, "21.02.2017", "Ankommen"],
]


def draw(folder: Path, name: str, *sheets: list[list[object]], titles: tuple[str, ...] = ()) -> Path:
    """Write a workbook into data/raw/; the sheets are called Liste 1, Liste 2, unless `titles` names them."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = workbook.create_sheet(titles[number - 1] if titles else f"Liste {number}")
        for row in rows:
            sheet.append(row)
    path = folder / "data" / "raw" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path)
    return path


def write(folder: Path, name: str, text: str) -> Path:
    """Write a text file into data/raw/."""
    path = folder / "data" / "raw" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def checked(folder: Path) -> Understood:
    """Check all that lies in the project's data/raw/."""
    config = load(folder)
    return run.check(run.sheets_of(config), config)


def give_result(path: Path, cell: str, result: str) -> None:
    """Let the formula in a cell of the first sheet have a result, as if Excel had saved the workbook."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    part = "xl/worksheets/sheet1.xml"
    written = re.sub(
        rf'(<c r="{cell}"[^>]*><f>[^<]*</f>)<v\s*(?:/>|></v>)', rf"\g<1><v>{result}</v>", parts[part].decode("utf-8")
    )
    parts[part] = written.encode("utf-8")
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
