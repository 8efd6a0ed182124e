"""Marked copies on their way back: a copy knows the file it was made from, whatever its name is by then."""

from hashlib import sha256

import pytest
from checked_sheets import ATTENDANCE, checked, draw, write
from openpyxl import load_workbook

from pipeline.annotate import annotate
from pipeline.read import Limits, read

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("in_english")]


def read_back(path):
    return read(path, path=path.name, limits=Limits(1 << 20))


def test_a_corrected_copy_names_its_original_under_another_name_and_without_the_report(tmp_path):
    original = draw(tmp_path, "liste.xlsx", ATTENDANCE)
    (copy,) = annotate(checked(tmp_path), tmp_path / "back")
    workbook = load_workbook(copy)
    del workbook["Prüfbericht"]
    workbook["Liste 1"]["C4"] = "x"
    corrected = tmp_path / "korrigiert.xlsx"
    workbook.save(corrected)
    assert read_back(corrected).corrects == sha256(original.read_bytes()).hexdigest()


def test_the_copy_of_a_text_file_names_it_too(tmp_path):
    original = write(tmp_path, "liste.csv", "Name;Vorname\nAlbers;Anna\n")
    (copy,) = annotate(checked(tmp_path), tmp_path / "back")
    assert read_back(copy).corrects == sha256(original.read_bytes()).hexdigest()


def test_a_copy_of_a_copy_names_the_copy(tmp_path):
    draw(tmp_path, "liste.xlsx", ATTENDANCE)
    (first,) = annotate(checked(tmp_path), tmp_path / "again" / "data" / "raw")
    (second,) = annotate(checked(tmp_path / "again"), tmp_path / "back")
    assert read_back(second).corrects == sha256(first.read_bytes()).hexdigest()


def test_a_sheet_as_sent_corrects_nothing(tmp_path):
    assert read_back(draw(tmp_path, "liste.xlsx", ATTENDANCE)).corrects is None


def test_marks_of_an_earlier_check_go_even_where_the_report_was_deleted(tmp_path):
    draw(tmp_path, "liste.xlsx", ATTENDANCE)
    (copy,) = annotate(checked(tmp_path), tmp_path / "again" / "data" / "raw")
    workbook = load_workbook(copy)
    del workbook["Prüfbericht"]
    workbook["Liste 1"]["C4"] = "x"
    workbook.save(copy)
    (again,) = annotate(checked(tmp_path / "again"), tmp_path / "back")
    cell = load_workbook(again)["Liste 1"]["C4"]
    assert cell.fill.fill_type is None
    assert cell.comment is None
