"""Weekdays in a row of their own above the days of a matrix."""

from datetime import date
from pathlib import Path

import pytest
from sent_sheets import Rows, found, lists, read_project, send

TUESDAYS = [date(2017, 2, 14), date(2017, 2, 21), date(2017, 2, 28)]
PEOPLE: Rows = [["Fricke", "Ute", "x", "x", "e"], ["Brandes", "Lars", "x", "e", "x"]]


@pytest.mark.parametrize(
    ("weekdays", "wrong"),
    [
        (["Di", "Di", "Di"], []),
        (["Dienstag", "Mittwoch", "Dienstag"], ["date_weekday D2"]),
        pytest.param(["Mo", "Mi", "Fr"], [], id="a row about something else"),
    ],
)
def test_a_weekday_above_a_day_on_which_it_does_not_fall_is_named(
    tmp_path: Path, weekdays: list[str], wrong: list[str]
) -> None:
    rows = [["Anwesenheit IB-2017-1"], ["", "", *weekdays], ["Name", "Vorname", *TUESDAYS], *PEOPLE]
    send(tmp_path, "liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert (found(understood, "date_weekday"), lists(understood)) == (
        wrong,
        {"Brandes, Lars": "xex", "Fricke, Ute": "xxe"},
    )
