"""Lists as offices and course software hand them out: what is counted below, what a key explains, what contradicts."""

from pathlib import Path

import pytest
from sent_sheets import Rows, found, lists, people, read_project, send, sessions, skipped_as

pytestmark = pytest.mark.slow


def test_rows_that_count_people_are_no_people_whatever_they_are_called(tmp_path: Path) -> None:
    rows: Rows = [
        ["Anmeldungen Kurs IB-2018-2"],
        ["Nr.", "Nachname", "Vorname", "Jg.", "Wohnort"],
        [1, "Ehlers", "Ines", 1961, "Sickte"],
        [2, "Tamm", "Uwe", 1957, "Sickte"],
        [],
        ["", "Anmeldungen insgesamt", "", 2],
        ["", "davon Frauen", "", 1],
        ["", "Männer", "", 1],
    ]
    send(tmp_path, "Anmeldungen.xlsx", rows)
    understood = read_project(tmp_path)
    assert people(understood) == ["Ehlers, Ines", "Tamm, Uwe"]
    assert skipped_as(understood, "totals") == {"Anmeldungen.xlsx": [6, 7, 8]}


@pytest.mark.parametrize(
    ("label", "count"),
    [("Summe", "3 Anmeldungen"), ("Gesamt", "Anmeldungen, 3"), ("Insges.", "3 Ehrenamtliche"), ("Summe", "3 Pers.")],
)
def test_a_label_of_sums_below_the_numbers_of_rows_makes_a_number_of_people(
    tmp_path: Path, label: str, count: str
) -> None:
    text = (
        "lfd. Nr.;Name;Vorname;angemeldet am\n"
        "1;Ehlers;Ines;01.12.2017\n"
        "2;Tamm;Uwe;02.12.2017\n"
        "3;Rust;Pia;02.12.2017\n"
        f"{label};{count};;\n"
    )
    send(tmp_path, "IB-2018-2 Anmeldung.csv", text)
    understood = read_project(tmp_path)
    assert people(understood) == ["Ehlers, Ines", "Rust, Pia", "Tamm, Uwe"]
    assert skipped_as(understood, "totals") == {"IB-2018-2 Anmeldung.csv": [5]}


def test_somebody_without_a_name_is_no_sum_because_of_being_there(tmp_path: Path) -> None:
    text = "Anwesenheit;Name;Bemerkung\nanwesend;TN 1;\nanwesend;TN 2;\nfehlt;TN 3;\n"
    send(tmp_path, "IB-2018-2 Anwesenheit 05.09.2018.csv", text)
    assert skipped_as(read_project(tmp_path), "totals") == {}


@pytest.mark.parametrize("heading", ["ges.", "Ges.", "insges."])
def test_sums_below_short_headings_are_held_against_the_marks(tmp_path: Path, heading: str) -> None:
    rows: Rows = [
        ["Anwesenheit IB-2018-2"],
        ["Name", "05.09.2018", "12.09.2018", "19.09.2018", heading],
        ["Ehlers, Ines", "x", "x", "e", 2],
        ["Tamm, Uwe", "x", "u", "u", 1],
        ["Rust, Pia", "x", "x", "x", 3],
        ["Voss, Jan", "x", "x", "x", 2],
    ]
    send(tmp_path, "Anwesenheit.xlsx", rows)
    assert found(read_project(tmp_path), "total_differs", "column_unread") == ["total_differs E6"]


def test_counts_below_marks_that_are_numbers_are_no_people(tmp_path: Path) -> None:
    rows: Rows = [
        ["Kurs IB-2018-2: 1 = teilgenommen, E = entschuldigt, 0 = nicht erschienen"],
        ["Name", "Vorname", "05.09.2018", "12.09.2018"],
        ["Ehlers", "Ines", 1, "E"],
        ["Tamm", "Uwe", 1, 0],
        ["Teilnehmende", "", 2, 0],
        ["in %", "", 100, 0],
    ]
    send(tmp_path, "Anwesenheit.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Ehlers, Ines": "xe", "Tamm, Uwe": "xu"}


