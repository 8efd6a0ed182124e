"""Workbooks for the benchmarks, drawn with a seed: the same call gives the same list. Everybody on them is invented."""

import random
import tomllib
from datetime import datetime, timedelta
from pathlib import Path

from xlsxwriter import Workbook

FIRST_DAY = datetime(2017, 2, 14)  # noqa: DTZ001 - cells know no time zone
# 1,000 family names by 213 given names: of 20,000 people some 1,800 share both with somebody. In life they are fewer;
# with 20 given names, as drawn until November 2026, they were two of three, and most of the time went into asking.
BEGINNINGS = ("Al", "Bran", "Cor", "Dal", "Ebel", "Frie", "Gro", "Heu", "Ih", "Jor")
MIDDLES = ("ber", "den", "gel", "hau", "ken", "lin", "mar", "nau", "rode", "sel")
ENDS = ("bach", "berg", "dorf", "feld", "heim", "hoff", "mann", "stedt", "thal", "wig")
FAMILY_NAMES = tuple(f"{one}{two}{three}" for one in BEGINNINGS for two in MIDDLES for three in ENDS)
_NAMES = tomllib.loads(Path(__file__).with_name("gold_names.toml").read_text(encoding="utf-8"))
GIVEN_NAMES = tuple(name for names in _NAMES["given"]["german"].values() for name in names)


def draw_list(folder: Path, course: str, *, seed: int, people: int = 20, sessions: int = 9) -> Path:
    """Write an attendance list of a course into the folder, people by sessions, dates above the marks."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"Anwesenheit {course}.xlsx"
    with Workbook(path) as book:
        _write_list(book, course, random.Random(seed), people, sessions)
    return path


def draw_course(folder: Path, course: str, *, seed: int, people: int = 20, sessions: int = 9) -> Path:
    """Write the same, and on a second sheet the sign-ups of these people."""
    chosen = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{course}.xlsx"
    with Workbook(path) as book:
        names = _write_list(book, course, chosen, people, sessions)
        sheet = book.add_worksheet("Anmeldungen")
        sheet.write(0, 0, f"Anmeldungen {course}")
        sheet.write_row(1, 0, ["Name", "Vorname", "Geburtsjahr", "E-Mail", "PLZ", "Ort"])
        for row, (family, given) in enumerate(names, start=2):
            email = f"{given}.{family}.{seed}@mail.example".lower()
            sheet.write_row(row, 0, [family, given, chosen.randint(1940, 2000), email, "38300", "Wolfenbüttel"])
    return path


def _write_list(
    book: Workbook, course: str, chosen: random.Random, people: int, sessions: int
) -> list[tuple[str, str]]:
    sheet = book.add_worksheet("Anwesenheit")
    as_day = book.add_format({"num_format": "dd.mm.yyyy"})
    sheet.write(0, 0, f"Anwesenheitsliste {course}")
    sheet.write_row(1, 0, ["Name", "Vorname"])
    for at in range(sessions):
        sheet.write_datetime(1, 2 + at, FIRST_DAY + timedelta(weeks=at), as_day)
    families = sorted(chosen.sample(FAMILY_NAMES, people))
    names = list(zip(families, chosen.choices(GIVEN_NAMES, k=people), strict=True))
    for row, (family, given) in enumerate(names, start=2):
        sheet.write_row(row, 0, [family, given, *chosen.choices("xxxxxxeu", k=sessions)])
    sheet.write(people + 3, 0, "x = anwesend, e = entschuldigt, u = unentschuldigt")
    return names
