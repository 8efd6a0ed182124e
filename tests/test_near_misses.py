"""What looks like something that the tool knows, and is something else: nothing is read into it."""

from datetime import date
from pathlib import Path

import pytest
from sent_sheets import Rows, column, found, lists, people, read_project, send, sessions

from pipeline.recognise.named_days import day_in
from pipeline.tables.written import Signup
from pipeline.vocabulary import load

DAYS = [date(2021, 9, 3), date(2021, 9, 10), date(2021, 9, 17)]
HEAD: Rows = [["Anwesenheitsliste IB-2021-4"], ["Nr.", "Name", "Vorname", *DAYS]]
OTHERS: Rows = [[1, "Ehlers", "Ines", "x", "e", "x"], [2, "Tamm", "Uwe", "x", "x", "x"]]


def test_a_person_with_one_name_and_minutes_is_no_sum(tmp_path: Path) -> None:
    send(tmp_path, "Liste.xlsx", [*HEAD, *OTHERS, [3, "Olena", "", 45, 30, 60]])
    assert people(read_project(tmp_path)) == ["Ehlers, Ines", "Olena", "Tamm, Uwe"]


def test_where_people_are_called_by_one_name_so_is_whoever_has_minutes(tmp_path: Path) -> None:
    rows: Rows = [["IB-2021-4"], ["Name", *DAYS], ["Ehlers", *"xex"], ["Rust", *"xxx"], ["Tamm", 45, 60, 90]]
    send(tmp_path, "Liste.xlsx", rows)
    assert people(read_project(tmp_path)) == ["Ehlers", "Rust", "Tamm"]


def test_a_starred_person_without_marks_is_no_footnote(tmp_path: Path) -> None:
    rows: Rows = [["IB-2021-4"], ["Name", *DAYS], ["Ines Ehlers", *"xex"], ["* Anna Maria Fricke"]]
    send(tmp_path, "Liste.xlsx", rows)
    assert people(read_project(tmp_path)) == ["Ehlers, Ines", "Fricke, Anna Maria"]


def test_a_long_line_behind_a_star_is_read_at_once(tmp_path: Path) -> None:
    send(tmp_path, "Liste.xlsx", [*HEAD, *OTHERS, ["* " + "kam später " * 40 + ", sagt sie"]])
    assert people(read_project(tmp_path)) == ["Ehlers, Ines", "Tamm, Uwe"]


def test_whose_name_is_herr_is_not_addressed(tmp_path: Path) -> None:
    send(tmp_path, "Liste.xlsx", [["IB-2021-4"], ["Name", *DAYS], ["Ehlers, Ines", *"xex"], ["Herr, Uwe", *"xxx"]])
    assert lists(read_project(tmp_path)) == {"Ehlers, Ines": "xex", "Herr, Uwe": "xxx"}


def test_below_family_and_given_name_nobody_is_addressed(tmp_path: Path) -> None:
    rows: Rows = [["IB-2021-4"], ["Nachname Vorname", *DAYS], ["Ehlers Ines", *"xex"], ["Herr Uwe", *"xxx"]]
    send(tmp_path, "Liste.xlsx", rows)
    assert people(read_project(tmp_path)) == ["Ehlers, Ines", "Herr, Uwe"]


def test_minutes_above_the_days_are_no_topics(tmp_path: Path) -> None:
    rows: Rows = [["IB-2021-4"], ["Dauer (Min.)", 90, 60, 120], ["Name", *DAYS], ["Ehlers, Ines", *"xex"]]
    send(tmp_path, "Liste.xlsx", rows)
    told = read_project(tmp_path).settled.sessions
    assert [(one.topic, one.minutes) for one in told] == [(None, 90), (None, 60), (None, 120)]


def test_a_topic_that_asks_what_is_possible_belongs_to_a_session(tmp_path: Path) -> None:
    head = ["Name", "Vorname", "03.09.2021 Was passt zu mir?", "10.09.2021 Wie kann ich helfen?"]
    send(tmp_path, "Liste.xlsx", [["Anwesenheit IB-2021-4"], head, ["Ehlers", "Ines", "x", "e"]])
    assert lists(read_project(tmp_path)) == {"Ehlers, Ines": "xe"}


@pytest.mark.parametrize("further", [("Kurs", "Basis"), ("Kursgruppe", "3")])
def test_what_else_is_said_of_a_course_is_no_part_of_its_code(tmp_path: Path, further: tuple[str, str]) -> None:
    heading, text = further
    rows = [["Kurs-Nr.", heading, "Name", "Vorname"], ["K24-117", text, "Ehlers", "Ines"]]
    send(tmp_path, "Anmeldungen.xlsx", rows)
    assert column(read_project(tmp_path).tidied.rows[Signup], "course_code") == ["K24-117"]


