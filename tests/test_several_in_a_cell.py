"""Lists in which one cell names several people, or several days: each of them counts, at the cell that names it."""

from datetime import date
from pathlib import Path

import pytest
from sent_sheets import Rows, found, lists, people, read_project, send, sessions

from pipeline.recognise.several import Part, days_in, people_in
from pipeline.vocabulary import load

pytestmark = pytest.mark.slow

MARCH = [date(2019, 3, 4), date(2019, 3, 11)]
SIGNED_UP: Rows = [
    ["Kurs", "Name", "Vorname"],
    *(["IB-2019-4", *names] for names in (["Ehlers", "Ines"], ["Tamm", "Uwe"])),
]


def test_the_minutes_of_a_circle_name_who_was_there_and_who_was_not(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldung.xlsx", SIGNED_UP)
    rows: Rows = [
        ["Protokoll IB-2019-4"],
        ["Datum", "Thema", "Anwesend", "Entschuldigt", "Gefehlt"],
        [MARCH[0], "Asyl", "Ines Ehlers, Uwe Tamm", "", ""],
        [MARCH[1], "Arbeit", "Uwe Tamm", "Ines Ehlers", "–"],
    ]
    send(tmp_path, "Protokoll.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2019-4 2019-03-04 held", "IB-2019-4 2019-03-11 held"]
    assert lists(understood) == {"Ehlers, Ines": "xe", "Tamm, Uwe": "xx"}
    assert found(understood) == []


@pytest.mark.parametrize(
    "cell", ["Ehlers, Ines; Tamm, Uwe", "1. Ehlers, Ines\n2. Tamm, Uwe", "Ines Ehlers und Uwe Tamm"]
)
def test_people_stand_in_a_cell_in_many_ways(tmp_path: Path, cell: str) -> None:
    send(tmp_path, "IB-2019-4.xlsx", [["Datum", "Thema", "Teilnehmende"], [MARCH[0], "Asyl", cell]])
    assert lists(read_project(tmp_path)) == {"Ehlers, Ines": "x", "Tamm, Uwe": "x"}


def test_names_may_run_on_to_the_right_of_a_topic(tmp_path: Path) -> None:
    rows: Rows = [
        ["Datum", "Thema", "Wer war da?"],
        [MARCH[0], "Asyl", "Ines Ehlers", "Uwe Tamm"],
        [MARCH[1], "Arbeit", "Uwe Tamm"],
    ]
    send(tmp_path, "IB-2019-4.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Ehlers, Ines": "x?", "Tamm, Uwe": "xx"}


def test_who_is_named_with_a_question_mark_is_a_finding_at_the_cell(tmp_path: Path) -> None:
    rows: Rows = [
        ["Datum", "Thema", "Anwesend"],
        [MARCH[0], "Asyl", "Ines Ehlers, Uwe Tamm (?), 2 Gäste"],
    ]
    send(tmp_path, "IB-2019-4.xlsx", [*rows, [MARCH[1], "Arbeit", "Ines Ehlers, Uwe Tamm, Ida Lau"]])
    understood = read_project(tmp_path)
    assert found(understood, "mark_unknown", "name_missing") == ["name_missing C2", "mark_unknown C2"]
    assert people(understood) == ["Ehlers, Ines", "Lau, Ida", "Tamm, Uwe"]


def test_somebody_may_name_all_the_days_on_which_they_came(tmp_path: Path) -> None:
    rows: Rows = [
        ["Kurs IB-2019-4, Frühjahr 2019"],
        ["Name", "Vorname", "Anwesend am", "Entschuldigt am"],
        ["Ehlers", "Ines", "4. und 11.3.", ""],
        ["Tamm", "Uwe", "11.03.", "04.03."],
        ["Lau", "Ida", "", ""],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2019-4 2019-03-04 held", "IB-2019-4 2019-03-11 held"]
    assert lists(understood) == {"Ehlers, Ines": "xx", "Tamm, Uwe": "ex", "Lau, Ida": "??"}


def test_a_couple_on_a_long_list_stays_a_row_of_its_own(tmp_path: Path) -> None:
    rows: Rows = [
        ["Datum", "Teilnehmer", "Anwesend"],
        [MARCH[0], "Ines Ehlers und Uwe Tamm", "x"],
        [MARCH[0], "Ida Lau", "x"],
    ]
    send(tmp_path, "IB-2019-4.xlsx", rows)
    assert found(read_project(tmp_path), "name_several") == ["name_several 2"]


def test_one_name_with_a_comma_is_not_two_where_lines_part_people() -> None:
    cells = {(0, 0): "Ehlers, Ines\nTamm, Uwe", (1, 0): "von der Heyde, Anna Lena"}
    assert people_in(cells, load())[1, 0] == [Part("von der Heyde, Anna Lena", "")]


def test_a_remark_among_names_is_nobody(tmp_path: Path) -> None:
    rows: Rows = [["Datum", "Anwesend"], [MARCH[0], "Ines Ehlers, Uwe Tamm"], [MARCH[1], "Ines Ehlers, siehe Liste"]]
    send(tmp_path, "IB-2019-4.xlsx", rows)
    understood = read_project(tmp_path)
    assert people(understood) == ["Ehlers, Ines", "Tamm, Uwe"]
    assert found(understood, "name_missing") == ["name_missing B3"]


def test_a_cell_with_anything_else_but_days_names_none() -> None:
    assert days_in("04.03., siehe Liste") == []


NAMED = [["Wer war da? IB-2019-4"], [], MARCH, ["Ines Ehlers", "Uwe Tamm"], ["Uwe Tamm", None]]


@pytest.mark.parametrize("rows", [NAMED, [NAMED[0], [MARCH[0], "Ines Ehlers", "Uwe Tamm"], [MARCH[1], "Uwe Tamm"]]])
def test_names_may_stand_below_a_day_or_beside_it(tmp_path: Path, rows: Rows) -> None:
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2019-4 2019-03-04 held", "IB-2019-4 2019-03-11 held"]
    assert lists(understood) == {"Ehlers, Ines": "x?", "Tamm, Uwe": "xx"}


def test_a_rota_with_names_below_days_is_no_attendance(tmp_path: Path) -> None:
    send(tmp_path, "Liste.xlsx", [["Theke IB-2019-4"], *NAMED[1:]])
    assert found(read_project(tmp_path)) == ["file_not_recognised Liste.xlsx"]
