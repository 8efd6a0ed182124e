"""A matrix of several courses: each mark belongs to the course that its row names, or that stands above its day."""

import pytest
from sent_sheets import Rows, found, lists, read_project, send, sessions

pytestmark = pytest.mark.slow

MATRIX = [
    ["Kurs", "Name", "Vorname", "14.02.2017", "21.02.2017"],
    ["IB-2017-1", "Albers", "Anna", "x", "e"],
    ["IB-2017-2", "Brandt", "Bernd", "x", "x"],
    ["IB 2017/1", "Cordes", "Clara", "x", "x"],
]


def test_a_list_of_two_courses_has_the_sessions_of_both(tmp_path):
    send(tmp_path, "liste.xlsx", MATRIX)
    understood = read_project(tmp_path)
    assert sessions(understood) == [
        "IB-2017-1 2017-02-14 held",
        "IB-2017-1 2017-02-21 held",
        "IB-2017-2 2017-02-14 held",
        "IB-2017-2 2017-02-21 held",
    ]
    assert lists(understood) == {
        "Albers, Anna @IB-2017-1": "xe",
        "Brandt, Bernd @IB-2017-2": "xx",
        "Cordes, Clara @IB-2017-1": "xx",
    }
    assert [one.kind.code for one in understood.issues] == ["signups_missing"] * 2, "one for each course"


def test_the_column_goes_before_the_title(tmp_path):
    send(tmp_path, "liste.xlsx", [["Anwesenheit IB-2017-9"], *MATRIX[:2]])
    assert {line.split()[0] for line in sessions(read_project(tmp_path))} == {"IB-2017-1"}


def test_every_row_and_mark_is_counted_once(tmp_path):
    send(tmp_path, "liste.xlsx", [["Anwesenheit"], *MATRIX, ["Summe", "", "", 3, 2]])
    (balance,) = read_project(tmp_path).balances
    assert (balance.rows_read, balance.rows_stored, balance.rows_skipped) == (6, 3, 3)
    assert (balance.marks.read, balance.marks.stored) == (6, 6)


def above_days(dash: str = "", key: str = "x = da, e = entschuldigt, u = unentschuldigt") -> Rows:
    return [
        ["Anwesenheit 2024"],
        [key],
        ["", "Basiskurs IB-2024-4", "", "", "", "Workshop WS-2024-4", ""],
        ["Name", "06.02.2024", "13.02.2024", "Summe", "", "16.04.2024", "23.04.2024", "Summe"],
        ["Tamm, Uwe", "x", "e", 1, "", "x", "u", 0],
        ["Voss, Ina", "x", "x", 2, "", "x", "x", 2],
        ["Rust, Pia", "x", "x", 2, "", dash, dash],
        ["Berg, Jan", dash, dash, "", "", "x", "x", 2],
    ]


OF_BOTH = {
    "Berg, Jan @WS-2024-4": "xx",
    "Rust, Pia @IB-2024-4": "xx",
    "Tamm, Uwe @IB-2024-4": "xe",
    "Tamm, Uwe @WS-2024-4": "xu",
    "Voss, Ina @IB-2024-4": "xx",
    "Voss, Ina @WS-2024-4": "xx",
}


@pytest.mark.parametrize(("dash", "explained"), [("", ""), ("–", ", – = nicht angemeldet")])
def test_courses_above_the_days_have_each_their_own_sessions_people_and_totals(tmp_path, dash, explained):
    send(tmp_path, "Übersicht.xlsx", above_days(dash, f"x = da, e = entschuldigt, u = unentschuldigt{explained}"))
    understood = read_project(tmp_path)
    assert lists(understood) == OF_BOTH
    assert sessions(understood) == [
        "IB-2024-4 2024-02-06 held",
        "IB-2024-4 2024-02-13 held",
        "WS-2024-4 2024-04-16 held",
        "WS-2024-4 2024-04-23 held",
    ]
    assert found(understood, "total_differs", "mark_ambiguous") == ["total_differs H5"]


def test_one_course_above_the_days_is_the_course_of_all(tmp_path):
    rows = above_days()
    rows[2] = ["", "Basiskurs IB-2024-4", "", "", "", "Teil II", ""]
    send(tmp_path, "Übersicht.xlsx", rows)
    assert {one.split()[0] for one in sessions(read_project(tmp_path))} == {"IB-2024-4"}
