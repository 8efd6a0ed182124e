"""Days whose year, month and day stand in columns of their own."""

from pathlib import Path

import pytest
from sent_sheets import found, lists, read_project, send, sessions

PEOPLE = [["Fricke", "Ute"], ["Brandes", "Lars"], ["Uhl", "Eva"]]
WHEN = ["IB-2025-1 2025-03-04 held", "IB-2025-1 2025-03-11 held"]


@pytest.mark.parametrize(
    ("headings", "days"),
    [
        (["Jahr", "Monat", "Tag"], [[2025, 3, 4], [2025, 3, 11]]),
        (["Tag", "Monat", "Jahr"], [["4", "März", "25"], ["11", "März", "25"]]),
        (["Year", "Month", "Day"], [[2025, 3, 4], [2025, 3, 11]]),
    ],
)
def test_a_day_in_three_columns_is_one_day(tmp_path: Path, headings: list[str], days: list[list[object]]) -> None:
    rows = [[*day, "IB-2025-1", *who, "x" if who[0] != "Uhl" else "e"] for day in days for who in PEOPLE]
    send(tmp_path, "liste.xlsx", [[*headings, "Kurs", "Name", "Vorname", "Anwesend"], *rows])
    understood = read_project(tmp_path)
    assert (sessions(understood), understood.questions) == (WHEN, ())
    assert lists(understood) == {"Brandes, Lars": "xx", "Fricke, Ute": "xx", "Uhl, Eva": "ee"}


def test_a_day_that_no_month_has_is_named_at_its_cell(tmp_path: Path) -> None:
    rows = [[2025, month, 30, "IB-2025-1", *who, "x"] for month in (1, 2) for who in PEOPLE]
    send(tmp_path, "liste.xlsx", [["Jahr", "Monat", "Tag", "Kurs", "Name", "Vorname", "Anwesend"], *rows])
    assert "date_impossible C5" in found(read_project(tmp_path))
