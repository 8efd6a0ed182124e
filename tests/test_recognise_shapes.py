"""Where tables stand and which way they run: turned, side by side, parted, continued, below headers of several rows."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from sent_sheets import found, lists, people, read_project, send, sessions, skipped

# Each test runs the whole way: `make test-fast` leaves them out.
pytestmark = pytest.mark.slow

HEADINGS = ["Name", "Vorname", date(2017, 2, 14), date(2017, 2, 21)]
UTE = ["Fricke", "Ute", "x", "e"]
LARS = ["Brandes", "Lars", "e", "x"]
KIM = ["Otte", "Kim", "x", "x"]
HELD = ["IB-2017-1 2017-02-14 held", "IB-2017-1 2017-02-21 held"]
BOTH = {"Brandes, Lars": "ex", "Fricke, Ute": "xe"}


@pytest.mark.parametrize("repeated", [1, 2])
def test_headings_that_a_page_break_repeats_cost_nobody(tmp_path: Path, repeated: int) -> None:
    """All rows of the headings stand again, or the last one alone, with or without the days."""
    days: list[object] = ["14.02.2017", "21.02.2017"]
    people: list[list[object]] = [[name, "x", "e"] for name in ("Ute Fricke", "Lars Brandes", "Eva Uhl", "Ida Lau")]
    for headings in (
        [["", "Di", "Di"], ["Name", *days]],
        [["", *days], ["Name", "Asyl", "Arbeit"]],
        [["Nr.", "", ""], ["Name", *days]],
    ):
        rows = [["Anwesenheit IB-2017-1"], *headings, *people[:2], *headings[-repeated:], *people[2:]]
        send(tmp_path, "Liste.xlsx", rows)
        understood = read_project(tmp_path)
        assert (sessions(understood), len(lists(understood))) == (HELD, 4), headings
        assert set(lists(understood).values()) == {"xe"}


@pytest.mark.parametrize("heading", ["", "Wer", "Mitglied"])
def test_names_below_an_unknown_heading_are_told_by_what_they_are(tmp_path: Path, heading: str) -> None:
    rows = [["Nr.", heading, "14.02.2017", "21.02.2017"], [1, "Fricke, Ute", "x", "e"], [2, "Brandes, Lars", "e", "x"]]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert lists(understood) == BOTH
    assert found(understood, "heading_missing") == []


def test_two_columns_of_names_without_headings_have_the_family_name_first(tmp_path: Path) -> None:
    rows = [["", "", "14.02.2017", "21.02.2017"], UTE, LARS]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert lists(understood) == BOTH
    assert found(understood, "heading_missing") == ["heading_missing A1"]


def test_places_beside_days_are_no_people(tmp_path: Path) -> None:
    rows = [["Ort", "14.02.2017", "21.02.2017"], ["Sickte", "x", "x"], ["Cremlingen", "", "x"], ["Sickte", "x", ""]]
    send(tmp_path, "Räume.xlsx", rows)
    assert found(read_project(tmp_path)) == ["file_not_recognised Räume.xlsx"]


@pytest.mark.parametrize("spacer", [[], [""]])
def test_tables_side_by_side_are_two_courses(tmp_path: Path, spacer: list[str]) -> None:
    rows = [
        ["Kurs IB-2017-1", "", "", "", *spacer, "Kurs IB-2017-2"],
        [*HEADINGS, *spacer, "Name", "Vorname", date(2017, 3, 7), date(2017, 3, 14)],
        [*UTE, *spacer, *LARS],
        ["", "", "", "", *spacer, *KIM],
    ]
    send(tmp_path, "a.xlsx", rows)
    understood = read_project(tmp_path)
    assert lists(understood) == {
        "Brandes, Lars @IB-2017-2": "ex",
        "Fricke, Ute @IB-2017-1": "xe",
        "Otte, Kim @IB-2017-2": "xx",
    }
    assert (understood.balances[0].rows_stored, understood.balances[0].rows_skipped) == (2, 2)


def test_reasons_and_days_beside_the_table_are_no_sessions(tmp_path: Path) -> None:
    rows = [
        ["Name", "Vorname", "14.02.2017", "21.02.2017", "", "Datum", "Grund"],
        [*UTE, "", "21.02.2017", "krank gemeldet"],
        [*LARS, "", "14.02.2017", "Bus"],
        ["", "", "", "", "", "28.02.2017", "Ferien"],
    ]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == HELD
    assert lists(understood) == BOTH
    assert found(understood, "name_missing") == []


def test_a_line_between_people_names_the_course_of_those_below(tmp_path: Path) -> None:
    rows = [HEADINGS, ["Kurs IB-2017-1"], UTE, ["Kurs IB-2017-2"], LARS, ["Gäste"], KIM]
    send(tmp_path, "a.xlsx", rows)
    understood = read_project(tmp_path)
    assert lists(understood) == {
        "Brandes, Lars @IB-2017-2": "ex",
        "Fricke, Ute @IB-2017-1": "xe",
        "Otte, Kim @IB-2017-2": "xx",
    }
    assert skipped(understood) == {1: "header", 2: "section", 4: "section", 6: "section"}


def test_guests_below_the_total_are_people(tmp_path: Path) -> None:
    rows = [HEADINGS, UTE, ["Summe", "", 1, 0], [], ["Gäste"], LARS]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    assert lists(read_project(tmp_path)) == BOTH


def test_headings_repeated_on_the_next_page_go_on_with_the_table(tmp_path: Path) -> None:
    rows = [
        ["Anwesenheit IB-2017-1"],
        HEADINGS,
        UTE,
        ["Übertrag", "", 1, 0],
        [],
        ["Anwesenheit IB-2017-1, Seite 2"],
        HEADINGS,
        LARS,
    ]
    send(tmp_path, "a.xlsx", rows)
    understood = read_project(tmp_path)
    assert len(understood.recognised.tables) == 1
    assert lists(understood) == BOTH
    assert skipped(understood) == {1: "title", 2: "header", 4: "totals", 6: "title", 7: "header"}


def test_headings_with_other_days_are_more_sessions_of_the_same_people(tmp_path: Path) -> None:
    more = ["Name", "Vorname", date(2017, 2, 28), date(2017, 3, 7)]
    send(tmp_path, "IB-2017-1.xlsx", [HEADINGS, UTE, LARS, [], more, UTE, LARS])
    assert lists(read_project(tmp_path)) == {"Brandes, Lars": "exex", "Fricke, Ute": "xexe"}


def test_a_list_goes_on_without_a_header_on_the_next_sheet(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", {"Liste": [HEADINGS, UTE], "Liste (Forts.)": [LARS]})
    understood = read_project(tmp_path)
    assert lists(understood) == BOTH
    assert sessions(understood) == HELD
    assert found(understood, "sheet_not_recognised") == []


def test_a_header_on_the_next_sheet_brings_further_sessions(tmp_path: Path) -> None:
    more = [["Name", "Vorname", date(2017, 2, 28)], ["Fricke", "Ute", "x"], ["Brandes", "Lars", "x"]]
    send(tmp_path, "IB-2017-1.xlsx", {"Teil 1": [HEADINGS, UTE, LARS], "Teil 2": more})
    assert lists(read_project(tmp_path)) == {"Brandes, Lars": "exx", "Fricke, Ute": "xex"}


HEADERS: dict[str, Sequence[Sequence[object]]] = {
    "a merged month over days": [["", "", "Februar 2017"], ["Name", "Vorname", "14.", "21."]],
    "a month over numbers": [["", "", "Februar 2017"], ["Name", "Vorname", 14, 21]],
    "a month over days over weekdays": [
        ["", "", "Februar 2017", ""],
        ["", "", 14, 21],
        ["Name", "Vorname", "Di", "Di"],
    ],
    "a month over days over weekdays, beside totals": [
        ["", "", "Februar 2017", "", "Abende", "", "Zeichen"],
        ["", "", "14.", "21."],
        ["Name", "Vorname", "Di", "Di"],
    ],
    "a year over days": [["", "", 2017, ""], ["Name", "Vorname", "14.02.", "21.02."]],
    "year over month over day": [["", "", 2017], ["", "", "Februar"], ["Name", "Vorname", "14.", "21."]],
    "a group over names": [["Teilnehmende", "", "14.02.2017", "21.02.2017"], ["Name", "Vorname"]],
    "names above days": [["Name", "Vorname"], ["", "", "14.02.2017", "21.02.2017"]],
    "a day in a longer heading": [["Name", "Vorname", "1. Termin\n14.02.2017", "2. Termin\n21.02.2017"]],
    "days as serial numbers": [["Name", "Vorname", 42780, 42787]],
    "topics below the days": [["Name", "Vorname", "14.02.2017", "21.02.2017"], ["", "", "Asylrecht", "Arbeit"]],
    "an index and stars": [["", "*Name", "*Vorname", "14.02.2017", "21.02.2017"]],
}


@pytest.mark.parametrize("name", HEADERS)
def test_a_header_may_have_several_rows(tmp_path: Path, name: str) -> None:
    header = HEADERS[name]
    left = [[0], [1]] if "index" in name else [[], []]
    send(tmp_path, "IB-2017-1.xlsx", [*header, [*left[0], *UTE], [*left[1], *LARS]])
    understood = read_project(tmp_path)
    assert sessions(understood) == HELD
    assert lists(understood) == BOTH
    assert found(understood) == ["signups_missing Tabelle1"] or len(header) > 1


def test_a_weekday_and_a_day_take_the_year_of_the_title(tmp_path: Path) -> None:
    header = [["Kurs IB-2017-1"], ["Name", "Vorname", "Di, 14.02.", "Di 21.2."]]
    send(tmp_path, "a.xlsx", [*header, UTE, LARS])
    assert sessions(read_project(tmp_path)) == HELD


def test_fields_stand_below_the_group_they_belong_to(tmp_path: Path) -> None:
    rows = [
        ["Person", "", "Kontakt", "", "Anschrift"],
        ["Name", "Vorname", "Telefon", "E-Mail", "PLZ"],
        ["Fricke", "Ute", "05331 1234", "u@f.example", "38300"],
    ]
    send(tmp_path, "IB-2017-1 Anmeldungen.xlsx", rows)
    (ute,) = read_project(tmp_path).matched.people
    assert (ute.family_name, ute.given_name, ute.email, ute.postcode) == ("Fricke", "Ute", "u@f.example", "38300")


def test_a_remark_below_each_day_is_no_mark(tmp_path: Path) -> None:
    rows = [
        ["Name", "Vorname", "14.02.2017", "", "21.02.2017", ""],
        ["", "", "x", "Bemerkung", "x", "Bemerkung"],
        ["Fricke", "Ute", "x", "", "e", "Bus verpasst"],
        ["Brandes", "Lars", "e", "kommt wieder", "x", ""],
    ]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert lists(understood) == BOTH
    assert sessions(understood) == HELD


def test_coming_and_going_stand_below_each_day(tmp_path: Path) -> None:
    rows = [
        ["Name", "Vorname", "14.02.2017", "", "21.02.2017", ""],
        ["", "", "Kommt", "Geht", "Kommt", "Geht"],
        ["Fricke", "Ute", "17:30", "19:00", "17:30", "19:00"],
        ["Brandes", "Lars", "", "", "17:30", "19:00"],
    ]
    send(tmp_path, "IB-2017-1 17:30-19:00.xlsx".replace(":", "."), rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == HELD
    assert lists(understood) == {"Brandes, Lars": "-x", "Fricke, Ute": "xx"}


def test_a_table_may_begin_anywhere_and_have_empty_columns_and_rows(tmp_path: Path) -> None:
    rows: list[list[object]] = [[], [], ["", "", "Name", "Vorname", "", "14.02.2017", "", "21.02.2017"]]
    rows += [["", "", "Fricke", "Ute", "", "x", "", "e"], [], ["", "", "Brandes", "Lars", "", "e", "", "x"]]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert (sessions(understood), lists(understood)) == (HELD, BOTH)


def test_totals_stand_above_beside_and_below_the_people(tmp_path: Path) -> None:
    rows = [
        ["", "", "anwesend", 1, 1],
        ["Name", "Vorname", "Summe", "14.02.2017", "21.02.2017"],
        ["Fricke", "Ute", 1, "x", "e"],
        ["Brandes", "Lars", 1, "e", "x"],
        ["", "", 2, 1, 1],
        *[[]] * 5,
        ["", "", "", "50 %", "50 %"],
    ]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert (sessions(understood), lists(understood)) == (HELD, BOTH)
    assert [row for row, role in skipped(understood).items() if role == "totals"] == [5, 11]


@pytest.mark.parametrize("headings", [["UE 1", "UE 2"], ["C1", "C2"], ["1. Termin", "2. Termin"], ["1", "2"]])
def test_numbered_sessions_take_their_days_from_the_plan(tmp_path: Path, headings: list[str]) -> None:
    plan = [["Nr.", "Datum", "Thema"], [1, "14.02.2017", "Asyl"], [2, "21.02.2017", "Arbeit"]]
    send(tmp_path, "Plan IB-2017-1.xlsx", plan)
    send(tmp_path, "IB-2017-1.xlsx", [["Name", "Vorname", *headings], UTE, LARS])
    understood = read_project(tmp_path)
    assert (sessions(understood), lists(understood)) == (HELD, BOTH)
    assert found(understood) == ["signups_missing Tabelle1"]


def test_numbered_sessions_without_a_plan_are_asked_for(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", [["Name", "Vorname", "UE 1", "KW 13"], UTE, LARS])
    understood = read_project(tmp_path)
    assert lists(understood) == BOTH
    assert len(understood.questions) == 2


def test_weekdays_are_sessions_where_marks_say_who_was_missing(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", [["Name", "Vorname", "Montag", "Mittwoch"], UTE, LARS])
    assert lists(read_project(tmp_path)) == BOTH


@pytest.mark.parametrize("headings", [["Word", "Moderation", "Führerschein"], ["Montag", "Mittwoch", "Freitag"]])
def test_ticks_for_skills_and_for_days_of_the_week_are_no_attendance(tmp_path: Path, headings: list[str]) -> None:
    other = [["Name", "Vorname", *headings], ["Fricke", "Ute", "x", "", "x"], ["Brandes", "Lars", "", "x", "x"]]
    send(tmp_path, "IB-2017-1.xlsx", {"Liste": [HEADINGS, UTE, LARS], "Wer kann was": other})
    understood = read_project(tmp_path)
    assert lists(understood) == BOTH
    assert len(understood.matched.enrolments) == 2
    assert found(understood, "sheet_not_recognised") == ["sheet_not_recognised Wer kann was"]


def test_a_printed_form_with_numbered_lines_holds_nobody(tmp_path: Path) -> None:
    rows = [["Nr.", *HEADINGS], *([number] for number in range(1, 21))]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert people(understood) == []
    assert found(understood) == []


def test_a_hidden_sheet_is_read_and_said(tmp_path: Path) -> None:
    import openpyxl

    path = send(tmp_path, "IB-2017-1.xlsx", {"Deckblatt": [["Kurs IB-2017-1"]], "Liste": [HEADINGS, UTE, LARS]})
    book = openpyxl.load_workbook(path)
    book["Liste"].sheet_state = "hidden"
    book.save(path)
    understood = read_project(tmp_path)
    assert lists(understood) == BOTH
    assert found(understood, "sheet_hidden") == ["sheet_hidden Liste"]


@pytest.mark.parametrize(
    ("label", "course"),
    [
        (["Kurs IB17-1"], "IB17-1"),
        (["Kursnummer: VHS 171-40210"], "VHS 171-40210"),
        (["Kurs-Nr.:", "171-40210"], "171-40210"),
        (["Kurs 3/2017, Anwesenheit"], "3/2017"),
        (["Lehrgang 17-1-IB"], "17-1-IB"),
        (["Kurs:", "Kurs 2 Frühjahr 2017"], "2 FRÜHJAHR 2017"),
    ],
)
def test_a_code_of_any_form_counts_where_a_word_says_that_it_is_a_course(
    tmp_path: Path, label: list[str], course: str
) -> None:
    send(tmp_path, "Liste.xlsx", [label, HEADINGS, UTE])
    assert [one.course_id for one in read_project(tmp_path).settled.courses] == [course]


def test_a_title_above_an_unknown_heading_makes_no_person_of_it(tmp_path: Path) -> None:
    rows = [["Treff im Café"], ["Rufzeichen", *HEADINGS[2:]], ["Ute Fricke", "x", "e"], ["Lars Brandes", "e", "x"]]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == HELD
    assert lists(understood) == BOTH
