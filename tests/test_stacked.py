"""Matrices in which coming and leaving stand below each other, and tables side by side below one line."""

from datetime import time
from pathlib import Path

import pytest
from sent_sheets import Rows, found, lists, minutes, read_project, send, sessions, skipped

TITLE: Rows = [["Anwesenheit IB-2024-1, 17:30–19:00 Uhr"]]
WHO = ["Fricke, Ute", "Brandes, Lars", "Uhl, Eva"]
TIMES = [
    [(time(17, 30), time(19)), ("17:30", "18:30")],
    [("17.30 Uhr", "19.00 Uhr"), ("e", "")],
    [("", "18:15"), ("17:45", "")],
]


@pytest.mark.parametrize("named_twice", [False, True])
@pytest.mark.parametrize("labels", [("Kommt", "Geht"), ("von", "bis"), ("Beginn", "Ende")])
def test_coming_above_leaving_is_one_stay(tmp_path: Path, named_twice: bool, labels: tuple[str, str]) -> None:
    rows: list[list[object]] = [["Name", "", "05.03.2024", "12.03.2024"]]
    for name, times in zip(WHO, TIMES, strict=True):
        rows.append([name, labels[0], *(came for came, _ in times)])
        rows.append([name if named_twice else "", labels[1], *(went for _, went in times)])
    send(tmp_path, "Zeiten.xlsx", [*TITLE, *rows])
    understood = read_project(tmp_path)
    assert lists(understood) == {"Brandes, Lars": "xe", "Fricke, Ute": "xx", "Uhl, Eva": "xx"}
    assert minutes(understood) == [90, 0, 90, 60, 45, 75]
    assert found(understood, "name_missing", "row_repeated") == []
    assert list(skipped(understood).values()).count("end_of_stay") == 3


def test_a_second_row_about_something_else_is_no_leaving(tmp_path: Path) -> None:
    rows: Rows = [["Name", "", "05.03.2024"], ["Fricke, Ute", "Kommt", "x"], ["Brandes, Lars", "Geht", "x"]]
    send(tmp_path, "Zeiten.xlsx", [*TITLE, *rows, ["Uhl, Eva", "Kommt", "x"], ["Otte, Kim", "Geht", "x"]])
    assert lists(read_project(tmp_path)) == {
        f"{name}": "x" for name in ("Brandes, Lars", "Fricke, Ute", "Otte, Kim", "Uhl, Eva")
    }


BLOCKS: Rows = [
    ["Name", "da", None, "Name", "da"],
    ["Fricke, Ute", "x", None, "Uhl, Eva", "-"],
    ["Otte, Kim", "x", None, "Lau, Ida", "x"],
]


def test_a_line_over_two_tables_is_about_both(tmp_path: Path) -> None:
    above: Rows = [["Feuerwehr Ahlum – EH-2024-1"], ["Datum:", "Di 12.03.2024", None, "Thema:", "Knoten"], []]
    send(tmp_path, "Dienst.xlsx", [*above, *BLOCKS])
    understood = read_project(tmp_path)
    assert (sessions(understood), len(lists(understood))) == (["EH-2024-1 2024-03-12 held"], 4)


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        (
            [["EH-2024-1", "12.03.2024", None, "EH-2024-2", "13.03.2024"]],
            ["EH-2024-1 2024-03-12 held", "EH-2024-2 2024-03-13 held"],
        ),
        (
            [["EH-2024-1", "12.03.2024", None, "EH-2024-2"]],
            ["EH-2024-1 2024-03-12 held", "EH-2024-2 - held"],
        ),
    ],
)
def test_each_of_two_tables_keeps_its_own_line(tmp_path: Path, above: Rows, expected: list[str]) -> None:
    send(tmp_path, "Dienst.xlsx", [*above, *BLOCKS])
    assert sessions(read_project(tmp_path)) == expected
