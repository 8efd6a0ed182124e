"""Tables on the screen: the columns share what room there is."""

from io import StringIO

import pytest
from rich.console import Console

from pipeline import issues
from pipeline.issues import Issue, Place
from pipeline.screen_tables import Listing, finding_tables

pytestmark = pytest.mark.usefixtures("in_english")


def widths(sheet: str, screen: int) -> list[int]:
    """How wide grade, place and finding are shown of one finding on a sheet of this name."""
    (table,) = finding_tables([Issue(issues.EMAIL_INVALID, Place("a.xlsx", sheet, 7, "F7"), "x" * 60, "y")], screen)
    return list(table.widths)


def test_a_place_with_a_long_name_leaves_room_for_the_grade_and_the_finding() -> None:
    assert widths("Anmeldungen Integrationsbegleitung Wolfenbüttel 2017", 80) == [5, 34, 34]


def test_only_the_finding_is_broken_where_all_else_is_short() -> None:
    assert widths("2017", 80) == [5, 7, 62]


def lines(*rows: list[str], widths: list[int]) -> list[str]:
    """What stands below the headings on a screen of 40 characters; the last column holds numbers."""
    shown = StringIO()
    table = Listing("Title", ["A", "B", "N"], rows, widths, 2)
    Console(file=shown, width=40).print(table)
    return shown.getvalue().splitlines()[4:-1]


def test_a_long_text_goes_on_in_the_next_line_of_its_column_and_numbers_stand_at_the_right() -> None:
    assert lines(["one", "two words", "7"], ["x", "y", "1234"], widths=[4, 5, 4]) == [
        " one   two       7",
        "       words",
        " x     y      1234",
    ]


def test_nothing_on_a_sheet_can_steer_the_terminal() -> None:
    assert lines(["a\x1b[31mb", "c\rd", "1"], widths=[9, 5, 1]) == [" a[31mb     cd     1"]