def test_a_column_of_counts_beside_people_in_columns_is_nobody(tmp_path: Path) -> None:
    rows: Rows = [
        ["Kurs IB-2018-2: + da, E entschuldigt, - fehlt"],
        ["", "", "Ehlers", "Tamm", "Rust", "Zahl"],
        ["Datum", "Thema", "Ines", "Uwe", "Pia", "anwesend"],
        ["05.09.2018", "Asyl", "+", "+", "+", 3],
        ["12.09.2018", "Arbeit", "E", "-", "+", 1],
    ]
    send(tmp_path, "Anwesenheit.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Ehlers, Ines": "xe", "Rust, Pia": "xx", "Tamm, Uwe": "xu"}


@pytest.mark.parametrize("heading", ["Kennz.", "Zch."])
def test_a_column_whose_signs_the_key_explains_goes_before_minutes(tmp_path: Path, heading: str) -> None:
    rows: Rows = [
        ["Anwesenheit IB-2018-2 am 05.09.2018"],
        ["Teilnehmer", heading, "Minuten", "Bemerkung"],
        ["Ehlers, Ines", "T", 90, ""],
        ["Rust, Pia", "N", 0, ""],
        ["Tamm, Uwe", "E", 0, ""],
        [],
        ["T = teilgenommen; E = entschuldigt; N = nicht erschienen"],
    ]
    send(tmp_path, "Abend.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Ehlers, Ines": "x", "Rust, Pia": "u", "Tamm, Uwe": "e"}


def test_a_gender_that_contradicts_the_salutation_is_named_and_not_stated(tmp_path: Path) -> None:
    rows: Rows = [
        ["Anrede", "Name", "Vorname", "Geschlecht", "Kurs"],
        ["Frau", "Ehlers", "Ines", "m", "IB-2018-2"],
        ["Herr", "Tamm", "Uwe", "m", "IB-2018-2"],
        ["Frau", "Rust", "Kim", "d", "IB-2018-2"],
    ]
    send(tmp_path, "Anmeldungen.xlsx", rows)
    understood = read_project(tmp_path)
    assert found(understood, "gender_contradicts_salutation") == ["gender_contradicts_salutation D2"]
    assert {one.given_name: one.gender for one in understood.matched.people} == {"Ines": None, "Uwe": "m", "Kim": "d"}


@pytest.mark.parametrize(("one", "other"), [("Cremlingen", "Sickte"), ("1961", "Jg. 1984")])
def test_namesakes_are_told_apart_by_what_stands_in_brackets(tmp_path: Path, one: str, other: str) -> None:
    head = ["Name", "Vorname", "Jahrgang", "Ort"]
    signups: Rows = [["Kurs IB-2018-2"], head, ["Koch", "Ines", 1961, "Cremlingen"], ["Koch", "Ines", 1984, "Sickte"]]
    rows: Rows = [
        ["Kurs IB-2018-2"],
        ["Name", "05.09.2018"],
        [f"Ines Koch ({other})", "x"],
        [f"Ines Koch ({one})", "e"],
    ]
    send(tmp_path, "Anmeldungen.xlsx", signups)
    send(tmp_path, "Anwesenheit.xlsx", rows)
    understood = read_project(tmp_path)
    born = {person.person_id: person.birth_year for person in understood.matched.people}
    of = {row.enrolment_id: row.status for row in understood.attended.attendance}
    assert {born[one.person_id]: of[one.enrolment_id] for one in understood.matched.enrolments} == {
        1961: "excused",
        1984: "present",
    }


def test_a_key_in_two_cells_below_the_list_names_nobody(tmp_path: Path) -> None:
    rows: Rows = [
        ["Kurs IB-2018-2"],
        ["Nr.", "Name", "Vorname", "05.09.2018", "12.09.2018"],
        [1, "Ehlers", "Ines", "■", "◧"],
        [2, "Tamm", "Uwe", "□", ""],
        [],
        ["", "■", "ganz dabei"],
        ["", "◧", "halb dabei (45 Min.)"],
        ["", "□", "nicht da"],
        ["", "leer", "nicht notiert"],
    ]
    send(tmp_path, "Anwesenheit.xlsx", rows)
    understood = read_project(tmp_path)
    assert people(understood) == ["Ehlers, Ines", "Tamm, Uwe"]
    assert lists(understood)["Ehlers, Ines"] == "xx"
    assert found(understood, "mark_unknown", "walk_in") == []


