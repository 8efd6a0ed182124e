"""A matrix with a column of courses: each mark belongs to the session of the course its row names."""

import pytest
from sent_sheets import lists, read_project, send, sessions

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