@pytest.mark.parametrize("heading", ["Lerngruppe", "Durchgang", "Cohort"])
def test_a_group_within_a_course_is_no_course(tmp_path: Path, heading: str) -> None:
    rows: Rows = [["IB-2021-4"], ["Name", heading, *DAYS], ["Ehlers, Ines", "A", *"xex"], ["Tamm, Uwe", "B", *"xxx"]]
    send(tmp_path, "Liste.xlsx", rows)
    assert sessions(read_project(tmp_path)) == [f"IB-2021-4 {day} held" for day in DAYS]


def test_a_group_is_a_course_where_it_has_a_code_or_nothing_else_is_said(tmp_path: Path) -> None:
    send(tmp_path, "a.xlsx", [["Kurs IB-2021-4"], ["Name", "Vorname", "Kohorte"], ["Ehlers", "Ines", "IB-2021-5"]])
    send(tmp_path, "b.xlsx", [["Name", "Vorname", "Kohorte"], ["Tamm", "Uwe", "Herbst"]])
    assert column(read_project(tmp_path).tidied.rows[Signup], "course_code") == ["IB-2021-5", "HERBST"]


def test_a_fee_that_is_dropped_calls_no_evening_off(tmp_path: Path) -> None:
    head: Rows = [["IB-2021-4 am 03.09.2021"], ["Die Gebühr entfällt."], ["Name", "Vorname", "Unterschrift"]]
    send(tmp_path, "Liste.xlsx", [*head, ["Ehlers", "Ines", ""], ["Tamm", "Uwe", ""]])
    assert "cancelled" not in " ".join(sessions(read_project(tmp_path)))


def test_days_without_a_meeting_date_no_session(tmp_path: Path) -> None:
    head: Rows = [["IB-2021-4"], ["Keine Treffen am 03.09., 10.09., 17.09.2021"], ["Name", "UE 1", "UE 2", "UE 3"]]
    send(tmp_path, "Liste.xlsx", [*head, ["Ehlers, Ines", *"xex"]])
    assert sessions(read_project(tmp_path)) == ["IB-2021-4 - held"] * 3


def test_both_halves_of_a_day_may_be_written_out(tmp_path: Path) -> None:
    rows: Rows = [
        ["Unterschriftenliste IB-2021-4 am 03.09.2021"],
        ["Name", "Vorname", "Unterschrift am Vormittag", "Unterschrift am Nachmittag"],
        ["Ehlers", "Ines", "I. Ehlers", "Ehlers"],
        ["Tamm", "Uwe", "U. Tamm", "UT"],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    assert sessions(read_project(tmp_path)) == ["IB-2021-4 2021-09-03 held"] * 2


def test_a_number_of_a_course_is_no_year(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldungen.xlsx", [["Name", "Vorname", "Kurs-Nr.", "Jahrgang"], ["Tamm", "Uwe", "2005", 1998]])
    assert found(read_project(tmp_path)) == []


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        *[("angenommen", "admitted"), ("nicht angenommen", "declined"), ("nachgerückt", "admitted")],
        *[("kein Platz", "declined"), ("ausgestiegen", "withdrawn"), ("booked", "admitted"), ("standby", "waitlisted")],
    ],
)
def test_an_office_says_in_many_words_who_has_a_place(text: str, stage: str) -> None:
    assert load().status_of(text) == stage


@pytest.mark.parametrize("text", ["Zahlung bestätigt", "Rechnung storniert", "von der Warteliste nachgerückt"])
def test_a_status_of_something_else_is_none(text: str) -> None:
    assert load().status_of(text) is None


def test_the_number_of_a_group_is_no_day() -> None:
    assert day_in("Anwesenheit Gruppe 2 Mai 2021", 2021) is None
    assert day_in("Anwesenheit, 2. Mai 2021", None) == date(2021, 5, 2)


@pytest.mark.parametrize("title", ["Nicht erschienen", "Wer war abwesend?", "Versäumnisse"])
def test_a_1_on_a_list_of_those_who_were_missing_is_asked(tmp_path: Path, title: str) -> None:
    send(tmp_path, "IB-2021-4.xlsx", [[title], ["Name", *DAYS], ["Ehlers, Ines", 1, 1, 1], ["Tamm, Uwe", 1, 1, ""]])
    assert lists(read_project(tmp_path))["Ehlers, Ines"] == "???"


def test_a_1_below_days_of_absence_is_asked(tmp_path: Path) -> None:
    head: Rows = [["", "Fehltage"], ["Name", *DAYS]]
    send(tmp_path, "IB-2021-4.xlsx", [*head, ["Ehlers, Ines", 1, 1, 1], ["Tamm, Uwe", 1, 1, ""]])
    assert lists(read_project(tmp_path))["Ehlers, Ines"] == "???"


