"""Layouts in which headings do not stand where most senders put them: turned lists, plans beside lists, small plans."""

from datetime import date
from pathlib import Path

import pytest
from sent_sheets import Rows, column, found, lists, minutes, people, read_project, send, sessions, skipped_as

from pipeline.tables.written import ListedSession

pytestmark = pytest.mark.slow


def test_a_turned_list_may_say_behind_the_days_that_names_stand_across(tmp_path: Path) -> None:
    rows: Rows = [
        ["Kurs IB-2019-4", "", ""],
        ["", "", "Nachname", "Ehlers", "Tamm", "Rust"],
        ["Nr.", "Termin", "Vorname", "Ines", "Uwe", "Pia", "Anmerkung"],
        [1, date(2019, 3, 4), "", "x", "x", "e"],
        [2, date(2019, 3, 11), "fällt aus", "", "", "", "Leiterin krank"],
        [3, date(2019, 3, 18), "", "x", "e", "x"],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == [
        "IB-2019-4 2019-03-04 held",
        "IB-2019-4 2019-03-11 cancelled",
        "IB-2019-4 2019-03-18 held",
    ]
    assert lists(understood) == {"Ehlers, Ines": "x-x", "Rust, Pia": "e-x", "Tamm, Uwe": "x-e"}


def test_a_list_of_people_with_days_is_not_turned(tmp_path: Path) -> None:
    rows: Rows = [
        ["Name", "Vorname", "Angemeldet am", "Geburtsdatum"],
        ["Ehlers", "Ines", date(2019, 1, 4), date(1980, 1, 4)],
        ["Tamm", "Uwe", date(2019, 1, 5), date(1981, 1, 5)],
        ["Rust", "Pia", date(2019, 1, 6), date(1982, 1, 6)],
    ]
    send(tmp_path, "Anmeldungen IB-2019-4.xlsx", rows)
    understood = read_project(tmp_path)
    assert people(understood) == ["Ehlers, Ines", "Rust, Pia", "Tamm, Uwe"]
    assert sessions(understood) == []


@pytest.mark.parametrize(
    ("left", "right"), [(["E 1", "E 2"], ["Einheit", "Wann"]), (["2. Abend", "1. Abend"], ["Nr.", "Datum"])]
)
def test_a_small_plan_beside_the_list_dates_its_numbers(tmp_path: Path, left: list[str], right: list[str]) -> None:
    rows: Rows = [
        ["Anwesenheit Kurs IB-2019-4"],
        ["Name", "Vorname", *left, "", *right],
        ["Ehlers", "Ines", "x", "e", "", 1, date(2019, 3, 4)],
        ["Tamm", "Uwe", "x", "x", "", 2, date(2019, 3, 11)],
        ["Rust", "Pia", "e", "x"],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2019-4 2019-03-04 held", "IB-2019-4 2019-03-11 held"]
    assert found(understood, "session_undated") == []
    assert lists(understood)["Ehlers, Ines"] in ("xe", "ex")


def test_days_with_topics_are_a_plan_and_days_with_reasons_are_none(tmp_path: Path) -> None:
    send(tmp_path, "IB-2019-4 Ablauf.xlsx", [["Datum", "Thema"], ["04.03.2019", "Asyl"], ["11.03.2019", "Arbeit"]])
    send(tmp_path, "IB-2019-5 Ferien.xlsx", [["Datum", "Grund"], ["18.03.2019", "Ferien"], ["25.03.2019", "Ostern"]])
    assert sessions(read_project(tmp_path)) == ["IB-2019-4 2019-03-04 planned", "IB-2019-4 2019-03-11 planned"]


def test_who_joins_a_meeting_twice_is_one_person(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldung.csv", "Kurs;Name;Vorname\nIB-2019-4;Ehlers;Ines\nIB-2019-4;Tamm;Uwe\n")
    report = "Teilnehmende;beigetreten;verlassen;Verweildauer\n"
    stays = "Ines Ehlers;17:30;18:00;00:30:00\nInes Ehlers;18:10;19:00;00:50:00\nUwe Tamm;17:30;19:00;01:30:00\n"
    send(tmp_path, "IB-2019-4 2019-03-04.csv", report + stays)
    understood = read_project(tmp_path)
    assert people(understood) == ["Ehlers, Ines", "Tamm, Uwe"]
    assert [row.minutes for row in understood.attended.attendance] == [80, 90]
    assert found(understood) == []


@pytest.mark.parametrize(("email", "again"), [("neu@post.example", ["signup_again A4"]), ("", ["signup_again A4"])])
def test_another_address_with_the_same_telephone_is_the_same_sign_up(
    tmp_path: Path, email: str, again: list[str]
) -> None:
    rows: Rows = [
        ["Name", "Vorname", "Jahrgang", "Telefon", "E-Mail"],
        ["Ehlers", "Ines", 1980, "05331 123456", "ines@post.example"],
        ["Tamm", "Uwe", 1981, "05331 654321", "uwe@post.example"],
        ["Ehlers", "Ines", 1980, "05331 123456", email],
    ]
    send(tmp_path, "Anmeldungen IB-2019-4.xlsx", rows)
    assert found(read_project(tmp_path), "signup_again") == again


def test_who_is_one_person_signed_up_twice_whatever_number_the_second_row_has(tmp_path: Path) -> None:
    rows: Rows = [
        ["Mitgl.-Nr", "Nachname", "Vorname", "geb. am", "E-Mail"],
        ["20117", "Ehlers", "Ines", "12.03.1980", "ines@post.example"],
        ["20120", "Tamm", "Uwe", "01.05.1981", "uwe@post.example"],
        ["20999", "Ehlers", "Ines", "12.03.1980", "ines@post.example"],
    ]
    send(tmp_path, "Anmeldungen IB-2019-4.xlsx", rows)
    understood = read_project(tmp_path)
    assert (len(people(understood)), found(understood)) == (2, ["signup_again B4"])


def test_an_answer_that_is_a_word_for_addresses_heads_no_list(tmp_path: Path) -> None:
    rows: Rows = [
        ["Nr.", "Name", "Vorname", "E-Mail", "Angemeldet am", "Kurs"],
        [1, "Ehlers", "Ines", "ines@post.example", "07.07.2021", "IB-2021-3"],
        [2, "Tamm", "Uwe", "keine Mail.example", "09.07.2021", "IB-2021-3"],
        [3, "Rabe", "Ole", "ole@post.example", "11.07.2021", "IB-2021-3"],
        [4, "Kruse", "Pia", "pia@post.example", "12.07.2021", "IB-2021-3"],
    ]
    send(tmp_path, "Anmeldungen Herbst.xlsx", rows)
    assert people(read_project(tmp_path)) == ["Ehlers, Ines", "Kruse, Pia", "Rabe, Ole", "Tamm, Uwe"]


def test_a_plan_above_the_list_dates_its_short_numbers_and_names_its_course(tmp_path: Path) -> None:
    rows: Rows = [
        ["Termine IB-2019-4"],
        ["Nr.", "Tag", "Datum", "Beginn", "Ende"],
        ["T1", "Mo", date(2019, 3, 4), "17:30", "19:00"],
        ["T2", "Mo", date(2019, 3, 11), "17:30", "19:00"],
        [],
        ["Name", "Vorname", "T1", "T2"],
        ["Ehlers", "Ines", "x", "e"],
        ["Tamm", "Uwe", "x", "fehlt"],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2019-4 2019-03-04 held", "IB-2019-4 2019-03-11 held"]
    assert lists(understood) == {"Ehlers, Ines": "xe", "Tamm, Uwe": "xu"}
    assert found(understood, "course_code_missing", "session_undated", "day_not_planned") == []


def test_a_course_written_once_counts_for_all_rows_below_it(tmp_path: Path) -> None:
    rows: Rows = [
        ["Kurs", "Name", "Vorname"],
        ["IB-2019-4", "Ehlers", "Ines"],
        ["", "Tamm", "Uwe"],
        ["", "Rust", "Pia"],
        ["IB-2019-5", "Voss", "Kai"],
        ["", "Horn", "Eva"],
        ["", "Lang", "Jan"],
    ]
    send(tmp_path, "Anmeldungen.xlsx", rows)
    understood = read_project(tmp_path)
    assert column(understood.matched.enrolments, "course_id") == ["IB-2019-4"] * 3 + ["IB-2019-5"] * 3
    assert found(understood) == []


def test_a_course_that_one_row_lacks_is_asked_for(tmp_path: Path) -> None:
    rows: Rows = [["Kurs", "Name", "Vorname"], ["IB-2019-4", "Ehlers", "Ines"], ["", "Tamm", "Uwe"]]
    send(tmp_path, "Anmeldungen.xlsx", [*rows, ["IB-2019-4", "Rust", "Pia"]])
    assert found(read_project(tmp_path)) == ["course_missing 3"]


def test_a_list_whose_names_have_an_unknown_heading_is_a_list(tmp_path: Path) -> None:
    rows: Rows = [
        ["ID", "Kolleg*in", "E-Mail", "Wohnort"],
        [7, "Ehlers, Ines (Amt 40/Jugend)", "ines@amt.example", "Sickte"],
        [7, "Tamm, Uwe (Amt 41)", "uwe@amt.example", "Sickte"],
    ]
    send(tmp_path, "Anmeldungen IB-2019-4.xlsx", rows)
    understood = read_project(tmp_path)
    assert people(understood) == ["Ehlers, Ines", "Tamm, Uwe"]
    assert found(understood) == []


def test_late_minutes_may_be_explained_in_brackets(tmp_path: Path) -> None:
    rows: Rows = [
        ["IB-2019-4, 17:30–19:00 Uhr"],
        ["x = da, Z = zu spät (Minuten)"],
        ["Name", "Vorname", date(2019, 3, 4)],
        ["Ehlers", "Ines", "Z15"],
        ["Tamm", "Uwe", "x"],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    assert minutes(read_project(tmp_path)) == [75, 90]


def test_each_day_may_have_its_own_times_in_its_heading(tmp_path: Path) -> None:
    rows: Rows = [
        ["Anwesenheit IB-2019-4"],
        ["Name", "Vorname", "04.03.2019\n17:30-19:00", "Sa, 09.03.2019 10:00–16:00 Uhr", "11.03.2019"],
        ["Ehlers", "Ines", "x", "x", "x"],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    assert column(read_project(tmp_path).settled.sessions, "minutes") == [90, 360, 90]


@pytest.mark.parametrize(
    "headings",
    [
        ["Nachname / Last name", "Vorname / First name", "PLZ / Zip", "Ort / City"],
        ["Name/Nom", "Vorname/Prénom", "PLZ/NPA", "Ort/Localité"],
    ],
)
def test_headings_in_two_languages_mean_what_both_mean(tmp_path: Path, headings: list[str]) -> None:
    rows: Rows = [headings]
    send(tmp_path, "Anmeldung IB-2019-4.xlsx", [*rows, ["Ehlers", "Ines", "38173", "Sickte"]])
    (person,) = read_project(tmp_path).matched.people
    assert (person.family_name, person.postcode, person.municipality) == ("Ehlers", "38173", "sickte")


@pytest.mark.parametrize("heading", ["24.06. verlegt auf 26.06.", "26.06. (statt 24.06.)", "24.06. → neu: 26.06."])
def test_a_session_that_was_moved_is_held_on_its_new_day(tmp_path: Path, heading: str) -> None:
    rows: Rows = [["IB-2019-4, Sommer 2019"], ["Name", "Vorname", "17.06.", heading], ["Ehlers", "Ines", "x", "x"]]
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2019-4 2019-06-17 held", "IB-2019-4 2019-06-26 held"]
    assert {row.topic for row in understood.tidied.rows[ListedSession]} == {None}


def test_sheets_of_one_evening_each_may_be_called_by_day_and_month_alone(tmp_path: Path) -> None:
    rows: Rows = [["Datum:", None], ["Name", "Vorname", "Unterschrift"], ["Ehlers", "Ines", "I. Ehlers"]]
    send(tmp_path, "IB-2021-4 Listen 2021.xlsx", {"0405": rows, "1105": rows, "2021": [["Notizen"]]})
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2021-4 2021-05-04 held", "IB-2021-4 2021-05-11 held"]


def test_a_day_may_have_a_column_for_each_of_its_parts(tmp_path: Path) -> None:
    rows: Rows = [
        ["IB-2019-4, Sommer 2019"],
        ["Name", "Vorname", "Sa 15.06.", None, "Sa 22.06.", None, None],
        [None, None, "vorm.", "nachm.", "vorm.", "nachm.", "Summe"],
        ["Ehlers", "Ines", "x", "x", "e", "x", 3],
        ["Tamm", "Uwe", "x", "e", "x", "x", 3],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    days = ["2019-06-15", "2019-06-15", "2019-06-22", "2019-06-22"]
    assert sessions(understood) == [f"IB-2019-4 {day} held" for day in days]
    assert lists(understood) == {"Ehlers, Ines": "xxex", "Tamm, Uwe": "xexx"}


def test_days_may_stand_below_the_headings_with_a_label_of_their_own(tmp_path: Path) -> None:
    rows: Rows = [
        ["Register IB-2019-4"],
        ["Name", "Wk 1", "Wk 2"],
        ["w/c", date(2019, 3, 4), date(2019, 3, 11)],
        ["Ehlers, Ines", "Present", "Absent"],
    ]
    send(tmp_path, "Register.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2019-4 2019-03-04 held", "IB-2019-4 2019-03-11 held"]
    assert people(understood) == ["Ehlers, Ines"]


def test_a_status_on_a_long_list_is_a_mark_where_it_says_who_was_there(tmp_path: Path) -> None:
    rows: Rows = [["x = da, u = unentschuldigt"], ["Kurs", "Datum", "Name", "Vorname", "Status"]]
    rows = [*rows, *(["IB-2019-4", date(2019, 3, 4), *row] for row in (["Ehlers", "Ines", "x"], ["Tamm", "Uwe", "u"]))]
    send(tmp_path, "Liste.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Ehlers, Ines": "x", "Tamm, Uwe": "u"}


def test_the_times_of_each_day_may_stand_in_a_row_below_the_days(tmp_path: Path) -> None:
    rows: Rows = [
        ["Anwesenheit IB-2019-4"],
        ["Name", "Vorname", "04.03.2019", "09.03.2019"],
        [None, None, "17:30-19:00", "10-16 Uhr"],
        ["Ehlers", "Ines", "x", "x"],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert column(understood.settled.sessions, "minutes") == [90, 360]
    assert found(understood, "name_missing") == []


def test_a_sheet_that_is_a_legend_of_numbers_is_no_list(tmp_path: Path) -> None:
    rows: Rows = [
        ["Anwesenheit IB-2019-4"],
        ["Name", "Vorname", "04.03.2019"],
        ["Ehlers", "Ines", 1],
        ["Tamm", "Uwe", 3],
    ]
    legend: Rows = [["Code", "Bedeutung"], [1, "anwesend"], [2, "entschuldigt"], [3, "unentschuldigt"]]
    send(tmp_path, "Liste.xlsx", {"Liste": rows, "Zeichen": legend})
    understood = read_project(tmp_path)
    assert lists(understood) == {"Ehlers, Ines": "x", "Tamm, Uwe": "u"}


def test_two_columns_of_short_names_and_marks_are_no_legend(tmp_path: Path) -> None:
    rows: Rows = [["Name", "Vermerk"], ["Ines Ehlers", "anwesend"], ["Uwe Tamm", "fehlt"], ["Pia Rust", "anwesend"]]
    send(tmp_path, "Anwesenheit IB-2019-4 04.03.2019.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Ehlers, Ines": "x", "Rust, Pia": "x", "Tamm, Uwe": "u"}


@pytest.mark.parametrize("handed_in", ["x", "ja"])
def test_a_paper_that_is_missing_is_nobody_missing(tmp_path: Path, handed_in: str) -> None:
    rows: Rows = [["Name", "Vorname", "Führungszeugnis"], ["Ehlers", "Ines", handed_in], ["Tamm", "Uwe", "fehlt"]]
    send(tmp_path, "Liste IB-2019-4.xlsx", rows)
    assert sessions(read_project(tmp_path)) == []


def test_a_column_of_marks_is_one_whatever_its_heading(tmp_path: Path) -> None:
    people = [[1, "Ehlers, Ines", "anwesend"], [2, "Tamm, Uwe", "entschuldigt"]]
    send(tmp_path, "Liste.xlsx", [["IB-2019-4 am 04.03.2019"], ["Nr", "Teilnehmer", "Kz."], *people])
    assert lists(read_project(tmp_path)) == {"Ehlers, Ines": "x", "Tamm, Uwe": "e"}


def test_a_sheet_that_only_sums_up_the_lists_beside_it_signs_nobody_up(tmp_path: Path) -> None:
    rows: Rows = [["IB-2019-4"], ["Name", "Vorname", "04.03.2019"], ["Ehlers", "Ines", "x"]]
    sums: Rows = [["Name", "Vorname", "Gruppe", "Anwesenheit %"], ["Ehlers", "Ines", 1, 1], ["Tamm", "Uwe", 2, 0.5]]
    send(tmp_path, "Listen.xlsx", {"Gruppe 1": rows, "Auswertung": sums})
    understood = read_project(tmp_path)
    assert people(understood) == ["Ehlers, Ines"]
    assert skipped_as(understood, "totals") == {"Listen.xlsx": [2, 3]}


def test_cards_below_each_other_are_a_row_each(tmp_path: Path) -> None:
    cards: Rows = [
        ["Anmeldungen IB-2019-4"],
        ["Name:", "Ehlers", None, "Ort:", "Sickte"],
        ["Vorname:", "Ines", None, "PLZ:", "3817"],
        [],
        ["Name:", "Tamm", None, "Ort:", "Sickte"],
        ["Vorname:", "Uwe", None, "PLZ:", "38173"],
    ]
    send(tmp_path, "Karten.xlsx", cards)
    understood = read_project(tmp_path)
    assert people(understood) == ["Ehlers, Ines", "Tamm, Uwe"]
    assert found(understood, "postcode_invalid") == ["postcode_invalid E3"]


def test_what_stands_above_the_first_card_is_said_of_all(tmp_path: Path) -> None:
    cards: Rows = [
        *(["Kurs:", "IB-2019-4"], ["Leitung:", "Frau Lau"], []),
        *(["Name:", "Ehlers"], ["Vorname:", "Ines"], []),
        *(["Name:", "Tamm"], ["Vorname:", "Uwe"]),
    ]
    send(tmp_path, "Karten.xlsx", cards)
    understood = read_project(tmp_path)
    assert people(understood) == ["Ehlers, Ines", "Tamm, Uwe"]
    assert column(understood.matched.enrolments, "course_id") == ["IB-2019-4", "IB-2019-4"]


def test_days_of_a_plan_may_stand_in_two_blocks_beside_each_other(tmp_path: Path) -> None:
    rows: Rows = [
        ["Datum", "Thema", "Datum", "Thema"],
        ["04.03.2019", "Asyl", "18.03.2019", "Arbeit"],
        ["11.03.2019", "Schule", "25.03.2019", "Fest"],
    ]
    send(tmp_path, "Plan IB-2019-4.xlsx", rows)
    days = [session.split()[1] for session in sessions(read_project(tmp_path))]
    assert days == ["2019-03-04", "2019-03-11", "2019-03-18", "2019-03-25"]


def test_minutes_may_be_a_block_for_each_session(tmp_path: Path) -> None:
    blocks: Rows = [["Protokolle IB-2019-4"]]
    for day, here, excused in (("04.03.2019", "Ines Ehlers, Uwe Tamm", "-"), ("11.03.2019", "Uwe Tamm", "Ines Ehlers")):
        blocks = [*blocks, [], ["Termin:", day], ["Thema:", "Asyl"], ["Anwesend:", here], ["Entschuldigt:", excused]]
    send(tmp_path, "Protokolle.xlsx", blocks)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Ehlers, Ines": "xe", "Tamm, Uwe": "xx"}
    assert column(understood.settled.sessions, "row") == [3, 8]


def test_labels_above_a_row_of_days_do_not_stop_the_reading(tmp_path: Path) -> None:
    rows: Rows = [
        ["IB-2019-4"],
        ["Name:", "Name:"],
        ["Datum", "Mo 04.03.2019", "Mo 11.03.2019"],
        ["Ehlers, Ines", "x", "e"],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    assert len(read_project(tmp_path).balances) == 1