def test_a_word_written_down_a_column_letter_by_letter_cancels_the_session(tmp_path: Path) -> None:
    names = ["Ehlers", "Haase", "Koch", "Lenz", "Rust", "Stein", "Tamm", "Uhl"]
    rows: Rows = [["Kurs IB-2018-2"], ["Name", "Vorname", "05.09.2018", "12.09.2018"]]
    rows += [[name, "Kim", "x", letter] for name, letter in zip(names, "ENTFÄLLT", strict=True)]
    send(tmp_path, "Anwesenheit.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2018-2 2018-09-05 held", "IB-2018-2 2018-09-12 cancelled"]
    assert not understood.questions


@pytest.mark.parametrize("line", ["ausgefallen (Glatteis)", "Fällt aus!", "Der Termin entfällt"])
def test_a_line_above_an_empty_list_cancels_its_session(tmp_path: Path, line: str) -> None:
    head: Rows = [["Anwesenheit IB-2018-2 am 05.09.2018"], [line], ["Teilnehmer", "Anwesend"]]
    send(tmp_path, "Abend.xlsx", [*head, ["Ehlers, Ines", ""], ["Tamm, Uwe", ""]])
    assert sessions(read_project(tmp_path)) == ["IB-2018-2 2018-09-05 cancelled"]


def test_a_sheet_may_end_with_its_headings(tmp_path: Path) -> None:
    send(tmp_path, "Anwesenheit.xlsx", [["Name", "04.04.2017"]])
    assert people(read_project(tmp_path)) == []


def test_whoever_a_line_below_the_list_names_as_missing_was_missing(tmp_path: Path) -> None:
    rows: Rows = [
        ["1. Treffen am 05.09.2018, Kurs IB-2018-2"],
        ["Nr.", "Name", "Vorname", "Unterschrift"],
        [1, "Ehlers", "Ines", "gez. Ehlers"],
        [2, "Tamm", "Uwe", "gez. Tamm"],
        [],
        ["Entschuldigt: Pia Rust, Kim Haase"],
        ["Unentschuldigt: niemand"],
    ]
    send(tmp_path, "Treffen.xlsx", rows)
    understood = read_project(tmp_path)
    marks = {"Ehlers, Ines": "x", "Haase, Kim": "e", "Rust, Pia": "e", "Tamm, Uwe": "x"}
    assert lists(understood) == marks
    assert sessions(understood) == ["IB-2018-2 2018-09-05 held"]
    assert found(understood) == ["signups_missing Tabelle1"]


@pytest.mark.parametrize("heading", ["Fehlgrund", "Bemerkung"])
def test_a_reason_beside_a_no_excuses(tmp_path: Path, heading: str) -> None:
    rows: Rows = [
        ["Anwesenheitsliste IB-2017-1, 1. Abend am 14.02.2017"],
        ["Name", "Vorname", "da", heading],
        ["Berg", "Jan", "nein", "entschuldigt"],
        ["Fricke", "Ute", "ja", ""],
        ["Kaya", "Elif", "nein", "unentschuldigt"],
        ["Voss", "Ina", "nein", "krank"],
    ]
    send(tmp_path, "Abend 1.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Berg, Jan": "e", "Fricke, Ute": "x", "Kaya, Elif": "u", "Voss, Ina": "e"}


def test_a_list_of_signups_stays_one_where_it_asks_for_the_place_of_work(tmp_path: Path) -> None:
    rows: Rows = [["Anmeldeliste", "IB-2017-1"], ["Name", "Vorname", "Jg.", "Einsatz in"]]
    send(tmp_path, "Anmeldeliste.xlsx", [*rows, ["Fricke", "Ute", 1961, "Sickte"], ["Kaya", "Elif", 1957, "Sickte"]])
    understood = read_project(tmp_path)
    assert (people(understood), found(understood)) == (["Fricke, Ute", "Kaya, Elif"], [])