def test_a_number_that_counts_something_else_is_no_group(tmp_path: Path) -> None:
    days = ["Gruppe 1: 04.03.2024, Gruppe 2: 11.03.2024", "Gruppe 1: 18.03.2024, Gruppe 2: 25.03.2024"]
    rows: Rows = [["Name", "Kinder", "Gruppe", *days], ["Ehlers, Ines", 2, 1, *"xe"], ["Tamm, Uwe", 1, 2, *"xx"]]
    send(tmp_path, "Anwesenheit IB-2024-1.xlsx", rows)
    told = lists(read_project(tmp_path))
    assert [told["Ehlers, Ines"][at] for at in (0, 2)] == ["x", "e"]
    assert [told["Tamm, Uwe"][at] for at in (1, 3)] == ["x", "x"]


def test_parts_of_one_session_on_two_days_are_no_groups(tmp_path: Path) -> None:
    head = ["Name", "Kinder", "Teil 1: 04.03.2024, Teil 2: 11.03.2024", "Teil 1: 18.03.2024, Teil 2: 25.03.2024"]
    rows: Rows = [head, ["Ehlers, Ines", 2, *"xe"], ["Tamm, Uwe", 1, *"xx"]]
    send(tmp_path, "Anwesenheit IB-2024-1.xlsx", rows)
    assert found(read_project(tmp_path), "date_unreadable") == ["date_unreadable C1", "date_unreadable D1"]


def test_when_people_who_sign_up_mean_to_arrive_is_no_attendance(tmp_path: Path) -> None:
    rows = [["Name", "Vorname", "E-Mail", "Ankunft"], ["Ehlers", "Ines", "ines@ehlers.example", "17:30"]]
    send(tmp_path, "Anmeldungen IB-2024-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert (people(understood), sessions(understood), found(understood)) == (["Ehlers, Ines"], [], [])


@pytest.mark.parametrize("role", ["Tutorin", "Manager", "Speaker"])
def test_who_does_this_as_a_volunteer_takes_part(tmp_path: Path, role: str) -> None:
    rows = [
        ["Name", "Vorname", "Funktion"],
        ["Ehlers", "Ines", role],
        ["Rust", "Pia", "Patin"],
        ["Tamm", "Uwe", "Pate"],
    ]
    send(tmp_path, "Anmeldungen IB-2024-1.xlsx", rows)
    assert people(read_project(tmp_path)) == ["Ehlers, Ines", "Rust, Pia", "Tamm, Uwe"]


@pytest.mark.parametrize(("role", "of_others"), [("Speaker", "Attendee"), ("Tutorin", "Teilnehmerin")])
def test_who_stands_as_a_speaker_among_attendees_takes_no_part(tmp_path: Path, role: str, of_others: str) -> None:
    rows = [
        ["Name", "Vorname", "Rolle"],
        ["Ehlers", "Ines", role],
        ["Rust", "Pia", of_others],
        ["Tamm", "Uwe", of_others],
    ]
    send(tmp_path, "Anmeldungen IB-2024-1.xlsx", rows)
    assert people(read_project(tmp_path)) == ["Rust, Pia", "Tamm, Uwe"]


def test_a_person_to_ask_named_above_a_list_does_not_make_it_one_of_lecturers(tmp_path: Path) -> None:
    head: Rows = [["Ansprechpartner:"], ["Petra Sommer, Tel. 0531 12345"], ["Name", "Vorname", "E-Mail"]]
    send(tmp_path, "Kurs IB-2024-1.xlsx", [*head, ["Ehlers", "Ines", "ines@ehlers.example"]])
    assert people(read_project(tmp_path)) == ["Ehlers, Ines"]


def test_when_somebody_can_help_is_no_area(tmp_path: Path) -> None:
    rows = [["Name", "Vorname", "Wann können wir Sie einsetzen?"], ["Ehlers", "Ines", "abends"]]
    send(tmp_path, "Anmeldungen IB-2024-1.xlsx", rows)
    assert found(read_project(tmp_path)) == []


def test_who_has_a_program_is_not_ill(tmp_path: Path) -> None:
    rows = [["Name", "Vorname", "Bemerkung"], ["Ehlers", "Ines", "hat MS Teams"], ["Tamm", "Uwe", "hat MS"]]
    send(tmp_path, "Anmeldungen IB-2024-1.xlsx", rows)
    assert found(read_project(tmp_path)) == ["remark_sensitive C3"]


def test_two_evenings_that_follow_each_other_are_two_sessions_and_an_hour_after_midnight_is_none(
    tmp_path: Path,
) -> None:
    first = "Scan-Zeitpunkt;Name\n05.03.2024 17:30;Ute Fricke\n05.03.2024 17:31;Uwe Tamm\n"
    send(tmp_path, "Scans IB-2024-1.csv", f"{first}06.03.2024 17:30;Ute Fricke\n")
    send(tmp_path, "Scans IB-2024-2.csv", f"{first}06.03.2024 00:10;Pia Rust\n")
    days = ["IB-2024-1 2024-03-05 held", "IB-2024-1 2024-03-06 held", "IB-2024-2 2024-03-05 held"]
    assert sessions(read_project(tmp_path)) == days
