"""Which kind of list is it, where does it stand, which rows hold data, which course?"""

from datetime import date
from pathlib import Path

import pytest
from sent_sheets import Rows, column, found, kinds, lists, people, read_project, send, sessions, skipped

# Each test runs the whole way: `make test-fast` leaves them out.
pytestmark = pytest.mark.slow

HEADINGS = ["Name", "Vorname", date(2017, 2, 14), date(2017, 2, 21)]
UTE = ["Fricke", "Ute", "x", "x"]
LARS = ["Brandes", "Lars", "e", "x"]


def test_each_kind_of_list_is_known_by_its_columns(tmp_path: Path) -> None:
    send(tmp_path, "a.xlsx", [["Name", "Vorname", "E-Mail", "Kurs"], ["Fricke", "Ute", "u@f.example", "IB-2017-1"]])
    send(tmp_path, "b IB-2017-1.xlsx", [HEADINGS, UTE])
    send(tmp_path, "c.xlsx", [["Kurs", "Datum", "Thema", "Referent"], ["IB-2017-1", date(2017, 2, 14), "Asyl", "Uhl"]])
    send(
        tmp_path, "d.xlsx", [["Name", "Vorname", "Einsatzbereich", "Einsatzort"], ["Fricke", "Ute", "Patenschaft", ""]]
    )
    expected = {"a.xlsx": "signup", "b IB-2017-1.xlsx": "attendance", "c.xlsx": "plan", "d.xlsx": "deployment"}
    assert kinds(read_project(tmp_path)) == expected


def test_a_workbook_with_several_kinds_is_mixed(tmp_path: Path) -> None:
    sheets = {"Anmeldung": [["Name", "Vorname", "E-Mail"], ["Fricke", "Ute", ""]], "Liste": [HEADINGS, UTE]}
    send(tmp_path, "IB-2017-1.xlsx", sheets)
    assert kinds(read_project(tmp_path)) == {"IB-2017-1.xlsx": "mixed"}


@pytest.mark.parametrize(
    "headings",
    [
        [["Name", "Vorname", date(2017, 2, 14), date(2017, 2, 21)]],
        [["Name", "Vorname", "14.02.2017", "Di., 21.2.17"]],
        [["Name", "Vorname", "14. Februar 2017", "Di., 21. Feb. 2017"]],
        [["Name", "Vorname", "2017-02-14", "2017-02-21"]],
        [["", "", "14.02.2017", "21.02.2017"], ["Name", "Vorname", "Asyl", "Arbeit"]],
        [["Name", "Vorname", "Asyl", "Arbeit"], ["", "", "14.02.2017", "21.02.2017"]],
        [["Datum", "", "14.02.2017", "21.02.2017"], ["Name", "Vorname", "", ""]],
        [["Nr.", "Name, Vorname", "14.02.2017", "21.02.2017"]],
        [["Last name", "First name", "14 Feb 2017", "21 February 2017"]],
    ],
)
def test_days_stand_in_the_row_of_headings_or_in_a_row_of_their_own(
    tmp_path: Path, headings: list[list[object]]
) -> None:
    is_one_cell = "Nr." in headings[0]
    row = ["1", "Fricke, Ute", "x", "e"] if is_one_cell else ["Fricke", "Ute", "x", "e"]
    send(tmp_path, "IB-2017-1.xlsx", [*headings, row])
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2017-1 2017-02-14 held", "IB-2017-1 2017-02-21 held"]
    assert lists(understood) == {"Fricke, Ute": "xe"}


