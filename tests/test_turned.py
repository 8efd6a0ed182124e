"""Turned sheets: people across, sessions down, below whatever stands above them."""

from datetime import date
from pathlib import Path

import pytest
from sent_sheets import found, kinds, lists, read_project, send, sessions

# Each test runs the whole way: `make test-fast` leaves them out.
pytestmark = pytest.mark.slow

HEADINGS = ["Name", "Vorname", date(2017, 2, 14), date(2017, 2, 21)]
UTE = ["Fricke", "Ute", "x", "e"]
LARS = ["Brandes", "Lars", "e", "x"]
HELD = ["IB-2017-1 2017-02-14 held", "IB-2017-1 2017-02-21 held"]
BOTH = {"Brandes, Lars": "ex", "Fricke, Ute": "xe"}


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Datum", "Thema", "Fricke, Ute", "Brandes, Lars"],
            ["14.02.2017", "Asyl", "x", "e"],
            ["21.02.2017", "Arbeit", "e", "x"],
        ],
        [
            ["Name", "", "Fricke", "Brandes"],
            ["Vorname", "", "Ute", "Lars"],
            ["Datum", "Thema"],
            ["14.02.2017", "Asyl", "x", "e"],
            ["21.02.2017", "Arbeit", "e", "x"],
        ],
        [
            ["Kurs IB-2017-1"],
            [],
            ["", "", "Fricke", "Brandes"],
            ["Nr.", "Datum", "Ute", "Lars"],
            [1, date(2017, 2, 14), "x", "e"],
            [2, date(2017, 2, 21), "e", "x"],
            ["Summe", "", 1, 1],
        ],
    ],
)
def test_people_may_stand_across_and_sessions_down(tmp_path: Path, rows: list[list[object]]) -> None:
    send(tmp_path, "IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == HELD
    assert lists(understood) == BOTH
    assert understood.balances[0].rows_stored == 2


@pytest.mark.parametrize(
    "above",
    [
        [
            ["Kursliste Kurs IB-2017-1"],
            ["Raum:", "VHS 1.04"],
            ["Stand: 28.02.2017"],
            ["x = anwesend, e = entschuldigt"],
        ],
        [["Kurs-Nr.:", "IB-2017-1"], ["Leitung:", "M. Teubner-Falk"], ["Raum:", "VHS 1.04"], []],
    ],
)
@pytest.mark.parametrize("topics", [False, True])
def test_people_may_stand_across_below_lines_about_the_course(
    tmp_path: Path, above: list[list[object]], topics: bool
) -> None:
    rows: list[list[object]] = [
        ["Termin", *(["Thema"] * topics), "Fricke, Ute", "Brandes, Lars", "Uhl, Eva"],
        ["14.02.2017", *(["Asyl"] * topics), "x", "e", "x"],
        ["21.02.2017", *(["Arbeit"] * topics), "e", "x", "x"],
    ]
    send(tmp_path, "Mappe1.xlsx", [*above, *rows])
    understood = read_project(tmp_path)
    assert (sessions(understood), lists(understood)) == (HELD, {**BOTH, "Uhl, Eva": "xx"})


def test_on_a_turned_sheet_cells_are_named_as_they_stand(tmp_path: Path) -> None:
    rows = [
        ["Datum", "Thema", "Fricke, Ute", "Brandes, Lars", ""],
        ["14.02.2017", "Asyl", "x", "???", "x"],
        ["31.02.2017", "Arbeit", "e", "x", ""],
    ]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [["Name", "Vorname", "E-Mail"], ["Uhl", "Eva", "e@u.example"]])
    understood = read_project(tmp_path)
    wanted = ["date_impossible A3", "mark_unknown D2", "walk_in C1", "walk_in D1"]
    assert sorted(found(understood, "date_impossible", "mark_unknown", "walk_in")) == wanted
    assert {issue.place.column for issue in understood.issues if issue.kind.code == "walk_in"} == {None}
    marks = {(row.row, row.cell) for row in understood.attended.attendance if row.status == "excused"}
    assert marks == {(3, "C3")}


def test_a_sign_up_list_is_never_turned(tmp_path: Path) -> None:
    rows = [["Name", "Vorname", "Geburtsdatum", "Bus", "Laptop", "E-Mail"]]
    rows += [["Fricke", "Ute", "01.02.1970", "ja", "nein", "u@f.example"]]
    rows += [["Brandes", "Lars", "03.04.1971", "ja", "ja", "l@b.example"]]
    send(tmp_path, "IB-2017-1 Anmeldungen.xlsx", rows)
    assert kinds(read_project(tmp_path)) == {"IB-2017-1 Anmeldungen.xlsx": "signup"}
