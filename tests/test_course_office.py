"""Sheets of course offices and associations: periods, sections, subtotals, captions and legends where they put them."""

from datetime import date
from pathlib import Path

import pytest
from sent_sheets import Rows, found, lists, people, read_project, send, sessions

pytestmark = pytest.mark.slow

DAYS = [date(2021, 9, 3), date(2021, 9, 10), date(2021, 9, 17)]
SHORT = ["03.09.", "10.09.", "17.09."]


@pytest.mark.parametrize("period", ["03.09.2021 - 20.09.2021", "03.09.2021 – 22.09.2021", "03.09.2021 / 22.09.2021"])
def test_the_last_day_of_a_period_is_no_year(tmp_path: Path, period: str) -> None:
    rows: Rows = [["Kurs", "IB-2021-4"], ["Zeitraum", period], [], ["Name", "Vorname", *SHORT], ["Tamm", "Uwe", *"xxe"]]
    send(tmp_path, "Liste.xlsx", rows)
    assert sessions(read_project(tmp_path)) == [f"IB-2021-4 {day} held" for day in DAYS]


def test_a_legend_beside_the_table_may_begin_beside_its_headings(tmp_path: Path) -> None:
    rows: Rows = [
        ["Kurs IB-2021-4"],
        ["Name", "Vorname", *DAYS, "Bemerkung", "", "/ = da"],
        ["Ehlers", "Ines", "/", "E", "o", "", "", "E = entschuldigt"],
        ["Tamm", "Uwe", "/", "/", "/", "a = b", "", "o = fehlt"],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Ehlers, Ines": "xeu", "Tamm, Uwe": "xxx"}


@pytest.mark.parametrize("number", ["", "Nr."])
def test_captions_of_groups_right_above_the_headings_part_no_title_from_its_table(tmp_path: Path, number: str) -> None:
    rows: Rows = [
        ["Wochenendkurs IB-2021-4"],
        [],
        ["Angaben zur Person", "", "", "", "Kasse", "", "Anwesenheit (x = da, o = nicht da, k = krank)"],
        [number, "Nachname", "Vorname", "", "bezahlt", "", *DAYS],
        [number and 1, "Ehlers", "Ines", "", "ja", "", "x", "k", "o"],
        [number and 2, "Tamm", "Uwe", "", "nein", "", "x", "x", "x"],
    ]
    send(tmp_path, "Wochenendkurs.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == [f"IB-2021-4 {day} held" for day in DAYS]
    assert lists(understood) == {"Ehlers, Ines": "xeu", "Tamm, Uwe": "xxx"}


def test_enumerated_lines_part_those_who_wait_from_those_who_come(tmp_path: Path) -> None:
    rows: Rows = [
        ["Kursliste IB-2021-4"],
        ["Nr.", "Name", "Vorname", "E-Mail"],
        ["A) Feste Zusagen"],
        [1, "Ehlers", "Ines", "ines@post.example"],
        ["B) Warteliste"],
        [2, "Tamm", "Uwe", "uwe@post.example"],
        ["3. Absagen"],
        [3, "Rust", "Pia", "pia@post.example"],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    enrolments = read_project(tmp_path).matched.enrolments
    assert sorted(str(one.declared_stage) for one in enrolments) == ["admitted", "cancelled", "waitlisted"]


def test_a_person_with_an_initial_is_no_line_between_others(tmp_path: Path) -> None:
    send(
        tmp_path,
        "Liste.xlsx",
        [["Name", *DAYS], ["A. Ehlers", *"xex"], ["M. Gast"], ["3. Stadt, Ina"], ["C. Warteliste"]],
    )
    assert people(read_project(tmp_path)) == ["Ehlers, A.", "Gast, M.", "Stadt, Ina"]


SECTIONS: Rows = [
    ["Kurs IB-2021-4"],
    ["Name", "Vorname", *DAYS],
    ["Gruppe Nord"],
    ["Ehlers", "Ines", *"xxx"],
    ["Tamm", "Uwe", *"xex"],
    ["Zwischensumme", "", 2, 1, 2],
    ["Gruppe Süd"],
    ["Rust", "Pia", *"xxe"],
    ["Voss", "Jan", *"xxx"],
    ["Ihme", "Ada", *"exx"],
    ["Zwischensumme", "", 2, 3, 2],
    ["Gesamt", "", 4, 4, 4],
]


def test_subtotals_count_the_people_of_their_section(tmp_path: Path) -> None:
    send(tmp_path, "Liste.xlsx", SECTIONS)
    assert found(read_project(tmp_path), "total_differs") == []


@pytest.mark.parametrize(("row", "cell"), [(5, "D6"), (10, "D11"), (11, "D12")])
def test_a_wrong_subtotal_is_named(tmp_path: Path, row: int, cell: str) -> None:
    rows = [list(cells) for cells in SECTIONS]
    rows[row][3] += 3
    send(tmp_path, "Liste.xlsx", rows)
    assert found(read_project(tmp_path), "total_differs") == [f"total_differs {cell}"]


def test_subtotals_may_go_on_from_section_to_section(tmp_path: Path) -> None:
    rows = [*SECTIONS[:10], ["Zwischensumme", "", 4, 4, 4]]
    send(tmp_path, "Liste.xlsx", rows)
    assert found(read_project(tmp_path), "total_differs") == []


@pytest.mark.parametrize(("contact", "codes"), [(True, []), (False, ["signups_missing Tabelle1"])])
def test_an_attendance_list_that_says_how_to_reach_people_is_their_signup(
    tmp_path: Path, contact: bool, codes: list[str]
) -> None:
    heads, cells = (["Ort", "E-Mail"], ["Sickte", "ines@post.example"]) if contact else (["Ort"], ["Sickte"])
    send(tmp_path, "IB-2021-4.xlsx", [["Name", "Vorname", *heads, *DAYS], ["Ehlers", "Ines", *cells, *"xxx"]])
    assert found(read_project(tmp_path), "signups_missing") == codes


@pytest.mark.parametrize("heading", ["Anmeldung", "angemeldet", "Registrierung"])
def test_days_below_a_word_for_signing_up_are_the_days_of_the_signups(tmp_path: Path, heading: str) -> None:
    rows: Rows = [["Kurs IB-2021-4"], ["Name", "Vorname", "E-Mail", heading]]
    rows = [
        *rows,
        ["Ehlers", "Ines", "i@post.example", date(2021, 7, 1)],
        ["Tamm", "Uwe", "u@post.example", "2.7.2021"],
    ]
    rows = [*rows, ["Rust", "Pia", "p@post.example", "03.07.2021"], ["Voss", "Jan", "j@post.example", "31.06.2021"]]
    send(tmp_path, "Anmeldungen.xlsx", rows)
    understood = read_project(tmp_path)
    assert found(understood) == ["date_impossible D6"]
    assert {str(one.signed_up_on) for one in understood.matched.enrolments} == {
        *("2021-07-01", "2021-07-02", "2021-07-03", "None")
    }


def test_answers_below_a_word_for_signing_up_are_no_days(tmp_path: Path) -> None:
    rows: Rows = [["Kurs IB-2021-4"], ["Name", "Vorname", "E-Mail", "angemeldet"]]
    rows = [*rows, ["Ehlers", "Ines", "i@post.example", "ja"], ["Tamm", "Uwe", "u@post.example", "2.7.2021"]]
    send(tmp_path, "Anmeldungen.xlsx", [*rows, ["Rust", "Pia", "p@post.example", "ja"]])
    assert found(read_project(tmp_path)) == []


def test_the_day_for_which_people_signed_up_is_not_the_day_on_which_they_did(tmp_path: Path) -> None:
    rows: Rows = [["Kurs IB-2021-4"], ["Name", "Vorname", "E-Mail", "angemeldet zum"]]
    rows = [*rows, ["Ehlers", "Ines", "i@post.example", "01.09.2021"], ["Tamm", "Uwe", "u@post.example", "08.09.2021"]]
    send(tmp_path, "Anmeldungen.xlsx", rows)
    assert {one.signed_up_on for one in read_project(tmp_path).matched.enrolments} == {None}


def test_a_row_of_counts_may_be_called_by_a_few_words_without_a_given_name(tmp_path: Path) -> None:
    rows: Rows = [
        ["Kurs IB-2021-4"],
        ["Nachname", "Vorname", *DAYS],
        ["Ehlers", "Ines", *"xxx"],
        ["Tamm", "Uwe", *"xex"],
    ]
    send(tmp_path, "Liste.xlsx", [*rows, ["im Saal gesehen", "", 2, 1, 2]])
    assert people(read_project(tmp_path)) == ["Ehlers, Ines", "Tamm, Uwe"]


def test_a_person_without_a_given_name_is_no_row_of_counts(tmp_path: Path) -> None:
    legend = ["1 = anwesend, 0 = nicht da, e = entschuldigt"]
    rows: Rows = [legend, ["Nachname", "Vorname", *DAYS], ["Ehlers", "Ines", *"1e1"], ["von der Heyde", "", *"101"]]
    send(tmp_path, "IB-2021-4.xlsx", rows)
    assert people(read_project(tmp_path)) == ["Ehlers, Ines", "von der Heyde"]


def test_each_cell_of_the_last_line_may_explain_a_sign(tmp_path: Path) -> None:
    rows: Rows = [["Kurs IB-2021-4"], ["Name", *DAYS], ["Ehlers, Ines", *"+eo"], ["Tamm, Uwe", *"+++"], []]
    send(tmp_path, "Liste.xlsx", [*rows, ["+ war da", "", "e entschuldigt", "o nicht da"]])
    assert lists(read_project(tmp_path)) == {"Ehlers, Ines": "xeu", "Tamm, Uwe": "xxx"}


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Name (Familienname Vorname)", "Jörn Annette"),
        ("Name (Nachname Vorname)", "Jörn Annette"),
        ("Name (Vorname Nachname)", "Annette Jörn"),
        ("Name Vorname", "Jörn Annette"),
    ],
)
def test_the_heading_of_whole_names_says_which_part_stands_first(tmp_path: Path, heading: str, name: str) -> None:
    send(tmp_path, "IB-2021-4.xlsx", [[heading, "E-Mail", "Ort"], [name, "a@post.example", "Sickte"]])
    assert people(read_project(tmp_path)) == ["Jörn, Annette"]


PAGE = """<html><body>{above}<table>
<tr><th>Name</th><th>Vorname</th><th>03.09.2021</th><th>10.09.2021</th></tr>
<tr><td>Ehlers</td><td>Ines</td><td>A</td><td>U</td></tr>
<tr><td>Tamm</td><td>Uwe</td><td>N</td><td>A</td></tr>
</table>{below}</body></html>"""


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<h2>Anwesenheit Kurs IB-2021-4</h2><p>A = anwesend, U = Urlaub, N = nicht da</p>", ""),
        ("<h2>Anwesenheit</h2><p>Kurs: IB-2021-4</p>", "<p>A = anwesend, U = Urlaub, N = nicht da</p><p>Seite 1</p>"),
    ],
)
def test_a_page_says_course_and_legend_outside_its_table(tmp_path: Path, above: str, below: str) -> None:
    send(tmp_path, "anwesenheit.htm", PAGE.format(above=above, below=below))
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2021-4 2021-09-03 held", "IB-2021-4 2021-09-10 held"]
    assert lists(understood) == {"Ehlers, Ines": "xe", "Tamm, Uwe": "ux"}
    assert found(understood) == ["signups_missing anwesenheit.htm"]


