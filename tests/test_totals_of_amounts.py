"""Totals of hours and of minutes: what stands in the cells is added up, beside the people and below the days."""

from pathlib import Path

import pytest
from sent_sheets import Rows, found, read_project, send

pytestmark = pytest.mark.slow

DAYS = ["07.03.2023", "14.03.2023", "21.03.2023"]
PEOPLE = [["Ehlers", "Ines"], ["Tamm", "Uwe"], ["Rust", "Pia"], ["Voss", "Jan"]]
MINUTES = [[90, 90, 45], [90, "entsch.", 90], [0, 90, 60], [90, 90, 90]]


def send_list(
    project: Path, cells: list[list[object]], totals: list[object], below: list[object], heading: str = "Minuten gesamt"
) -> None:
    """A list of minutes with a total for each person and one for each day."""
    rows = [[*name, *own, total] for name, own, total in zip(PEOPLE, cells, totals, strict=True)]
    matrix: Rows = [
        ["Teilnahme in Minuten, Kurs IB-2023-6"],
        ["Name", "Vorname", *DAYS, heading],
        *rows,
        ["Summe", "", *below],
    ]
    send(project, "Teilnahme.xlsx", matrix)


@pytest.mark.parametrize("heading", ["Minuten gesamt", "Summe", "Gesamt (Min.)"])
def test_totals_that_equal_the_minutes_are_no_finding(tmp_path: Path, heading: str) -> None:
    send_list(tmp_path, MINUTES, [225, 180, 150, 270], [270, 270, 285], heading)
    assert found(read_project(tmp_path), "total_differs") == []


def test_a_wrong_total_of_minutes_is_named_with_what_the_cells_make(tmp_path: Path) -> None:
    send_list(tmp_path, MINUTES, [225, 180, 150, 360], [270, 180, 285])
    understood = read_project(tmp_path)
    assert found(understood, "total_differs") == ["total_differs F6", "total_differs D7"]
    assert [issue.expected for issue in understood.issues if issue.kind.code == "total_differs"] == ["270", "270"]


def test_a_wrong_total_of_hours_is_named(tmp_path: Path) -> None:
    hours = [[1.5, 1.5, 0], [1.5, 1.5, 1.5], [0, 1.5, 1.5], [1.5, 1.5, 0.75]]
    rows = [[*name, *own, total] for name, own, total in zip(PEOPLE, hours, [3, 4.5, 4.5, 3.75], strict=True)]
    title = ["Stundennachweis Kurs IB-2023-6, Eintrag: Stunden (ein Abend = 1,5), 0 = nicht da"]
    send(tmp_path, "Stunden.xlsx", [title, ["Name", "Vorname", *DAYS, "Std. gesamt"], *rows])
    assert found(read_project(tmp_path), "total_differs") == ["total_differs F5"]


def test_no_head_counts_as_a_whole_session_where_the_cells_hold_less(tmp_path: Path) -> None:
    # The third was there for less and has a right total, the last has the total of somebody who was there all the time.
    hours = [[4, 4], [4, 4], [4, 2], [0, 0], [4, 3]]
    rows = [
        [*name, *own, total]
        for name, own, total in zip([*PEOPLE, ["Kunz", "Bea"]], hours, [8, 8, 6, 0, 8], strict=True)
    ]
    title = ["Grenzen setzen (UStd), Kurs IB-2023-6"]
    send(tmp_path, "Stunden.xlsx", [title, ["Name", "Vorname", *DAYS[:2], "Summe UStd"], *rows])
    understood = read_project(tmp_path)
    assert found(understood, "total_differs") == ["total_differs E7"]
    assert [issue.expected for issue in understood.issues if issue.kind.code == "total_differs"] == ["7"]


def test_minutes_may_be_counted_as_teaching_hours_of_whole_sessions(tmp_path: Path) -> None:
    minutes = [[90, 90, 90], [90, 0, 90], [0, 90, 90], [90, 90, 90]]
    send_list(tmp_path, minutes, [6, 4, 4, 8], [6, 6, 8], "Summe UStd")
    assert found(read_project(tmp_path), "total_differs") == ["total_differs F6"]


def test_an_amount_that_nobody_can_read_may_have_been_counted(tmp_path: Path) -> None:
    cells = [list(own) for own in MINUTES]
    cells[3][1] = 900
    send_list(tmp_path, cells, [225, 180, 150, 270], [270, 270, 285])
    assert found(read_project(tmp_path), "total_differs") == []


def test_a_tick_beside_minutes_may_stand_for_any(tmp_path: Path) -> None:
    cells = [["x", 90, 45], *MINUTES[1:]]
    send_list(tmp_path, cells, [225, 180, 150, 270], [270, 270, 285])
    assert found(read_project(tmp_path), "total_differs") == []


def test_a_row_of_ticks_alone_is_none_of_zero_minutes(tmp_path: Path) -> None:
    cells = [["x", "x", "x"], *MINUTES[1:]]
    send_list(tmp_path, cells, [270, 180, 150, 270], [270, 270, 330])
    assert found(read_project(tmp_path), "total_differs") == []


def test_a_wrong_number_of_ticks_is_named(tmp_path: Path) -> None:
    send_list(tmp_path, [["x"] * 3, ["x", "", "x"], ["x"] * 3, ["x"] * 3], [3, 2, 3, 2], [4, 3, 4], "Anwesend")
    assert found(read_project(tmp_path), "total_differs") == ["total_differs F6"]


def test_a_total_in_another_measure_is_no_finding(tmp_path: Path) -> None:
    # In teaching hours, rounded down by the sender.
    send_list(tmp_path, MINUTES, [5, 4, 3, 6], [6, 6, 6])
    assert found(read_project(tmp_path), "total_differs") == []


def test_shares_in_per_cent_are_rounded_and_count_nothing(tmp_path: Path) -> None:
    people = [[f"Name{letter}", "Ute", "x", "x", "x"] for letter in "abcdefghijk"]
    # Of 14 people 12, 13, and 12 were there.
    rows = [*people, ["Tamm", "Uwe", *"xx-"], ["Rust", "Pia", *"--x"], ["Voss", "Jan", *"-x-"]]
    sums = [["anwesend", "", 12, 13, 12], ["in %", "", 86, 93, 86]]
    send(tmp_path, "Liste IB-2023-6.xlsx", [["Name", "Vorname", *DAYS], *rows, *sums])
    assert found(read_project(tmp_path), "total_differs") == []