def test_topics_stand_in_the_other_row_of_headings(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", [["", "", "14.02.2017", "21.02.2017"], ["Name", "Vorname", "Asyl", "Arbeit"], UTE])
    assert column(read_project(tmp_path).settled.sessions, "topic") == ["Asyl", "Arbeit"]


def test_days_without_a_year_take_the_year_that_the_title_names(tmp_path: Path) -> None:
    send(tmp_path, "liste.xlsx", [["Anwesenheit IB-2017-1"], ["Name", "Vorname", "14.02.", "21.2."], UTE])
    assert sessions(read_project(tmp_path)) == ["IB-2017-1 2017-02-14 held", "IB-2017-1 2017-02-21 held"]


def test_titles_totals_legends_and_signatures_hold_no_people(tmp_path: Path) -> None:
    rows = [
        ["Landkreis Wolfenbüttel"],
        ["Anwesenheit im Kurs IB-2017-1", "", "", "", "Stand: 21.02.2017"],
        [],
        ["Nr.", *HEADINGS, "Summe"],
        ["1", *UTE, 2],
        ["2", *LARS, 1],
        ["3"],
        ["", "Anwesend gesamt", "", 1, 2],
        ["", "", "", 1, 2],
        ["x = anwesend, e = entschuldigt"],
        [],
        ["Wolfenbüttel, den 30.04.2017", "", "", "Unterschrift: ____________"],
        ["Unterschrift Kursleitung", "Seite 1 von 1"],
    ]
    send(tmp_path, "liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert people(understood) == ["Brandes, Lars", "Fricke, Ute"]
    assert skipped(understood) == {
        1: "title",
        2: "title",
        4: "header",
        7: "empty_line",
        8: "totals",
        9: "totals",
        10: "legend",
        12: "footer",
        13: "footer",
    }


def test_a_blank_row_within_the_list_does_not_end_it(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", [HEADINGS, UTE, [], LARS])
    assert people(read_project(tmp_path)) == ["Brandes, Lars", "Fricke, Ute"]


@pytest.mark.parametrize("name", ["Stand, Petra", "Seite, Anna", "Total, Kim", "Anzahl, Ivo"])
def test_a_name_that_looks_like_a_footer_or_a_total_is_still_a_person(tmp_path: Path, name: str) -> None:
    send(tmp_path, "IB-2017-1.xlsx", [["Name, Vorname", *HEADINGS[2:]], [name, "x", "x"]])
    assert people(read_project(tmp_path)) == [name]


def test_a_row_without_a_name_is_set_aside_even_after_a_blank_row(tmp_path: Path) -> None:
    headings = ["Name", "Vorname", "PLZ", "Ort", "E-Mail", "Kurs"]
    rows = [headings, ["Fricke", "Ute", "38300", "", "", "IB-2017-1"], [], ["", "", "38302", "Sickte", "", "IB-2017-1"]]
    send(tmp_path, "Anmeldungen.xlsx", rows)
    assert found(read_project(tmp_path)) == ["name_missing 4"]


def test_numbers_alone_are_no_totals_of_a_list_without_marks(tmp_path: Path) -> None:
    rows = [["Name", "Vorname", "Geburtsjahr", "PLZ"], ["Fricke", "Ute", 1970, "38300"], ["", "", 1975, "38302"]]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", rows)
    assert found(read_project(tmp_path)) == ["name_missing 3"]


def test_name_alone_is_the_whole_name_and_a_comma_puts_the_family_name_first(tmp_path: Path) -> None:
    rows = [["Name", "14.02.2017"], ["Ute Fricke", "x"], ["von der Heyde, Anna-Lena", "x"], ["Dr. Kai van Laak", "x"]]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    assert people(read_project(tmp_path)) == ["Fricke, Ute", "van Laak, Dr. Kai", "von der Heyde, Anna-Lena"]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("a.xlsx", [["Anwesenheit IB-2017-1"], HEADINGS, UTE]),
        ("a.xlsx", [["Kurs IB 2017/1, Beginn 14.02.2017"], HEADINGS, UTE]),
        ("a.xlsx", [["Kurs:", "IB-2017-1"], HEADINGS, UTE]),
        ("ib_2017_1 Anwesenheit.xlsx", [HEADINGS, UTE]),
        ("IB2017-1/Anwesenheit.xlsx", [HEADINGS, UTE]),
    ],
)
def test_the_course_is_named_by_title_file_or_folder(tmp_path: Path, name: str, rows: list[list[object]]) -> None:
    send(tmp_path, name, rows)
    send(tmp_path, "Plan.xlsx", [["Kurs", "Datum", "Thema"], ["IB-2017-1", date(2017, 2, 14), "Asyl"]])
    assert column(read_project(tmp_path).settled.courses, "course_id") == ["IB-2017-1"]


def test_the_course_is_named_by_the_sheet(tmp_path: Path) -> None:
    send(tmp_path, "a.xlsx", {"IB-2017-1": [HEADINGS, UTE], "IB-2017-2": [HEADINGS, LARS]})
    assert lists(read_project(tmp_path)) == {"Fricke, Ute @IB-2017-1": "xx", "Brandes, Lars @IB-2017-2": "ex"}


def test_the_column_with_the_course_goes_before_the_title(tmp_path: Path) -> None:
    rows = [["Kurs IB-2017-1"], ["Name", "Vorname", "E-Mail", "Kurs"], ["Fricke", "Ute", "", "WS-2017-1 (Motivation)"]]
    send(tmp_path, "Anmeldungen.xlsx", rows)
    assert column(read_project(tmp_path).matched.enrolments, "course_id") == ["WS-2017-1"]


@pytest.mark.parametrize(
    "title", ["Stand 2017-03-29", "Mai 2017 - 12 Termine", "Anwesenheit März 2017 18 TN", "ab 2017/3"]
)
def test_days_and_months_are_no_course_codes(tmp_path: Path, title: str) -> None:
    send(tmp_path, "IB-2017-1.xlsx", [[title], HEADINGS, UTE])
    assert column(read_project(tmp_path).settled.courses, "course_id") == ["IB-2017-1"]


def test_a_list_without_a_code_gets_one_from_its_title_and_a_note(tmp_path: Path) -> None:
    send(tmp_path, "Liste.xlsx", [["Folgeworkshop Motivation"], HEADINGS, UTE])
    understood = read_project(tmp_path)
    assert column(understood.settled.courses, "course_id") == ["FOLGEWORKSHOP-MOTIVATION"]
    assert column(understood.settled.courses, "kind") == ["workshop"]
    assert found(understood) == ["course_code_missing Tabelle1", "signups_missing Tabelle1"]


def test_a_list_without_a_code_belongs_to_the_course_planned_on_its_days(tmp_path: Path) -> None:
    plan = [["Kurs", "Datum", "Thema"], ["IB-2017-1", date(2017, 2, 14), "a"], ["IB-2017-1", date(2017, 2, 21), "b"]]
    send(tmp_path, "Plan.xlsx", [*plan, ["IB-2017-2", date(2017, 2, 14), "c"]])
    send(tmp_path, "Frühjahr.xlsx", [HEADINGS, UTE])
    assert lists(read_project(tmp_path)) == {"Fricke, Ute": "xx"}


def test_a_sign_up_list_that_names_nothing_means_the_only_course_there_is(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldungen.xlsx", [["Name", "Vorname", "E-Mail"], ["Fricke", "Ute", "u@f.example"]])
    send(tmp_path, "IB-2017-1.xlsx", [HEADINGS, UTE])
    understood = read_project(tmp_path)
    assert column(understood.matched.enrolments, "course_id") == ["IB-2017-1"]
    assert found(understood) == ["course_code_missing Tabelle1"]


@pytest.mark.parametrize(
    "legend",
    [
        [["o = anwesend, z = entschuldigt"]],
        [["Legende:  o = anwesend   z = entschuldigt"]],
        [["(o = anwesend; z = entschuldigt)"]],
        [["o anwesend / z entschuldigt"]],
        [["o: anwesend; z: entschuldigt"]],
        [["o = anwesend"], ["z = entschuldigt"]],
    ],
)
def test_a_legend_below_the_table_explains_its_marks(tmp_path: Path, legend: list[list[object]]) -> None:
    send(tmp_path, "IB-2017-1.xlsx", [HEADINGS, ["Fricke", "Ute", "o", "z"], [], *legend])
    assert lists(read_project(tmp_path)) == {"Fricke, Ute": "xe"}


def test_a_legend_stands_above_beside_or_on_a_sheet_of_its_own(tmp_path: Path) -> None:
    marks = ["Fricke", "Ute", "o", "z"]
    send(tmp_path, "IB-2017-1.xlsx", [["o = anwesend, z = entschuldigt"], HEADINGS, marks])
    beside = [[*HEADINGS, "", "Zeichen:"], [*marks, "", "o = anwesend"], ["Brandes", "Lars", "z", "o", "", "z = krank"]]
    send(tmp_path, "IB-2017-2.xlsx", beside)
    own = {"Liste": [HEADINGS, marks], "Legende": [["Zeichen", "Bedeutung"], ["o", "anwesend"], ["z", "entschuldigt"]]}
    send(tmp_path, "IB-2017-3.xlsx", own)
    understood = read_project(tmp_path)
    assert {marks for name, marks in lists(understood).items() if name.startswith("Fricke")} == {"xe"}
    assert found(understood, "mark_unknown", "sheet_not_recognised") == []


def test_brackets_tell_marks_of_a_legend_apart(tmp_path: Path) -> None:
    legend = ["x = anwesend, (x) = entschuldigt"]
    send(tmp_path, "IB-2017-1.xlsx", [HEADINGS, ["Fricke", "Ute", "x", "(x)"], legend])
    assert lists(read_project(tmp_path)) == {"Fricke, Ute": "xe"}


def test_a_flat_list_of_one_day_has_its_day_and_topic_above(tmp_path: Path) -> None:
    text = (
        "Kurs:;IB-2017-1\nDatum:;14.02.2017\nThema:;Asyl\n\nName;Vorname;anwesend\nFricke;Ute;ja\nBrandes;Lars;nein\n"
    )
    send(tmp_path, "liste.csv", text)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Brandes, Lars": "u", "Fricke, Ute": "x"}
    assert column(understood.settled.sessions, "topic") == ["Asyl"]


def test_a_day_above_a_flat_list_is_no_column_of_marks(tmp_path: Path) -> None:
    rows = [["Kurs:", "IB-2017-1", "Stand:", "01.03.2017", "Datum:", "14.02.2017"], ["Name", "Vorname", "anwesend"]]
    send(tmp_path, "a.xlsx", [*rows, ["Fricke", "Ute", "x"]])
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2017-1 2017-02-14 held"]
    assert lists(understood) == {"Fricke, Ute": "x"}


def test_a_day_above_a_sign_up_list_makes_it_no_attendance_list(tmp_path: Path) -> None:
    rows = [["Anmeldungen IB-2017-1", "", "", "Stand:", "12.01.2017"], ["Name", "Vorname", "E-Mail", "Größe", "Bus"]]
    send(tmp_path, "a.xlsx", [*rows, ["Fricke", "Ute", "", "M", "ja"]])
    assert kinds(read_project(tmp_path)) == {"a.xlsx": "signup"}


def test_a_long_list_has_a_column_with_days(tmp_path: Path) -> None:
    rows = [["Datum", "Name", "Vorname", "Anwesenheit"]]
    rows += [["14.02.2017", "Fricke", "Ute", "x"], ["14.02.2017", "Brandes", "Lars", "e"]]
    rows += [["21.02.2017", "Fricke", "Ute", "x"], ["21.02.2017", "Brandes", "Lars", "x"]]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Brandes, Lars": "ex", "Fricke, Ute": "xx"}


def test_a_list_to_sign_on_paper_says_nothing_of_who_came(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1 am 14.02.2017.xlsx", [["Name", "Vorname", "Unterschrift"], ["Fricke", "Ute", ""]])
    assert sessions(read_project(tmp_path)) == ["IB-2017-1 2017-02-14 planned"]


@pytest.mark.parametrize("heading", ["Geschlecht (freiwillige Angabe)", "Welches Geschlecht haben Sie?", "Gender"])
def test_the_question_of_a_form_is_known_by_the_word_in_it(tmp_path: Path, heading: str) -> None:
    send(
        tmp_path, "IB-2017-1.xlsx", [["Wie lautet Ihr Nachname?", "Vorname(n)", heading], ["Fricke", "Ute", "weiblich"]]
    )
    assert column(read_project(tmp_path).matched.people, "gender") == ["w"]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("einkauf.xlsx", [["Artikel", "Preis"], ["Kaffee", 7]]),
        ("notiz.xlsx", [["Bitte die Raumschlüssel bis Freitag zurückgeben."], ["Danke!"]]),
        ("vouchers.xlsx", [["Gutscheincode", "Gültig bis", "Verwendet"], ["K7XQ", "2024-04-01", 0]]),
    ],
)
def test_a_file_that_is_plainly_no_list_is_a_note(tmp_path: Path, name: str, rows: Rows) -> None:
    send(tmp_path, name, rows)
    understood = read_project(tmp_path)
    assert (found(understood), understood.has_problems) == ([f"file_without_list {name}"], False)
    assert [(one.rows_read, one.rows_skipped) for one in understood.balances] == [(2, 2)]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("liste.xlsx", [["wer", "wie"], ["m.uhl@post.example", "da"], ["j.abel@post.example", "da"]]),
        ("Anwesenheit.xlsx", [["wer", "wie"], ["1", "da"]]),
        ("liste.xlsx", [["Kurs IB-2017-1"], ["1", "da"]]),
        ("liste.xlsx", [["Nr.", "14.02.2017", "21.02.2017"], ["1", "da", "da"]]),
    ],
)
def test_a_file_that_may_be_a_list_but_has_no_known_headings_is_rejected(tmp_path: Path, name: str, rows: Rows) -> None:
    send(tmp_path, name, rows)
    assert found(read_project(tmp_path)) == [f"file_not_recognised {name}"]


