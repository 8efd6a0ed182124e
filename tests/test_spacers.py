"""Empty columns that only make room: sheets made from a PDF or a form, whose cells are as wide as several columns."""

from datetime import date
from pathlib import Path

import pytest
from sent_sheets import Rows, found, lists, people, read_project, send, sessions

pytestmark = pytest.mark.slow

ATTENDANCE: Rows = [
    ["Kurs IB-2019-4"],
    ["Nr.", "Name", "Vorname", date(2019, 3, 4), date(2019, 3, 11), date(2019, 3, 18)],
    [1, "Ehlers", "Ines", "x", "x", "e"],
    [2, "Tamm", "Uwe", "x", "e", "?!"],
    [3, "Rust", "Pia", "e", "x", "x"],
]


def spaced(rows: Rows, columns: list[int]) -> Rows:
    """Put each cell into the column that is named for it."""
    return [[dict(zip(columns, row, strict=False)).get(at, "") for at in range(columns[-1] + 1)] for row in rows]


@pytest.mark.parametrize(
    ("columns", "cell"),
    [([0, 1, 2, 3, 4, 5], "F4"), ([0, 2, 4, 6, 8, 10], "K4"), ([1, 3, 4, 7, 9, 13], "N4"), ([0, 2, 4, 5, 6, 7], "H4")],
)
def test_empty_columns_between_all_columns_part_nothing(tmp_path: Path, columns: list[int], cell: str) -> None:
    send(tmp_path, "Liste.xlsx", spaced(ATTENDANCE, columns))
    understood = read_project(tmp_path)
    assert sessions(understood) == [f"IB-2019-4 2019-03-{day} held" for day in ("04", "11", "18")]
    assert lists(understood) == {"Ehlers, Ines": "xxe", "Rust, Pia": "exx", "Tamm, Uwe": "xe?"}
    assert found(understood, "mark_unknown") == [f"mark_unknown {cell}"]


def test_a_turned_list_may_be_spaced_out(tmp_path: Path) -> None:
    across: Rows = [list(row) for row in zip(*ATTENDANCE[1:], strict=True)]
    send(tmp_path, "IB-2019-4 Anwesenheit.xlsx", spaced(across, [0, 2, 4, 6]))
    understood = read_project(tmp_path)
    assert lists(understood) == {"Ehlers, Ines": "xxe", "Rust, Pia": "exx", "Tamm, Uwe": "xe?"}
    assert found(understood, "mark_unknown") == ["mark_unknown E6"]


@pytest.mark.parametrize("columns", [[0, 2, 3, 4], [0, 2, 4, 6], [0, 1, 3, 4]])
def test_a_name_in_two_columns_may_have_an_empty_one_between(tmp_path: Path, columns: list[int]) -> None:
    rows: Rows = [
        ["Vorname", "Name", "Ort", "E-Mail"],
        ["Ines", "Ehlers", "Cremlingen", "ie@post.example"],
        ["Uwe", "Tamm", "Sickte", "ut@post.example"],
    ]
    send(tmp_path, "Anmeldungen IB-2019-4.xlsx", spaced(rows, columns))
    assert people(read_project(tmp_path)) == ["Ehlers, Ines", "Tamm, Uwe"]


def test_labels_stand_at_a_distance_from_what_they_name(tmp_path: Path) -> None:
    blocks: Rows = [["Protokolle IB-2019-4"]]
    for day, here, excused in (("04.03.2019", "Ines Ehlers, Uwe Tamm", "-"), ("11.03.2019", "Uwe Tamm", "Ines Ehlers")):
        blocks = [*blocks, [], ["Termin:", day], ["Thema:", "Asyl"], ["Anwesend:", here], ["Entschuldigt:", excused]]
    send(tmp_path, "Protokolle.xlsx", spaced(blocks, [0, 3]))
    assert lists(read_project(tmp_path)) == {"Ehlers, Ines": "xe", "Tamm, Uwe": "xx"}
