"""What other programs and other offices send: polls, webinars, check-ins, newsletters, forms filled in by typing."""

from datetime import date
from pathlib import Path

import pytest
from sent_sheets import Rows, column, found, kinds, lists, minutes, people, read_project, send, sessions, skipped_as

from pipeline.tables.written import ListedSession, Signup

pytestmark = pytest.mark.slow

SIGNED_UP = "Kurs;Name;Vorname\nIB-2019-4;Ehlers;Ines\nIB-2019-4;Tamm;Uwe\nIB-2019-4;Rust;Pia\n"


@pytest.mark.parametrize(
    ("title", "answer"),
    [("Terminfindung Vertiefung", "ja"), ("Doodle: Wer kann wann?", "OK"), ("Liste", "if need be")],
)
def test_a_poll_of_possible_days_is_no_attendance(tmp_path: Path, title: str, answer: str) -> None:
    send(tmp_path, "Anmeldung.csv", SIGNED_UP)
    head = ["Name", date(2019, 3, 4), date(2019, 3, 5)]
    send(tmp_path, "Tage.xlsx", [[title], head, ["Ines Ehlers", answer, "nein"], ["Uwe Tamm", "nein", answer]])
    understood = read_project(tmp_path)
    assert sessions(understood) == []
    assert kinds(understood)["Tage.xlsx"] == "other"
    assert found(understood) == ["sheet_is_poll Tabelle1"]
    assert skipped_as(understood, "poll")["Tage.xlsx"] == [1, 2, 3, 4]