def test_each_table_of_a_page_has_the_course_that_stands_above_it(tmp_path: Path) -> None:
    page = PAGE.format(above="<h3>Kurs IB-2021-4</h3>", below="")
    other = PAGE.format(above="<h3>Kurs IB-2021-5</h3>", below="").replace("Ehlers", "Rust").replace("Tamm", "Voss")
    send(tmp_path, "anwesenheit.htm", page.replace("</body></html>", other))
    assert {one.course_id for one in read_project(tmp_path).settled.sessions} == {"IB-2021-4", "IB-2021-5"}


@pytest.mark.parametrize("days", [DAYS, SHORT])
@pytest.mark.parametrize("later", [DAYS, [date(2021, 10, 1), date(2021, 10, 8), date(2021, 10, 15)]])
@pytest.mark.parametrize("heads", [["Name", "Vorname"], ["Name, Vorname"]])
def test_a_table_may_begin_right_below_the_last_person_of_another(
    tmp_path: Path, heads: list[str], days: list[object], later: list[object]
) -> None:
    def line(name: str, marks: str) -> list[object]:
        return [*(name.split(", ") if len(heads) > 1 else [name]), *marks]

    rows: Rows = [
        ["Kurs IB-2021-4"],
        [*heads, *days],
        line("Ehlers, Ines", "xex"),
        line("Tamm, Uwe", "xxx"),
        [*heads, *later],
        line("Rust, Pia", "xxe"),
    ]
    send(tmp_path, "Liste.xlsx", rows)
    assert people(read_project(tmp_path)) == ["Ehlers, Ines", "Rust, Pia", "Tamm, Uwe"]
