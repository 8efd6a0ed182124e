"""What form programs and ticket offices export: questions in parts, a column for each choice, times with a zone."""

from pathlib import Path

import pytest
from sent_sheets import column, found, kinds, lists, people, read_project, send, sessions

from pipeline.tables.written import Signup


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("Ihr Name - Vorname", "Ihr Name - Nachname"),
        ("Name (First)", "Name (Last)"),
        ("Name [Vorname]", "Name [Nachname]"),
        ("Attendee: First name", "Attendee: Last name"),
    ],
)
def test_a_question_in_parts_has_a_column_for_each(tmp_path: Path, given: str, family: str) -> None:
    rows = [[given, family, "E-Mail", "Kurs"], ["Ute", "Fricke", "ute@fricke.example", "IB-2024-1"]]
    send(tmp_path, "Anmeldungen.xlsx", rows)
    understood = read_project(tmp_path)
    assert (people(understood), found(understood)) == (["Fricke, Ute"], [])


def test_one_heading_with_a_part_alone_means_the_whole_name(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldungen.xlsx", [["Name (Vorname)", "Kurs"], ["Fricke (Ute)", "IB-2024-1"]])
    assert len(people(read_project(tmp_path))) == 1


def test_the_day_of_a_moment_with_its_zone_is_read(tmp_path: Path) -> None:
    text = "Vorname,Nachname,Kurs,Registration Date/Time\n"
    text += 'Ute,Fricke,IB-2024-1,"Mar 20, 2024 10:05 AM CET"\nLars,Brandes,IB-2024-1,"Apr 2, 2024 06:30 PM CEST"\n'
    send(tmp_path, "anmeldungen.csv", text)
    understood = read_project(tmp_path)
    assert found(understood) == []
    assert [str(one) for one in column(understood.tidied.rows[Signup], "signed_up_on")] == ["2024-03-20", "2024-04-02"]


def test_a_list_of_tickets_says_who_was_let_in(tmp_path: Path) -> None:
    text = "Bestellnummer;Name;Produkt;Eingecheckt;Eingecheckt um;E-Mail\n"
    text += "A1;Ute Fricke;Platz im Kurs IB-2024-6;Ja;11.04.2024 17:22:05;ute@fricke.example\n"
    text += "A2;Lars Brandes;Platz im Kurs IB-2024-6;Nein;;lars@brandes.example\n"
    send(tmp_path, "checkin_IB-2024-6_2024-04-11.csv", text)
    understood = read_project(tmp_path)
    assert kinds(understood) == {"checkin_IB-2024-6_2024-04-11.csv": "attendance"}
    assert sessions(understood) == ["IB-2024-6 2024-04-11 held"]
    assert lists(understood) == {"Brandes, Lars": "u", "Fricke, Ute": "x"}
