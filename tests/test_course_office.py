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
    send(tmp_path, "Liste.xlsx", [["Name", *DAYS], ["A. Ehlers", *"xex"], ["B. Gast", *"xxx"], ["C. Kurs"]])
    assert people(read_project(tmp_path)) == ["Ehlers, A.", "Gast, B."]


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