@pytest.mark.parametrize("code", ["24H1031", "241F-10305"])
@pytest.mark.parametrize("where", ["title", "sheet", "file"])
def test_the_number_of_an_adult_education_centre_names_the_course(tmp_path: Path, code: str, where: str) -> None:
    rows: Rows = [["Name", "05.03.2024", "12.03.2024"], ["Fricke, Ute", "x", "e"], ["Uhl, Eva", "e", "x"]]
    title = [[f"Anwesenheit {code}"], []] if where == "title" else []
    file = f"Anwesenheit_{code}.xlsx" if where == "file" else "Liste.xlsx"
    send(tmp_path, file, {code if where == "sheet" else "Tabelle1": [*title, *rows]})
    assert sessions(read_project(tmp_path)) == [f"{code} 2024-03-05 held", f"{code} 2024-03-12 held"]


@pytest.mark.parametrize("heading", ["Name:", "Teilnehmer*in:"])
def test_a_colon_behind_one_heading_makes_it_no_label(tmp_path: Path, heading: str) -> None:
    """Of two months below each other neither is lost."""
    people = ["Fricke, Ute", "Uhl, Eva"]
    rows: list[list[object]] = [["Anwesenheit IB-2024-1"]]
    for month, days in (("März 2024", ["05.03.2024", "12.03.2024"]), ("April 2024", ["02.04.2024", "09.04.2024"])):
        rows += [[month], ["Nr.", heading, *days], *([at, name, "x", "e"] for at, name in enumerate(people, 1)), []]
    send(tmp_path, "Liste.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Fricke, Ute": "xexe", "Uhl, Eva": "xexe"}


def test_a_colon_behind_a_heading_makes_it_none_above_a_line_between_people_either(tmp_path: Path) -> None:
    rows: Rows = [["Anwesenheit IB-2024-1"], ["Vorname", "Name:", "05.03.2024"], ["Gruppe A"], ["Ute", "Fricke", "x"]]
    send(tmp_path, "Liste.xlsx", [*rows, ["Eva", "Uhl", "e"], ["Ida", "Lau", "x"]])
    assert lists(read_project(tmp_path)) == {"Fricke, Ute": "x", "Lau, Ida": "x", "Uhl, Eva": "e"}


@pytest.mark.parametrize("where", ["sheet", "file"])
def test_a_plan_that_numbers_nothing_counts_its_days(tmp_path: Path, where: str) -> None:
    marks: Rows = [["Anwesenheit IB-2024-1"], [], ["Name", "1", "2"], ["Fricke, Ute", "x", "e"], ["Uhl, Eva", "e", "x"]]
    plan: Rows = [["Datum", "Thema"], ["12.03.2024", "Asyl"], ["05.03.2024", "Arbeit"], ["19.03.2024", "Abschluss"]]
    if where == "sheet":
        send(tmp_path, "IB-2024-1.xlsx", {"Liste": marks, "Plan": plan})
    else:
        send(tmp_path, "Anwesenheit.xlsx", marks)
        send(tmp_path, "Kursplan IB-2024-1.xlsx", plan)
    held = ["IB-2024-1 2024-03-05 held", "IB-2024-1 2024-03-12 held"]
    assert sessions(read_project(tmp_path)) == [*held, "IB-2024-1 2024-03-19 planned"]
    assert found(read_project(tmp_path), "session_undated") == []


def test_a_plan_with_a_day_called_off_is_not_counted(tmp_path: Path) -> None:
    marks: Rows = [["Anwesenheit IB-2024-1"], [], ["Name", "1", "2"], ["Fricke, Ute", "x", "e"], ["Uhl, Eva", "e", "x"]]
    plan: Rows = [["Datum", "Thema"], ["05.03.2024", "Arbeit"], ["12.03.2024", "entfällt"], ["19.03.2024", "Abschluss"]]
    send(tmp_path, "IB-2024-1.xlsx", {"Liste": marks, "Plan": plan})
    assert len(found(read_project(tmp_path), "session_undated")) == 2
