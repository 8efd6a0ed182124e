"""What form programs and ticket offices export: questions in parts, a column for each choice, times with a zone."""

from pathlib import Path

import pytest
from sent_sheets import column, found, kinds, lists, minutes, people, read_project, send, sessions

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


def test_who_meant_to_come_stands_beside_who_came(tmp_path: Path) -> None:
    rows = [
        ["Register WS-2022-5"],
        ["Surname", "Forename", "4 May 2022", "", "11 May 2022", ""],
        ["", "", "Booked", "Attended", "Booked", "Attended"],
        ["Fricke", "Ute", "Y", "Y", "Y", "N"],
        ["Brandes", "Lars", "N", "Y", "Y", "Y"],
    ]
    send(tmp_path, "Register WS-2022-5.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Brandes, Lars": "xx", "Fricke, Ute": "xu"}


@pytest.mark.parametrize("heading", ["Registered", "angemeldet"])
def test_who_meant_to_come_on_which_day_is_no_attendance(tmp_path: Path, heading: str) -> None:
    rows = [
        ["Surname", "Forename", "Year of birth", "4 May 2022", "11 May 2022"],
        ["", "", "", heading, heading],
        ["Fricke", "Ute", 1970, "yes", "yes"],
        ["Brandes", "Lars", 1971, "no", "yes"],
    ]
    send(tmp_path, "Registrations WS-2022-5.xlsx", rows)
    understood = read_project(tmp_path)
    assert kinds(understood) == {"Registrations WS-2022-5.xlsx": "signup"}
    assert (people(understood), sessions(understood)) == (["Brandes, Lars", "Fricke, Ute"], [])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2024-03-12 IB-2024-5.txt", "Termin entfällt"),
        ("Mail.txt", "Kurs IB-2024-5\nDer Kursabend am 12.03.2024 fällt aus, die Dozentin ist krank."),
    ],
)
def test_a_note_calls_off_a_session(tmp_path: Path, name: str, text: str) -> None:
    rows = [["Name", "Vorname", "05.03.2024", "19.03.2024"], ["Fricke", "Ute", "x", "x"]]
    send(tmp_path, "Anwesenheit IB-2024-5.xlsx", rows)
    send(tmp_path, name, text)
    understood = read_project(tmp_path)
    assert sessions(understood)[1] == "IB-2024-5 2024-03-12 cancelled"
    assert found(understood, "file_not_recognised") == []


@pytest.mark.parametrize(
    "text",
    [
        "Falls es schneit, entfällt der Kursabend am 12.03.2024.",
        "Der Termin am 12.03.2024 entfällt nicht.",
        "Die Pause am 12.03.2024 entfällt.",
        "Die Gebühr entfällt ab dem 12.03.2024.",
        "Ab dem 12.03.2024 entfallen die Treffen.",
    ],
)
def test_a_note_that_calls_off_no_single_session_for_sure_calls_off_nothing(tmp_path: Path, text: str) -> None:
    send(tmp_path, "IB-2024-5.txt", text)
    understood = read_project(tmp_path)
    assert (sessions(understood), found(understood)) == ([], ["file_not_recognised IB-2024-5.txt"])


def test_numbers_of_sessions_below_days_are_no_days_of_their_month(tmp_path: Path) -> None:
    rows = [
        ["Datum", "07.05.2024", "14.05.2024", "21.05.2024"],
        ["Vorname Nachname", "Abend 1", "Abend 2", "Abend 3"],
        ["Ute Fricke", "x", "e", "x"],
    ]
    send(tmp_path, "Anwesenheit WS-2024-2.xlsx", rows)
    assert [one.split()[1] for one in sessions(read_project(tmp_path))] == ["2024-05-07", "2024-05-14", "2024-05-21"]


def test_part_of_a_name_that_is_no_name_is_left_out(tmp_path: Path) -> None:
    rows = [
        ["Name (Präfix)", "Name (Vorname)", "Name (Nachname)", "Name (Zusatz)", "Kurs"],
        ["Frau", "Ute", "Fricke", "M.A.", "IB-2024-1"],
    ]
    send(tmp_path, "Anmeldungen.xlsx", rows)
    assert people(read_project(tmp_path)) == ["Fricke, Ute"]


def test_attendance_in_percent_says_for_how_long(tmp_path: Path) -> None:
    rows = [
        ["Name", "Vorname", "18.04.2023", "25.04.2023", "02.05.2023"],
        ["Fricke", "Ute", "100 %", "50 %", "0 %"],
    ]
    send(tmp_path, "Präsenz IB-2023-4.xlsx", rows)
    understood = read_project(tmp_path)
    assert (lists(understood), minutes(understood)) == ({"Fricke, Ute": "xxu"}, [90, 45, 0])


def test_somebody_may_sign_up_for_each_evening_in_a_row(tmp_path: Path) -> None:
    text = "Sign Up,Start Date/Time (mm/dd/yyyy),Item,First Name,Last Name,Email\n"
    text += "WS-2023-6 Limits,05/03/2023 05:30 PM,Evening 1,Ute,Fricke,ute@fricke.example\n"
    text += "WS-2023-6 Limits,05/10/2023 05:30 PM,Evening 2,Ute,Fricke,ute@fricke.example\n"
    send(tmp_path, "SignUp WS-2023-6.csv", text)
    understood = read_project(tmp_path)
    assert (people(understood), found(understood)) == (["Fricke, Ute"], [])


def test_moments_at_the_door_on_several_days_are_several_sessions(tmp_path: Path) -> None:
    text = "Scan-Zeitpunkt;Name;Ticket;Ergebnis\n"
    text += "11.02.2025 17:12:07;Ute Fricke;A1;gültig\n11.02.2025 17:12:16;Ute Fricke;A1;bereits gescannt\n"
    text += "11.02.2025 17:20:00;Lars Brandes;A2;gültig\n18.02.2025 17:14:00;Lars Brandes;A2;gültig\n"
    send(tmp_path, "Scans IB-2025-5.csv", text)
    understood = read_project(tmp_path)
    assert [one.split()[1] for one in sessions(understood)] == ["2025-02-11", "2025-02-18"]
    assert lists(understood) == {"Brandes, Lars": "xx", "Fricke, Ute": "x?"}


def test_signups_may_lack_the_headings_over_both_columns_of_names(tmp_path: Path) -> None:
    rows = [
        ["Nr.", "", "", "Jahrgang", "Wohnort", "E-Mail"],
        [1, "Fricke", "Ute", 1970, "Sickte", "ute@fricke.example"],
        [2, "Brandes", "Lars", 1971, "Sickte", "lars@brandes.example"],
    ]
    send(tmp_path, "Anmeldungen IB-2024-15.xlsx", rows)
    understood = read_project(tmp_path)
    assert people(understood) == ["Brandes, Lars", "Fricke, Ute"]
    assert found(understood) == ["heading_missing B1"]


def test_labels_and_numbers_below_a_list_are_no_row_without_a_name(tmp_path: Path) -> None:
    text = "Lfd.Nr.;Anrede;Name;Vorname;Kurs\n1;Frau;Fricke;Ute;IB-2023-8\n\nAnmeldungen gesamt:;1;Stornierungen:;0\n"
    send(tmp_path, "Kursdaten.csv", text)
    understood = read_project(tmp_path)
    assert (people(understood), found(understood)) == (["Fricke, Ute"], [])
