"""Codes scanned at the door: a time stamp for each person and evening, with nothing that says what it is of."""

from pathlib import Path

import pytest
from sent_sheets import Rows, found, lists, people, read_project, send, sessions

HEADINGS = ["Zeitstempel", "Veranstaltung", "Vorname", "Nachname", "E-Mail"]
UTE = ["IB-2017-1", "Ute", "Fricke", "ute@fricke.example"]
LARS = ["IB-2017-1", "Lars", "Brandes", "lars@brandes.example"]
EVA = ["IB-2017-1", "Eva", "Uhl", "eva@uhl.example"]
SIGNED_UP: Rows = [["Kurs", "Vorname", "Nachname", "E-Mail"], UTE, LARS, EVA]
FIRST, SECOND = "2017-02-14T18:25:12+01:00", "2017-02-21T17:31:07Z"
SCANNED: Rows = [
    HEADINGS,
    [FIRST, *UTE],
    [FIRST, *LARS],
    [FIRST, *EVA],
    [SECOND, *UTE],
    [SECOND.replace("07Z", "40Z"), *UTE],
    [SECOND, *LARS],
]


@pytest.mark.parametrize("zone", [True, False], ids=["with its zone", "as the clock on the wall"])
def test_who_is_stamped_on_several_days_was_there_on_each(tmp_path: Path, zone: bool) -> None:
    rows = [[str(row[0]) if zone else str(row[0])[:19].replace("T", " "), *row[1:]] for row in SCANNED[1:]]
    send(tmp_path, "Anmeldungen.xlsx", SIGNED_UP)
    send(tmp_path, "export.csv", "\n".join(";".join(map(str, row)) for row in [HEADINGS, *rows]))
    understood = read_project(tmp_path)
    assert lists(understood) == {"Brandes, Lars": "xx", "Fricke, Ute": "xx", "Uhl, Eva": "x?"}
    assert sessions(understood) == ["IB-2017-1 2017-02-14 held", "IB-2017-1 2017-02-21 held"]
    assert found(understood) == []


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([[FIRST, *UTE], [SECOND, *UTE], [FIRST, *LARS]], id="somebody filled it in twice"),
        pytest.param(
            [
                [at, course, *who[1:]]
                for at, course in ((FIRST, "IB-2017-1"), (SECOND, "WS-2017-1"))
                for who in (UTE, LARS, EVA)
            ],
            id="everybody signs up for two courses",
        ),
    ],
)
def test_a_form_that_people_fill_in_is_a_list_of_sign_ups(tmp_path: Path, rows: Rows) -> None:
    send(tmp_path, "export.csv", "\n".join(";".join(map(str, row)) for row in [HEADINGS, *rows]))
    understood = read_project(tmp_path)
    assert sessions(understood) == []
    assert people(understood) == sorted({f"{row[3]}, {row[2]}" for row in rows})
