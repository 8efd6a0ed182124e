"""Sessions made up on another day: which day a mark names, and what is said of one that cannot be meant."""

from datetime import date
from pathlib import Path

import pytest
from sent_sheets import found, read_project, send

DAYS = ["05.12.2017", "12.12.2017", "19.12.2017"]


def made_up(project: Path, mark: str) -> tuple[list[date], list[str]]:
    """Return on which days a session of December was made up that has this mark, and what was found."""
    people = [["Fricke", "Ute"], ["Uhl", "Eva"]]
    send(project, "Anmeldungen IB-2017-1.xlsx", [["Nachname", "Vorname"], *people])
    rows = [["Name", "Vorname", *DAYS], [*people[0], "x", mark, "x"], [*people[1], "x", "x", "x"]]
    send(project, "Anwesenheit IB-2017-1.xlsx", rows)
    understood = read_project(project)
    days = [row.made_up_on for row in understood.attended.attendance if row.made_up_on]
    return days, found(understood)


@pytest.mark.parametrize(
    ("mark", "day"),
    [
        ("e nachgeholt 16.1.2018", date(2018, 1, 16)),
        ("e nachgeholt 16.1.", date(2018, 1, 16)),
        ("nachgeholt am 20.12.", date(2017, 12, 20)),
        ("nachgeholt 28.11.", date(2017, 11, 28)),
    ],
)
def test_a_make_up_without_a_year_lies_near_its_session(tmp_path: Path, mark: str, day: date) -> None:
    assert made_up(tmp_path, mark) == ([day], [])


@pytest.mark.parametrize(
    ("mark", "finding"),
    [("e nachgeholt 31.2.", "date_impossible D2"), ("e nachgeholt 16.1.2081", "date_implausible D2")],
)
def test_a_day_that_cannot_be_meant_is_named_and_left_empty(tmp_path: Path, mark: str, finding: str) -> None:
    assert made_up(tmp_path, mark) == ([], [finding])


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("16.1.2018", ([date(2018, 1, 16)], [])),
        ("16.1.2081", ([], ["date_implausible D2"])),
        ("nach Absprache", ([], ["made_up_unclear D2"])),
    ],
)
def test_a_column_of_make_ups_is_read_on_a_list_of_one_day_and_found_fault_with_at_its_own_cells(
    tmp_path: Path, day: str, expected: tuple[list[date], list[str]]
) -> None:
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [["Nachname", "Vorname"], ["Fricke", "Ute"], ["Uhl", "Eva"]])
    rows = [["Name", "Vorname", "Anwesend", "Nachholtermin"], ["Fricke", "Ute", "e", day], ["Uhl", "Eva", "x", None]]
    send(tmp_path, "Anwesenheit IB-2017-1 05.12.2017.xlsx", rows)
    understood = read_project(tmp_path)
    days = [row.made_up_on for row in understood.attended.attendance if row.made_up_on]
    assert (days, found(understood)) == expected


def drawn(project: Path, *rows: str) -> list[tuple[str, date | None]]:
    """Return what is said of each session and person of a list whose last column is `Nachholtermin 16.01.2018`."""
    names = ["Fricke", "Rust", "Tamm"]
    listed = [[name, "Kim", *marks] for name, marks in zip(names, rows, strict=True)]
    send(project, "Anwesenheit IB-2017-1.xlsx", [["Name", "Vorname", *DAYS, "Nachholtermin 16.01.2018"], *listed])
    attendance = read_project(project).attended.attendance
    return [(row.status, row.made_up_on) for row in attendance if row.status != "present"]


def test_a_column_of_make_ups_is_no_session_of_those_who_missed_none(tmp_path: Path) -> None:
    missed = drawn(tmp_path, "xex ", "xxx ", "xxex")
    assert sorted(missed, key=str) == [("excused", None), ("excused", date(2018, 1, 16))]


def test_who_missed_two_sessions_made_up_nobody_knows_which(tmp_path: Path) -> None:
    assert drawn(tmp_path, "xeex", "xxx ", "xxx ") == [("excused", None), ("excused", None)]
    assert found(read_project(tmp_path), "made_up_unclear") == ["made_up_unclear F2"]


def test_a_make_up_for_everybody_is_a_session(tmp_path: Path) -> None:
    assert drawn(tmp_path, "xxxx", "xxxx", "xxxe") == [("excused", None)]