def test_a_sheet_of_people_without_known_headings_is_a_note_and_any_other_is_none(tmp_path: Path) -> None:
    hall = [["Schlüssel", "Wer"], [1, "Ute Fricke"], [2, "Lars Brandes"], [3, "Kim Otte"]]
    sheets = {"Liste": [HEADINGS, UTE], "Kasse": [["Artikel", "Preis"], ["Kaffee", 7]], "Halle": hall}
    send(tmp_path, "IB-2017-1.xlsx", sheets)
    understood = read_project(tmp_path)
    assert found(understood, "sheet_not_recognised") == ["sheet_not_recognised Halle"]
    assert not understood.has_problems


def test_our_own_report_in_a_marked_copy_is_passed_over(tmp_path: Path) -> None:
    report = [["Name", "Vorname", "E-Mail"], ["Gestern", "Gisela", ""]]
    send(tmp_path, "IB-2017-1.xlsx", {"Prüfbericht": report, "Liste": [HEADINGS, UTE]})
    understood = read_project(tmp_path)
    assert people(understood) == ["Fricke, Ute"]
    assert [row.reason for row in understood.recognised.skipped] == ["header", "check_report", "check_report"]


def test_two_tables_on_one_sheet_are_two_courses(tmp_path: Path) -> None:
    rows = [["Kurs IB-2017-1"], HEADINGS, UTE, [], ["Kurs IB-2017-2"], HEADINGS, LARS]
    send(tmp_path, "a.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Fricke, Ute @IB-2017-1": "xx", "Brandes, Lars @IB-2017-2": "ex"}
