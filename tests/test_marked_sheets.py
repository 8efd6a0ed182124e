"""Marked sheets are pleasant to work with: what is wrong stands out, and nothing of it hides."""

import re
import zipfile

import pytest
from checked_sheets import ATTENDANCE, checked, draw
from openpyxl import load_workbook

from pipeline.annotate import annotate
from pipeline.codes import Grade
from pipeline.spreadsheet import GRADE_COLOURS

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("in_english")]

NOTE = GRADE_COLOURS[Grade.NOTE]


def marked(folder):
    (path,) = annotate(checked(folder), folder / "back")
    return path


def coloured(sheet):
    cells = [cell for row in sheet.iter_rows() for cell in row]
    return [cell.coordinate for cell in cells if cell.fill.fgColor.rgb == NOTE]


def anchors(path):
    """Cell of each comment (row and column from 0) -> left column, top row, right column, bottom row."""
    with zipfile.ZipFile(path) as package:
        drawing = next(package.read(name).decode() for name in package.namelist() if name.endswith(".vml"))
    found = {}
    for shape in re.findall(r"ClientData.*?</\w+:ClientData>", drawing):
        edges = [int(edge) for edge in re.search(r"Anchor>([\d, ]+)<", shape)[1].split(", ")]
        row, column = re.search(r"Row>(\d+)<", shape)[1], re.search(r"Column>(\d+)<", shape)[1]
        found[int(row), int(column)] = edges[0::2]
    return found


def test_a_note_on_a_row_is_at_the_name_so_that_single_cells_stand_out(tmp_path):
    signed_up = [["IB-2017-1"], ["Name", "Vorname", "E-Mail"], ["Cordes", "Clara", "c@cordes.example"]]
    listed = [["IB-2017-1"], ["Nr", *ATTENDANCE[1]], [1, *ATTENDANCE[2]], [2, *ATTENDANCE[3]]]
    draw(tmp_path, "liste.xlsx", listed, signed_up)
    # Both people are walk-ins: that is said at their names; the mark that nobody knows is beside them.
    assert coloured(load_workbook(marked(tmp_path))["Liste 1"]) == ["B3", "B4", "D4"]


def test_a_comment_stands_to_the_right_of_its_cell(tmp_path):
    draw(tmp_path, "liste.xlsx", ATTENDANCE)
    placed = anchors(marked(tmp_path))
    assert (3, 2) in placed
    for (row, column), (left, top, right, bottom) in placed.items():
        assert left == column + 1
        assert top in (row - 1, row)
        assert right > left
        assert bottom > row


def test_a_comment_beside_hidden_columns_is_wide_enough(tmp_path):
    path = draw(tmp_path, "liste.xlsx", [[*row, *[None] * 6] for row in ATTENDANCE])
    workbook = load_workbook(path)
    workbook.active.column_dimensions.group("E", "G", hidden=True)
    workbook.save(path)
    left, _, right, _ = anchors(marked(tmp_path))[3, 2]
    assert right - left > 6


def test_a_hidden_column_is_shown_where_a_cell_of_it_is_marked(tmp_path):
    path = draw(tmp_path, "liste.xlsx", ATTENDANCE)
    workbook = load_workbook(path)
    workbook.active.column_dimensions["C"].hidden = True
    workbook.active.column_dimensions["D"].hidden = True
    workbook.save(path)
    columns = load_workbook(marked(tmp_path))["Liste 1"].column_dimensions
    assert not columns["C"].hidden
    assert columns["D"].hidden


def test_a_fault_in_many_cells_is_one_line_of_the_report_and_a_mark_in_each_cell(tmp_path):
    people = [[f"Albers{number}", "Anna", "#", "x"] for number in range(60)]
    draw(tmp_path, "liste.xlsx", [*ATTENDANCE[:2], *people])
    workbook = load_workbook(marked(tmp_path))
    report, sheet = workbook.worksheets
    links = {cell.value: cell.hyperlink.location for row in report.iter_rows() for cell in row if cell.hyperlink}
    assert links["C3:C62"] == "'Liste 1'!C3"
    assert any("C3:C62, 60 cells" in str(cell.value) for row in report.iter_rows() for cell in row)
    assert sum(cell.comment is not None for (cell,) in sheet["C3:C62"]) == 60


def test_formats_of_the_sender_are_kept_whatever_is_marked(tmp_path):
    path = draw(tmp_path, "liste.xlsx", ATTENDANCE)
    workbook = load_workbook(path)
    sheet = workbook.active
    sheet.freeze_panes, sheet.print_area = "C3", "A1:D4"
    sheet.merge_cells("A1:D1")
    workbook.save(path)
    copied = load_workbook(marked(tmp_path))["Liste 1"]
    assert (copied.freeze_panes, copied.print_area) == ("C3", "'Liste 1'!$A$1:$D$4")
    assert [str(merged) for merged in copied.merged_cells.ranges] == ["A1:D1"]