def test_who_held_a_webinar_is_named_above_them(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldung.csv", SIGNED_UP)
    head = "User Name (Original Name),Join Time,Leave Time,Time in Session\n"
    hosts = f"Host Details\n{head}Ada Born,3/4/2019 5:20:00 PM,3/4/2019 7:05:00 PM,105\n"
    panel = f"Panelist Details\n{head}Bo Kern,3/4/2019 5:25:00 PM,3/4/2019 7:00:00 PM,95\n"
    others = f"Attendee Details\n{head}Ines Ehlers,3/4/2019 5:30:00 PM,3/4/2019 7:00:00 PM,90\n"
    send(tmp_path, "webinar.csv", "IB-2019-4 Motivation\n" + hosts + panel + others)
    understood = read_project(tmp_path)
    assert people(understood) == ["Ehlers, Ines", "Rust, Pia", "Tamm, Uwe"]
    assert skipped_as(understood, "lecturer") == {"webinar.csv": [4, 7]}
    assert lists(understood) == {"Ehlers, Ines": "x", "Rust, Pia": "?", "Tamm, Uwe": "?"}


def test_a_check_in_names_the_event_and_its_day(tmp_path: Path) -> None:
    head = "Event Name,Event Date,First Name,Last Name,Checked In,Checked In At\n"
    rows = "IB-2019-4 Limits,2019-03-04,Ines,Ehlers,Yes,2019-03-04 17:28\nIB-2019-4 Limits,2019-03-04,Uwe,Tamm,No,\n"
    send(tmp_path, "check-in.csv", head + rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2019-4 2019-03-04 held"]
    assert lists(understood) == {"Ehlers, Ines": "x", "Tamm, Uwe": "u"}


def test_a_column_of_codes_names_the_courses_whatever_its_heading(tmp_path: Path) -> None:
    rows: Rows = [
        ["E-Mail", "Vorname", "Nachname", "Bewertung", "Schlagwörter"],
        ["ines@post.example", "Ines", "Ehlers", 2, "IB-2019-4"],
        ["uwe@post.example", "Uwe", "Tamm", 2, '"IB-2019-5"'],
    ]
    send(tmp_path, "Verteiler.xlsx", rows)
    understood = read_project(tmp_path)
    assert column(understood.matched.enrolments, "course_id") == ["IB-2019-4", "IB-2019-5"]
    assert found(understood) == []


def test_a_form_may_have_its_labels_below_each_other(tmp_path: Path) -> None:
    forms = {
        name: [["Anmeldebogen IB-2019-4"], [], ["Name:", name], ["Vorname:", given], ["Wohnort:", "Sickte"], ["Datum:"]]
        for name, given in (("Ehlers", "Ines"), ("Tamm", "Uwe"))
    }
    send(tmp_path, "Bögen.xlsx", forms)
    understood = read_project(tmp_path)
    assert people(understood) == ["Ehlers, Ines", "Tamm, Uwe"]
    assert column(understood.matched.enrolments, "course_id") == ["IB-2019-4", "IB-2019-4"]
    assert (understood.balances[0].rows_read, understood.balances[0].rows_stored) == (10, 2)
    assert found(understood) == []


def test_whoever_did_not_sign_has_a_reason_in_the_next_column(tmp_path: Path) -> None:
    rows: Rows = [
        ["Kurs:", "IB-2019-4", "", "Datum:", date(2019, 3, 4)],
        ["U = Urlaub, F = gefehlt"],
        ["Nr.", "Name, Vorname", "Unterschrift", "Fehlgrund"],
        [1, "Ehlers, Ines", "I. Ehlers", ""],
        [2, "Tamm, Uwe", "", "U"],
        [3, "Rust, Pia", "", "F"],
        [4, "Voss, Kai", "", ""],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Ehlers, Ines": "x", "Rust, Pia": "u", "Tamm, Uwe": "e", "Voss, Kai": "?"}


@pytest.mark.parametrize(
    ("above", "headings"),
    [
        (["", "", "Jänner 2019", "Feber 2019"], ["Zuname", "Vorname", "Do 24.", "Do 7."]),
        (["Herbstkurs 2019"], ["Zuname", "Vorname", "1. Abend (24 Jan)", "2. Abend (7 Feb)"]),
    ],
)
def test_days_are_named_by_their_month_in_other_countries(
    tmp_path: Path, above: list[str], headings: list[str]
) -> None:
    send(tmp_path, "IB-2019-4.xlsx", [above, headings, ["Ehlers", "Ines", "x", "e"], ["Tamm", "Uwe", "x", "x"]])
    assert sessions(read_project(tmp_path)) == ["IB-2019-4 2019-01-24 held", "IB-2019-4 2019-02-07 held"]


def test_a_legend_above_a_turned_list_is_no_heading(tmp_path: Path) -> None:
    rows: Rows = [
        ["Wer war da? ● = war da, ○ = hat sich entschuldigt"],
        ["Abend", "Inhalt", "Ines Ehlers", "Uwe Tamm"],
        ["Montag, 4. März 2019", "Asyl", "●", "○"],
        ["Montag, 11. März 2019", "Arbeit", "○", "●"],
    ]
    send(tmp_path, "IB-2019-4.xlsx", rows)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Ehlers, Ines": "xe", "Tamm, Uwe": "ex"}
    assert found(understood, "heading_missing", "mark_ambiguous") == []


def test_what_false_means_may_be_the_only_thing_a_legend_says(tmp_path: Path) -> None:
    rows: Rows = [
        ["Name", "Vorname", date(2019, 3, 4), date(2019, 3, 11)],
        ["Ehlers", "Ines", True, False],
        ["Tamm", "Uwe", True, True],
        ["FALSE = nicht da"],
    ]
    send(tmp_path, "IB-2019-4.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Ehlers, Ines": "xu", "Tamm, Uwe": "xx"}


def test_given_names_of_all_who_came_in_one_cell_are_a_finding(tmp_path: Path) -> None:
    rows: Rows = [
        ["Datum", "Thema", "Anwesend", "Entschuldigt"],
        [date(2019, 3, 4), "Asyl", "Ines, Uwe", ""],
        [date(2019, 3, 11), "Arbeit", "Ines, Pia", "Uwe"],
    ]
    send(tmp_path, "IB-2019-4.xlsx", rows)
    assert found(read_project(tmp_path), "names_in_cell") == ["names_in_cell C1"]


def test_a_learning_platform_writes_points_behind_its_marks_and_the_group_behind_the_day(tmp_path: Path) -> None:
    rows: Rows = [
        ["Kurs", "IB-2024-1 Grundkurs"],
        ["Zeichen", "A = anwesend, E = entschuldigt, F = fehlt"],
        [],
        ["Nachname", "Vorname", *(f"{day}. März 2024 17:30 Alle Teilnehmer/innen" for day in (5, 12)), "A", "Punkte"],
        ["Ehlers", "Ines", "A (2/2)", "E (1/2)", 1, "3 / 4"],
        ["Tamm", "Uwe", "F (0/2)", "A (2/2)", 1, "2 / 4"],
    ]
    send(tmp_path, "Anwesenheit.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2024-1 2024-03-05 held", "IB-2024-1 2024-03-12 held"]
    assert lists(understood) == {"Ehlers, Ines": "xe", "Tamm, Uwe": "ux"}
    assert {row.topic for row in understood.tidied.rows[ListedSession]} == {None}


def test_a_form_may_say_below_each_question_what_kind_of_answer_it_asks_for(tmp_path: Path) -> None:
    rows: Rows = [
        ["Respondent ID", "Ihr Vorname", "Ihr Nachname", "In welchem Ort wohnen Sie?", "Wobei möchten Sie helfen?"],
        [None, *["Open-Ended Response"] * 3, "Patenschaft", "Willkommenscafé"],
        [1, "Ines", "Ehlers", "Sickte", "Patenschaft", "Willkommenscafé"],
        [2, "Uwe", "Tamm", "Sickte", None, "Willkommenscafé"],
    ]
    send(tmp_path, "IB-2019-4.xlsx", rows)
    understood = read_project(tmp_path)
    assert column(understood.tidied.rows[Signup], "family_name") == ["Ehlers", "Tamm"]
    assert column(understood.tidied.rows[Signup], "areas") == ["sponsorship;welcome_cafe", "welcome_cafe"]
    assert found(understood) == []


@pytest.mark.parametrize(("came", "went"), [("beigetreten", "verlassen"), ("betritt den Raum", "verlässt den Raum")])
def test_a_log_with_a_row_for_coming_and_one_for_leaving_tells_each_stay(tmp_path: Path, came: str, went: str) -> None:
    at = ["04.03.2019 17:30:00", "04.03.2019 17:40:00", "04.03.2019 18:30:00", "04.03.2019 19:00:00"]
    log = [(at[0], "Ines Ehlers", came), (at[1], "Uwe Tamm", came), (at[2], "Uwe Tamm", went)]
    rows = [("Zeitpunkt", "Name", "Ereignis"), *log, (at[3], "Ines Ehlers", went)]
    send(tmp_path, "IB-2019-4 Raum.csv", "\n".join(map(";".join, rows)) + "\n")
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2019-4 2019-03-04 held"]
    assert minutes(understood) == [90, 50]
    assert skipped_as(understood, "end_of_stay") == {"IB-2019-4 Raum.csv": [4, 5]}


LATE = [("19:00", "Ines Ehlers", "verlassen"), ("19:00", "Uwe Tamm", "verlassen")]
EARLY = [("17:30", "Ines Ehlers", "beigetreten"), ("17:40", "Uwe Tamm", "beigetreten")]


@pytest.mark.parametrize("is_apart", [True, False])
def test_a_log_of_several_days_has_a_session_for_each_and_nobody_stays_overnight(
    tmp_path: Path, is_apart: bool
) -> None:
    # On the 4th nobody saw Ines leave, on the 11th nobody saw her come.
    days = [
        (day, *row)
        for day, rows in (("04.03.2019", EARLY + LATE[1:]), ("11.03.2019", EARLY[1:] + LATE))
        for row in rows
    ]
    rows: Rows = [("Datum", "Zeit", "Name", "Ereignis"), *days]
    together: Rows = [("Zeitpunkt", "Name", "Ereignis"), *((f"{day} {time}", *rest) for day, time, *rest in days)]
    send(tmp_path, "IB-2019-4.xlsx", rows if is_apart else together)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2019-4 2019-03-04 held", "IB-2019-4 2019-03-11 held"]
    assert lists(understood) == {"Ehlers, Ines": "xx", "Tamm, Uwe": "xx"}
    assert found(understood, "left_before_coming", "session_undated") == []


def test_a_form_may_have_a_question_for_each_course(tmp_path: Path) -> None:
    rows: Rows = [
        ["Nachname", "Vorname", "Kurs IB-2019-4 (dienstags)", "Kurs IB-2019-5 (donnerstags)"],
        ["Ehlers", "Ines", "Ja, gerne", "nein"],
        ["Tamm", "Uwe", "ja", "Ja!"],
        ["Rust", "Pia", "vielleicht", "x"],
    ]
    send(tmp_path, "Antworten.xlsx", rows)
    understood = read_project(tmp_path)
    assert column(understood.matched.enrolments, "course_id") == ["IB-2019-4", "IB-2019-4", "IB-2019-5", "IB-2019-5"]
    assert found(understood) == []


def test_a_yes_in_the_column_of_courses_names_no_course(tmp_path: Path) -> None:
    rows: Rows = [["Name", "Vorname", "Kurs"], ["Ehlers", "Ines", "ja"], ["Tamm", "Uwe", "IB-2019-4"]]
    send(tmp_path, "Antworten.xlsx", rows)
    understood = read_project(tmp_path)
    assert column(understood.matched.enrolments, "course_id") == ["IB-2019-4"]
    assert found(understood) == ["course_missing 2"]


def test_a_maybe_on_an_attendance_list_makes_no_poll_of_it(tmp_path: Path) -> None:
    rows: Rows = [["Anwesenheitsliste"], ["Name", "04.03.2019"], ["Ines Ehlers", "x"], ["Uwe Tamm", "vielleicht"]]
    send(tmp_path, "IB-2019-4.xlsx", rows)
    assert found(read_project(tmp_path), "sheet_is_poll", "mark_unknown") == ["mark_unknown B4"]


def test_days_over_new_year_are_asked_for_where_only_the_code_of_the_course_has_a_year(tmp_path: Path) -> None:
    send(tmp_path, "IB-2019-4.xlsx", [["Name", "Vorname", "28.12.", "4.1."], ["Ehlers", "Ines", "x", "x"]])
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2019-4 - held", "IB-2019-4 - held"]
    assert found(understood, "date_unreadable") == ["date_unreadable C1", "date_unreadable D1"]


def test_the_title_of_an_entry_in_a_site_names_its_course(tmp_path: Path) -> None:
    head = "Titel;Termin;Person;Teilnahme;Geändert von\n"
    rows = "IB-2019-4 Paten;04.03.2019;Ines Ehlers;Ja;Eva Uhl\nIB-2019-4 Paten;04.03.2019;Uwe Tamm;Nein;Eva Uhl\n"
    send(tmp_path, "query.csv", head + rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2019-4 2019-03-04 held"]
    assert lists(understood) == {"Ehlers, Ines": "x", "Tamm, Uwe": "u"}


def test_the_title_of_a_person_names_no_course(tmp_path: Path) -> None:
    send(tmp_path, "IB-2019-4.csv", "Titel;Name;Vorname;04.03.2019\nDr.;Ehlers;Ines;x\nDipl.-Ing.;Tamm;Uwe;x\n")
    assert sessions(read_project(tmp_path)) == ["IB-2019-4 2019-03-04 held"]
