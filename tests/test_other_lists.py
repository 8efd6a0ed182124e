"""Lists of people that are about something else lie among the others: nothing is taken from them, and that is said."""

from pathlib import Path

import pytest
from sent_sheets import Rows, found, kinds, people, read_project, send, skipped_as

GRADES = "Vorname;Nachname;E-Mail;Test 1 (Punkte);Kurs gesamt (Punkte)\nUte;Fricke;ute@fricke.example;8,50;77,00\n"
LOG = "Zeit;Vollständiger Name;Ereigniskontext;Komponente;IP-Adresse\n"
LOG += "15.09.22, 9:00;Ute Fricke;Kurs;System;203.0.113.7\n15.09.22, 9:01;Lars Brandes;Kurs;System;203.0.113.8\n"
MEMBERS = "Mitgliedsnummer;Nachname;Vorname;Eintritt;Beitragsgruppe;IBAN\n1001;Fricke;Ute;01.01.2001;Förderer;DE00\n"


@pytest.mark.parametrize("text", [GRADES, LOG, MEMBERS])
def test_nothing_is_taken_from_a_list_of_something_else(tmp_path: Path, text: str) -> None:
    send(tmp_path, "IB-2022-9 Export.csv", text)
    understood = read_project(tmp_path)
    assert found(understood) == ["sheet_is_other IB-2022-9 Export.csv"]
    assert skipped_as(understood, "other_list") == {"IB-2022-9 Export.csv": [*range(1, text.count("\n") + 1)]}
    assert kinds(understood) == {"IB-2022-9 Export.csv": "other"}


CONTACTS: Rows = [["Telefonliste der Freiwilligen"], ["Name", "Vorname", "Telefon"], ["Fricke", "Ute", "05331 4711"]]


def test_nobody_signs_up_on_a_list_of_telephones_without_a_course(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldungen IB-2022-9.xlsx", [["Name", "Vorname", "Ort"], ["Fricke", "Ute", "Sickte"]])
    send(tmp_path, "Freiwillige.xlsx", CONTACTS)
    understood = read_project(tmp_path)
    assert (people(understood), found(understood)) == (["Fricke, Ute"], ["sheet_is_other Tabelle1"])


@pytest.mark.parametrize(
    "title",
    ["Telefonliste Kurs IB-2022-9", "Freiwillige IB-2022-9", "Anmeldungen Telefonliste", "Kontaktliste Kurs Herbst"],
)
def test_a_list_of_telephones_of_a_course_is_one_of_its_people(tmp_path: Path, title: str) -> None:
    send(tmp_path, "Freiwillige.xlsx", [[title], *CONTACTS[1:]])
    assert people(read_project(tmp_path)) == ["Fricke, Ute"]


def test_those_who_open_the_doors_are_no_people_of_the_course_in_whose_workbook_they_stand(tmp_path: Path) -> None:
    came: Rows = [["Anwesenheit IB-2022-9"], ["Name", "07.03.2022", "14.03.2022"], ["Ute Fricke", "x", "x"]]
    doors: Rows = [["Funktion", "Name", "Telefon"], ["Hausmeister", "Herr Brinkmann", "05331 4711"]]
    send(tmp_path, "Kurs.xlsx", {"Liste": came, "Kontakte": doors})
    understood = read_project(tmp_path)
    assert people(understood) == ["Fricke, Ute"]
    assert found(understood, "sheet_is_other", "course_code_missing") == ["sheet_is_other Kontakte"]


def test_a_sheet_with_the_telephones_of_a_courses_people_is_one_of_the_course(tmp_path: Path) -> None:
    came: Rows = [["Anwesenheit IB-2022-9"], ["Name", "07.03.2022", "14.03.2022"], ["Ute Fricke", "x", "x"]]
    send(tmp_path, "Kurs.xlsx", {"Liste": came, "Kontakte": CONTACTS[1:]})
    assert found(read_project(tmp_path), "sheet_is_other") == []


@pytest.mark.parametrize("name", ["Anmeldungen IB-2022-9.csv", "Export.csv"])
def test_people_who_pay_for_a_course_signed_up_for_it(tmp_path: Path, name: str) -> None:
    text = "Kurs;Nachname;Vorname;IBAN;Mandatsreferenz\nIB-2022-9;Fricke;Ute;DE00;M1\n"
    send(tmp_path, name, text if name == "Export.csv" else text.replace("Kurs;", "Nr;").replace("IB-2022-9;", "1;"))
    understood = read_project(tmp_path)
    assert (people(understood), found(understood)) == (["Fricke, Ute"], [])


def test_a_bank_account_says_nothing_against_a_sign_up(tmp_path: Path) -> None:
    rows = [["Kurs IB-2022-9"], ["Nachname", "Vorname", "Straße", "IBAN", "BIC", "Kontoinhaber/in"]]
    send(tmp_path, "Liste.xlsx", [*rows, ["Fricke", "Ute", "Am Wall 1", "DE00", "XXXX", "Ute Fricke"]])
    understood = read_project(tmp_path)
    assert (people(understood), found(understood)) == (["Fricke, Ute"], [])


@pytest.mark.parametrize("heading", ["UStd", "Stunden", "Stunden gesamt", "Anzahl UStd"])
def test_nobody_signs_up_on_a_list_of_hours_without_a_day(tmp_path: Path, heading: str) -> None:
    send(
        tmp_path, "Liste IB-2022-9.xlsx", [["Name", "Vorname", heading], ["Fricke", "Ute", 14], ["Brandes", "Lars", 9]]
    )
    understood = read_project(tmp_path)
    assert (people(understood), found(understood)) == ([], ["sheet_is_other Tabelle1"])
    assert kinds(understood) == {"Liste IB-2022-9.xlsx": "other"}


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("Anmeldungen IB-2022-9.xlsx", ["Name", "Vorname", "Stunden"]),
        ("Liste IB-2022-9.xlsx", ["Name", "Vorname", "Wie viele Stunden in der Woche?", "Telefon"]),
        ("Liste.xlsx", ["Name", "Kurs", "Stunden"]),
    ],
)
def test_hours_say_nothing_against_a_sign_up(tmp_path: Path, name: str, headings: list[str]) -> None:
    beside = "IB-2022-9" if "Kurs" in headings else "Ute"
    written = "Fricke, Ute" if "Kurs" in headings else "Fricke"
    send(tmp_path, name, [headings, [written, beside, 2, "05331 47110"][: len(headings)]])
    assert people(read_project(tmp_path)) == ["Fricke, Ute"]
