"""Findings as lines to read: one for the same fault, with the range of its cells."""

import pytest

from pipeline.codes import Grade
from pipeline.findings import lines_by_file
from pipeline.issues import FILE_DAMAGED, MARK_UNKNOWN, NAME_MISSING, Issue, Place

pytestmark = pytest.mark.usefixtures("in_english")


def unknown(cell, found="#", sheet="Anwesenheit", path="liste.xlsx"):
    return Issue(MARK_UNKNOWN, Place(path, sheet, int(cell.strip("ABCDEFGHIJK")), cell), found)


def lines(issues):
    return [line for own in lines_by_file(issues).values() for line in own]


def place(*issues):
    (line,) = lines(issues)
    return line.place()


def test_the_same_fault_in_300_rows_is_one_line_with_the_range():
    assert place(*(unknown(f"F{row}") for row in range(17, 317))) == "Anwesenheit F17:F316, 300 cells"


def test_scattered_cells_are_named_until_there_are_too_many():
    scattered = [3, 9, *range(12, 21), 30, *range(40, 54)]
    assert place(*(unknown(f"F{row}") for row in scattered)) == "Anwesenheit F3, F9, F12:F20, F30 and 14 more, 26 cells"


def test_cells_side_by_side_are_one_block():
    assert place(*(unknown(f"{column}{row}") for row in (5, 6) for column in "CDE")) == "Anwesenheit C5:E6, 6 cells"


def test_a_single_cell_is_named_as_its_sender_sees_it():
    assert place(unknown("F17")) == "Anwesenheit F17"


def test_rows_are_named_as_rows():
    missing = [Issue(NAME_MISSING, Place("liste.xlsx", "Liste", row)) for row in (12, 13, 15)]
    assert place(*missing) == "Liste rows 12–13, 15, 3 rows"
    assert place(missing[0]) == "Liste row 12"


def test_two_findings_at_one_cell_count_as_one_cell():
    assert place(unknown("F17"), unknown("F17", "?")) == "Anwesenheit F17"


def test_a_whole_file_is_named_so():
    assert place(Issue(FILE_DAMAGED, Place("liste.xlsx"))) == "whole file"


def test_findings_that_differ_share_a_line_with_the_first_as_example():
    (line,) = lines([unknown("F3", "#"), unknown("F4", "§")])
    assert line.text().startswith(f"{MARK_UNKNOWN.title}, for example: ")
    assert "“#”" in line.text()
    assert "§" not in line.text()


def test_kinds_sheets_and_files_have_lines_of_their_own():
    found = [unknown("F3"), unknown("F3", sheet="Gäste"), unknown("F3", path="andere.xlsx")]
    assert [line.first.place.path for line in lines(found)] == ["andere.xlsx", "liste.xlsx", "liste.xlsx"]


def test_the_worst_stands_first():
    found = [unknown("F3"), Issue(NAME_MISSING, Place("liste.xlsx", "Anwesenheit", 9))]
    assert [line.first.grade for line in lines(found)] == [Grade.SET_ROW_ASIDE, Grade.NOTE]


def test_no_finding_is_lost():
    found = [unknown(f"{column}{row}", sheet=sheet) for row in range(3, 40, 3) for column in "CDF" for sheet in "AB"]
    assert sum(len(line.issues) for line in lines(found)) == len(found)
