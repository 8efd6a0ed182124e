"""Lists as volunteers' offices keep them: rows with a label above the names, a line for each answer, two in a cell."""

from pathlib import Path

import pytest
from sent_sheets import column, found, kinds, read_project, send, sessions

DAYS = ["14.02.2017", "21.02.2017", "28.02.2017"]


@pytest.mark.parametrize("label_at", [0, 1])
def test_labelled_rows_of_days_stand_above_either_column_of_names(tmp_path: Path, label_at: int) -> None:
    def labelled(*cells: str) -> list[str]:
        return ["", *cells] if label_at else [cells[0], "", *cells[1:]]

    rows = [
        ["Teilnahmenachweis"],
        labelled("Datum", *DAYS),
        labelled("Uhrzeit", *["18:00-19:30"] * 3),
        labelled("Thema", "Einführung", "Asylverfahren", "Abschluss"),
        ["Familienname", "Rufname", "", "", "", "Soll", "Ist"],
        ["Fricke", "Ute", "x", "e", "x", 3, 2],
        ["Kaya", "Deniz", "x", "x", "x", 3, 3],
    ]
    send(
        tmp_path,
        "IB-2017-1.xlsx",
        {"Nachweis": rows, "Anmeldungen": [["Name", "Vorname"], *(row[:2] for row in rows[5:])]},
    )
    understood = read_project(tmp_path)
    assert (sessions(understood), found(understood)) == (
        [f"IB-2017-1 {day} held" for day in ("2017-02-14", "2017-02-21", "2017-02-28")],
        [],
    )


def test_a_line_for_each_person_and_day_may_say_when_it_began(tmp_path: Path) -> None:
    head = ["Termin-ID", "Kurs", "Datum", "Beginn", "Ende", "Person", "Rückmeldung"]
    said = {"Fricke, Ute": "Teilgenommen", "Kaya, Deniz": "Abgesagt", "Weber, Anna": "Nicht erschienen"}
    lines = [[7, "IB-2017-1", day, "17:00", "18:30", *line] for day in DAYS for line in said.items()]
    send(tmp_path, "Termine.xlsx", [head, *lines])
    understood = read_project(tmp_path)
    assert kinds(understood) == {"Termine.xlsx": "attendance"}
    assert column(understood.attended.attendance, "status") == ["present"] * 3 + ["excused"] * 3 + ["absent"] * 3


def test_a_paper_that_is_lacking_is_nobody_missing(tmp_path: Path) -> None:
    rows = [
        ["Name", "Vorname", "Ort", "Datum", "E-Mail", "Führungszeugnis"],
        ["Fricke", "Ute", "Sickte", "10.01.2017", "ute@mail.example", "ja"],
        ["Kaya", "Deniz", "Sickte", "11.01.2017", "kaya@mail.example", "fehlt"],
    ]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", rows)
    assert kinds(read_project(tmp_path)) == {"Anmeldungen IB-2017-1.xlsx": "signup"}


def test_postcode_and_place_may_stand_in_one_cell_below_both_words(tmp_path: Path) -> None:
    rows = [
        ["Name", "Vorname", "PLZ / Wohnort"],
        ["Fricke", "Ute", "38162 Cremlingen"],
        ["Kaya", "Deniz", "38173 Sickte"],
        ["Weber", "Anna", "38173"],
    ]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert column(understood.matched.people, "postcode") == ["38162", "38173", "38173"]
    assert column(understood.matched.enrolments, "municipality") == ["cremlingen", "sickte", "sickte"]
    assert found(understood) == []


def test_a_place_behind_a_postcode_is_told_where_places_have_a_column(tmp_path: Path) -> None:
    rows = [["Name", "Vorname", "PLZ", "Ort"], ["Fricke", "Ute", "38162 Cremlingen", "Cremlingen"]]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", rows)
    assert found(read_project(tmp_path)) == ["postcode_invalid C2"]


@pytest.mark.parametrize(
    ("cells", "reported"),
    [
        (["2015", "neu", "2019"], []),
        (["", "", "neu"], ["date_unreadable C4"]),
        (["14.02.2017", "neu", ""], ["date_unreadable C3"]),
    ],
)
def test_the_year_since_when_somebody_belongs_to_the_house_is_no_late_entry(
    tmp_path: Path, cells: list[str], reported: list[str]
) -> None:
    names = [["Fricke", "Ute"], ["Kaya", "Deniz"], ["Weber", "Anna"]]
    rows = [["Name", "Vorname", "dabei seit"], *([*name, cell] for name, cell in zip(names, cells, strict=True))]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", rows)
    assert found(read_project(tmp_path)) == reported
