"""Workbooks opened with their looks: what is merged very far makes no million cells."""

from io import BytesIO

import openpyxl
import pytest
from openpyxl.styles import Border, Side

from pipeline.read.opened import opened


def merged(*ranges: str) -> bytes:
    """Draw a workbook with a border around these merged ranges."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = "Anwesenheitsliste"
    for one in ranges:
        first = sheet[one.partition(":")[0]]
        first.border = Border(right=Side("thin"))
        sheet.merged_cells.add(one)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_column_that_is_merged_down_to_the_last_row_is_merged_as_far_as_anybody_looks() -> None:
    sheet = opened(merged("B1:B1048576", "D1:F2")).worksheets[0]
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["B1:B5001", "D1:F2"]
    assert sheet.max_row == 5001
    assert sheet["A1"].value == "Anwesenheitsliste"


@pytest.mark.parametrize("usual", ["A1:Z1", "A1:XFD1", "A3:A400"])
def test_what_is_merged_on_usual_lists_stays_as_it_is(usual: str) -> None:
    assert list(map(str, opened(merged(usual)).worksheets[0].merged_cells.ranges)) == [usual]
