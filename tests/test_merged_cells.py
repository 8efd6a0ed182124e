"""Cells merged over several rows, as in lists made to be looked at."""

from datetime import date
from pathlib import Path

import openpyxl
from sent_sheets import found, lists, read_project, skipped

from pipeline.tables.written import Signup

PEOPLE = [("Adler", "Anna"), ("Bruns", "Bernd"), ("Clasen", "Clara"), ("Dorn", "Dirk"), ("Ebel", "Eva")]


def draw(project: Path, headings: list[str], groups: dict[str, str]) -> None:
    """A list of five people whose first columns are groups: cells (merged over rows) -> text."""
    path = project / "data" / "raw" / "Anmeldungen.xlsx"
    path.parent.mkdir(parents=True)
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append([*headings, "Name", "Vorname", "E-Mail"])
    for family, given in PEOPLE:
        sheet.append([*[None] * len(headings), family, given, f"{family}@mail.example".lower()])
    for cells, text in groups.items():
        sheet[cells.partition(":")[0]] = text
        sheet.merge_cells(cells)
    book.save(path)


def test_a_course_in_a_merged_cell_is_the_course_of_all_its_rows(tmp_path: Path) -> None:
    draw(tmp_path, ["Kurs"], {"A2:A4": "IB-2017-1", "A5:A6": "IB-2017-2"})
    rows = read_project(tmp_path).tidied.rows[Signup]
    assert [row.course_code for row in rows] == ["IB-2017-1"] * 3 + ["IB-2017-2"] * 2


def test_a_place_in_a_merged_cell_is_the_place_of_all_its_rows(tmp_path: Path) -> None:
    draw(tmp_path, ["Ort", "Kurs"], {"A2:A5": "Cremlingen", "B2:B6": "IB-2017-1"})
    rows = read_project(tmp_path).tidied.rows[Signup]
    assert [row.place for row in rows] == ["Cremlingen"] * 4 + [None]


def test_below_a_merged_cell_nothing_is_filled_in(tmp_path: Path) -> None:
    draw(tmp_path, ["Kurs"], {"A2:A3": "IB-2017-1"})
    tidied = read_project(tmp_path).tidied
    assert [row.course_code for row in tidied.rows[Signup]] == ["IB-2017-1"] * 2
    assert len(tidied.asides) == 3


def test_a_line_of_remarks_below_a_person_whose_name_is_merged_is_none_of_the_people(tmp_path: Path) -> None:
    path = tmp_path / "data" / "raw" / "IB-2019-4.xlsx"
    path.parent.mkdir(parents=True)
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Name", "Vorname", "Zeile", date(2019, 3, 4), date(2019, 3, 11)])
    sheet.append(["Ehlers", "Ines", "Anw.", "x", "x"])
    sheet.append([None, None, "Bem.", "Bus", "Bahn"])
    sheet.merge_cells("A2:A3")
    book.save(path)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Ehlers, Ines": "xx"}
    assert (found(understood, "name_missing"), skipped(understood)[3]) == ([], "remarks")
