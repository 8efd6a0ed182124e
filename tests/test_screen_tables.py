"""Tables on the screen: the columns share what room there is."""

import pytest

from pipeline import issues
from pipeline.issues import Issue, Place
from pipeline.screen_tables import finding_tables

pytestmark = pytest.mark.usefixtures("in_english")


def widths(sheet: str, screen: int) -> list[int | None]:
    """How wide grade, place and finding are shown of one finding on a sheet of this name."""
    (table,) = finding_tables([Issue(issues.EMAIL_INVALID, Place("a.xlsx", sheet, 7, "F7"), "x" * 60, "y")], screen)
    return [column.width for column in table.columns]


def test_a_place_with_a_long_name_leaves_room_for_the_grade_and_the_finding() -> None:
    assert widths("Anmeldungen Integrationsbegleitung Wolfenbüttel 2017", 80) == [5, 34, 34]


def test_only_the_finding_is_broken_where_all_else_is_short() -> None:
    assert widths("2017", 80) == [5, 7, 62]
