"""Names in whichever column and order they stand; rows that name nobody, or several people."""

from pathlib import Path
from typing import Any

import pytest
from sent_sheets import Rows, column, found, people, read_project, send

from pipeline.written_names import full_name

pytestmark = pytest.mark.slow


def read_names(project: Path, headings: list[str], *rows: list[Any]) -> Any:
    """Read a sign-up list with these columns, and an address beside them."""
    drawn: Rows = [
        [*headings, "Ort", "Kurs"],
        *([*row, *[""] * (len(headings) - len(row)), "Sickte", "IB-2017-1"] for row in rows),
    ]
    send(project, "Anmeldungen.xlsx", drawn)
    return read_project(project)


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (["Nachname", "Vorname"], ["Müller", "Anna"]),
        (["Nachname", "Vorname"], ["Müller, Anna", ""]),
        (["Nachname", "Vorname"], ["Anna Müller", ""]),
        (["Nachname", "Vorname"], ["", "Anna Müller"]),
        (["Nachname", "Vorname"], ["Anna Müller", "Anna"]),
        (["Nachname", "Vorname"], ["Müller, Anna", "Anna"]),
        (["Name, Vorname"], ["Müller Anna"]),
        (["Teilnehmer (Nachname, Vorname)"], ["Müller Anna"]),
        (["Vorname Name"], ["Anna Müller"]),
        (["Name"], ["Müller, Anna (Gast)"]),
        (["Name"], ["Anna Müller (sie/ihr)"]),
        (["Name"], ["Anna Müller <anna@m.example>"]),
        (["Name (Original Name)"], ["Anna (Anna Müller)"]),
    ],
)
def test_a_name_is_read_wherever_it_stands(tmp_path: Path, headings: list[str], row: list[str]) -> None:
    understood = read_names(tmp_path, headings, row)
    assert (people(understood), found(understood)) == (["Müller, Anna"], [])


def test_the_address_behind_a_name_is_the_person_s(tmp_path: Path) -> None:
    understood = read_names(tmp_path, ["Name"], ["Anna Müller <anna@m.example>"])
    assert column(understood.matched.people, "email") == ["anna@m.example"]


def test_given_names_stand_in_a_column_without_a_heading(tmp_path: Path) -> None:
    rows = [["Name", "", "14.02.2017"], ["Müller", "Anna", "x"], ["Fricke", "Ute", "x"], ["Uhl", "Eva-Maria", "e"]]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    assert people(read_project(tmp_path)) == ["Fricke, Ute", "Müller, Anna", "Uhl, Eva-Maria"]


def test_names_with_a_comma_tell_the_order_of_the_others(tmp_path: Path) -> None:
    understood = read_names(tmp_path, ["Name"], ["Müller, Anna"], ["Schulz Anna"], ["Anna Kern"])
    assert people(understood) == ["Kern, Anna", "Müller, Anna", "Schulz, Anna"]


@pytest.mark.parametrize(
    "name", ["Anna und Ben Müller", "Müller, Anna und Ben", "Anna & Ben Müller", "Ehepaar Müller", "Müller, Anna, Ben"]
)
def test_several_people_in_one_row_are_set_aside(tmp_path: Path, name: str) -> None:
    understood = read_names(tmp_path, ["Name"], [name], ["Fricke, Ute"])
    assert (people(understood), found(understood)) == (["Fricke, Ute"], ["name_several 2"])


@pytest.mark.parametrize("name", ["info@verein.example", "iPhone von Anna", "Anrufer 1", "+49 5331 12345", "Gast"])
def test_a_mailbox_or_a_device_is_nobody(tmp_path: Path, name: str) -> None:
    understood = read_names(tmp_path, ["Name"], [name], ["Fricke, Ute"])
    assert (people(understood), found(understood)) == (["Fricke, Ute"], ["name_of_nobody 2"])


@pytest.mark.parametrize("name", ["N.N.", "frei", "kein Teilnehmer"])
def test_a_free_place_is_an_empty_line(tmp_path: Path, name: str) -> None:
    rows: Rows = [["Nr.", "Name", "14.02.2017"], [1, "Fricke, Ute", "x"], [2, name, ""]]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert (people(understood), found(understood, "name_of_nobody")) == (["Fricke, Ute"], [])


@pytest.mark.parametrize("sign", ['"', "„", '-"-', "dto.", "''", "s. o.", "siehe oben"])
def test_a_ditto_mark_repeats_the_cell_above(tmp_path: Path, sign: str) -> None:
    rows = [
        ["Name", "Vorname", "Ort", "Kurs"],
        ["Müller", "Anna", "Sickte", "IB-2017-1"],
        [sign, "Ben", sign, sign],
        [sign, "Cem", sign, sign],
    ]
    send(tmp_path, "Anmeldungen.xlsx", rows)
    understood = read_project(tmp_path)
    assert people(understood) == ["Müller, Anna", "Müller, Ben", "Müller, Cem"]
    assert column(understood.matched.enrolments, "course_id") == ["IB-2017-1"] * 3
    assert set(column(understood.matched.enrolments, "municipality")) == {"sickte"}
    assert found(understood) == [f"ditto_mark {cell}" for cell in ("A3", "C3", "D3", "A4", "C4", "D4")]


@pytest.mark.parametrize(
    ("text", "family", "given"),
    [
        ("Ilka Harms - Petersdorf", "Harms-Petersdorf", "Ilka"),
        ("Martina Abel – Sickte", "Abel-Sickte", "Martina"),
        ("Karl - Heinz Müller", "Müller", "Karl - Heinz"),
    ],
)
def test_what_stands_behind_a_whole_name_and_a_dash_may_be_half_of_the_family_name(
    text: str, family: str, given: str
) -> None:
    assert full_name(text) == (family, given)


@pytest.mark.parametrize("lists", [1, 2])
def test_a_sign_up_with_the_names_the_wrong_way_round_turns_nobody_whom_lists_know(tmp_path: Path, lists: int) -> None:
    head, who = ["Name", "Vorname", "Geburtsdatum", "E-Mail"], ["04.02.1951", "hs@post.example"]
    other = ["Fricke", "Ute", "07.08.1960", "uf@post.example"]
    for year in range(2021, 2021 + lists):
        send(tmp_path, f"Anmeldungen IB-{year}-1.xlsx", [head, other, ["Hübner", "Siegfried", *who]])
    send(tmp_path, "Anmeldungen IB-2024-1.xlsx", [head, other, ["Siegfried", "Hübner", *who]])
    expected = ["Fricke, Ute", "Hübner, Siegfried"] if lists > 1 else ["Fricke, Ute", "Siegfried, Hübner"]
    assert people(read_project(tmp_path)) == expected


@pytest.mark.parametrize(
    ("text", "family", "given"),
    [
        ("Anna El Amrani", "El Amrani", "Anna"),
        ("Maria Dos Santos", "Dos Santos", "Maria"),
        ("Uwe Zur Mühlen", "Zur Mühlen", "Uwe"),
        ("Karl Du", "Du", "Karl"),
    ],
)
def test_a_word_amid_a_name_begins_the_family_name_in_capitals_too(text: str, family: str, given: str) -> None:
    assert full_name(text) == (family, given)
