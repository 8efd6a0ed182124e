"""Workbooks for the benchmarks, drawn with a seed: the same call gives the same list. Everybody on them is invented."""

import random
from datetime import datetime, timedelta
from pathlib import Path

from xlsxwriter import Workbook

FIRST_DAY = datetime(2017, 2, 14)  # noqa: DTZ001 - cells know no time zone
FAMILY_NAMES = ("Albers", "Brandes", "Cordes", "Dalheim", "Ebeling", "Fricke", "Grote", "Heuer", "Ihde", "Jordan")
GIVEN_NAMES = ("Anna", "Bernd", "Clara", "Dirk", "Eva", "Frank", "Gisela", "Hanno", "Ida", "Jan")


def draw_list(folder: Path, course: str, *, seed: int, people: int = 20, sessions: int = 9) -> Path:
    """Write an attendance list of a course into the folder, people by sessions, dates above the marks."""
    chosen = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"Anwesenheit {course}.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet("Anwesenheit")
        as_day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write(0, 0, f"Anwesenheitsliste {course}")
        sheet.write_row(1, 0, ["Name", "Vorname"])
        for at in range(sessions):
            sheet.write_datetime(1, 2 + at, FIRST_DAY + timedelta(weeks=at), as_day)
        pairs = [(family, given) for family in FAMILY_NAMES for given in GIVEN_NAMES]
        for row, name in enumerate(sorted(chosen.sample(pairs, people)), start=2):
            sheet.write_row(row, 0, [*name, *chosen.choices("xxxxxxeu", k=sessions)])
        sheet.write(people + 3, 0, "x = anwesend, e = entschuldigt, u = unentschuldigt")
    return path
