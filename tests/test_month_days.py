"""Headings that are bare numbers: days of the month that a title or the sheet's name says, or numbers of sessions."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from sent_sheets import Rows, column, found, lists, minutes, people, read_project, send, sessions, skipped

pytestmark = pytest.mark.slow

MARCH = ["2024-03-05", "2024-03-12", "2024-03-19"]


def matrix(title: str, headings: Sequence[object], *below: Sequence[object]) -> Rows:
    """A list of two people with marks below three headings."""
    people = [["Ehlers", "Ines", "x", "e", "x"], ["Tamm", "Uwe", "x", "x", "f"], ["Rust", "Pia", "x", "x", "x"]]
    return [[title], [], ["Name", "Vorname", *headings], *below, *people]


def days_of(project: Path) -> list[str]:
    """The days of the sessions of the one course."""
    return [one.split()[1] for one in sessions(read_project(project))]


@pytest.mark.parametrize(
    ("title", "sheet"),
    [
        ("Anwesenheit Kurs IB-2024-6, März 2024", "Tabelle1"),
        ("Anwesenheit Kurs IB-2024-6", "Mrz 24"),
        ("Anwesenheit Kurs IB-2024-6", "März 2024"),
        ("Anwesenheit Kurs IB-2024-6 - März 2024", "Mrz 24"),
        ("Kurs IB-2024-6, Anwesenheit Mrz. '24", "Liste"),
    ],
)
def test_numbers_are_days_of_the_month_in_the_title_or_the_name_of_the_sheet(
    tmp_path: Path, title: str, sheet: str
) -> None:
    send(tmp_path, "Liste.xlsx", {sheet: matrix(title, [5, 12, 19])})
    understood = read_project(tmp_path)
    assert sessions(understood) == [f"IB-2024-6 {day} held" for day in MARCH]
    assert lists(understood) == {"Ehlers, Ines": "xex", "Tamm, Uwe": "xxu", "Rust, Pia": "xxx"}
    assert found(understood) == ["signups_missing " + sheet]


def test_each_sheet_has_its_own_month_and_its_hours(tmp_path: Path) -> None:
    def month(said: str, *days: int) -> Rows:
        return [
            ["Stundennachweis Kurs IB-2024-6"],
            [said, "", "Eintrag: Stunden (ein Abend = 1,5), 0 = nicht da"],
            [],
            ["Name", "Vorname", *days, "Std. gesamt"],
            ["Ehlers", "Ines", 1.5, 0, 1.5],
            ["Tamm", "Uwe", 1.5, 1.5, 3],
        ]

    send(tmp_path, "Stunden.xlsx", {"Sep 24": month("September 2024", 3, 10), "Okt 24": month("Oktober 2024", 1, 22)})
    understood = read_project(tmp_path)
    assert [one.split()[1] for one in sessions(understood)] == ["2024-09-03", "2024-09-10", "2024-10-01", "2024-10-22"]
    assert lists(understood) == {"Ehlers, Ines": "xuxu", "Tamm, Uwe": "xxxx"}
    assert set(minutes(understood)) <= {90, 0, None}


def test_months_stand_over_their_numbers(tmp_path: Path) -> None:
    rows: Rows = [
        ["Anwesenheit Kurs IB-2024-6, 2024"],
        ["", "", "Februar", "", "März", ""],
        ["Name", "Vorname", 20, 27, 5, 12],
        ["Ehlers", "Ines", "x", "e", "x", "x"],
        ["Tamm", "Uwe", "x", "x", "f", "x"],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    assert days_of(tmp_path) == ["2024-02-20", "2024-02-27", "2024-03-05", "2024-03-12"]


def test_a_weekday_that_does_not_fit_the_number_is_an_issue(tmp_path: Path) -> None:
    rows = matrix("Anwesenheit Kurs IB-2024-6 März 2024", [5, 12, 20], ["", "", "Di", "Di", "Di"])
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert found(understood, "date_weekday") == ["date_weekday E3"]
    assert [one.split()[1] for one in sessions(understood)][:2] == MARCH[:2]


def test_a_block_of_days_is_told_by_its_weekdays(tmp_path: Path) -> None:
    rows = matrix("Anwesenheit Kurs IB-2024-6 März 2024", [1, 2, 3], ["", "", "Fr", "Sa", "So"])
    send(tmp_path, "Liste.xlsx", rows)
    assert days_of(tmp_path) == ["2024-03-01", "2024-03-02", "2024-03-03"]


@pytest.mark.parametrize("numbers", [(1, 2, 3), (6, 7, 8), (1, 2, 4)])
def test_numbers_that_count_on_stay_numbers_of_sessions(tmp_path: Path, numbers: tuple[int, ...]) -> None:
    send(tmp_path, "Liste.xlsx", matrix("Anwesenheit Kurs IB-2024-6 März 2024", numbers))
    understood = read_project(tmp_path)
    assert not any("2024-03" in one for one in sessions(understood))
    assert found(understood) != []


@pytest.mark.parametrize(
    ("title", "sheet"),
    [
        ("Anwesenheit Kurs IB-2024-6, März - April 2024", "Tabelle1"),
        ("Anwesenheit Kurs IB-2024-6, ab März 2024", "Tabelle1"),
        ("Anwesenheit Kurs IB-2024-6, ausgedruckt 2. April 2024", "Tabelle1"),
        ("Anwesenheit Kurs IB-2024-6, März 2024", "April 24"),
        ("Anwesenheit Kurs IB-2024-6", "Tabelle1"),
    ],
)
def test_without_one_month_the_days_are_asked_for_and_the_marks_kept(tmp_path: Path, title: str, sheet: str) -> None:
    send(tmp_path, "Liste.xlsx", {sheet: matrix(title, [5, 12, 19])})
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2024-6 - held"] * 3
    assert lists(understood) == {"Ehlers, Ines": "xex", "Tamm, Uwe": "xxu", "Rust, Pia": "xxx"}
    assert found(understood) != []


def test_the_title_of_a_month_stands_right_above_the_headings(tmp_path: Path) -> None:
    title, _, *march = matrix("März 2024", [5, 12, 19], ["", "", "Di", "Di", "Di"])
    april = matrix("April 2024", [2, 9, 16], ["", "", "Di", "Di", "Di"])
    send(tmp_path, "Liste.xlsx", [["Anwesenheit Kurs IB-2024-6"], [], title, *march, [], april[0], *april[2:]])
    assert days_of(tmp_path) == [*MARCH, "2024-04-02", "2024-04-09", "2024-04-16"]


@pytest.mark.parametrize("weekdays", [["", "", "Di"], ["", "", ""]])
def test_one_of_several_months_may_have_a_single_day(tmp_path: Path, weekdays: list[str]) -> None:
    march = matrix("Anwesenheit Kurs IB-2024-6 März 2024", [5, 12, 19])
    april = [row[:3] for row in matrix("April 2024", [2], weekdays)]
    send(tmp_path, "Liste.xlsx", [*march, [], *april])
    assert days_of(tmp_path) == [*MARCH, "2024-04-02"]


def test_weekdays_below_the_days_are_no_topics(tmp_path: Path) -> None:
    rows = matrix("Anwesenheit Kurs IB-2024-6 März 2024", [5, 12, 19], ["", "", "Di", "Di", "Mi"])
    send(tmp_path, "Liste.xlsx", rows)
    assert column(read_project(tmp_path).settled.sessions, "topic") == [None, None, None]


def book(*rows: Sequence[object]) -> Rows:
    """A book with a row for each evening and a column for each of three people."""
    head = ["Tag", "Thema", "Ehlers, Ines", "Tamm, Uwe", "Rust, Pia"]
    return [["Anwesenheit Kurs IB-2024-6"], ["x = da, e = entschuldigt, f = gefehlt"], head, *rows]


def test_a_book_has_lines_with_the_month_between_its_days(tmp_path: Path) -> None:
    march = [["März 2024"], [19, "Asylrecht", "x", "e", "x"], [26, "Arbeit", "x", "x", "f"]]
    send(tmp_path, "Buch.xlsx", book(*march, ["April 2024"], [2, "Schule", "f", "x", "x"]))
    understood = read_project(tmp_path)
    assert [one.split()[1] for one in sessions(understood)] == ["2024-03-19", "2024-03-26", "2024-04-02"]
    assert lists(understood) == {"Ehlers, Ines": "xxu", "Tamm, Uwe": "exx", "Rust, Pia": "xux"}
    assert skipped(understood)[4] == skipped(understood)[7]


def test_numbers_of_a_book_without_months_stay_open(tmp_path: Path) -> None:
    send(tmp_path, "Buch.xlsx", book([19, "Asylrecht", "x", "e", "x"], [26, "Arbeit", "x", "x", "f"]))
    assert not any("2024" in one for one in days_of(tmp_path))


def test_a_day_before_the_one_above_stays_open(tmp_path: Path) -> None:
    march = [["März 2024"], [19, "Asylrecht", "x", "e", "x"], [12, "Arbeit", "x", "x", "f"]]
    send(tmp_path, "Buch.xlsx", book(*march, [26, "Schule", "f", "x", "x"]))
    assert "2024-03-12" not in days_of(tmp_path)


@pytest.mark.parametrize(
    ("title", "file"),
    [
        ("Anwesenheit Kurs 3/2024", "Liste.xlsx"),
        ("Anwesenheit", "Anwesenheit Kurs 3-2024.xlsx"),
        ("Anwesenheit Kurs IB-2024-6", "Liste Frau Mai.xlsx"),
        ("Attendance IB-2024-6, March 12, 2024", "List.xlsx"),
        ("Attendance IB-2024-6, as of March 2024", "List.xlsx"),
    ],
)
def test_a_number_of_a_course_a_name_and_the_day_of_a_printout_name_no_month(
    tmp_path: Path, title: str, file: str
) -> None:
    send(tmp_path, file, matrix(title, [5, 12, 19]))
    understood = read_project(tmp_path)
    assert [one.split()[1] for one in sessions(understood)] == ["-"] * 3
    assert found(understood) != []


def test_numbers_above_ticks_of_a_list_of_signups_are_no_days(tmp_path: Path) -> None:
    rows: Rows = [
        ["Name", "Vorname", "Alter Kinder", 3, 8],
        ["Ehlers", "Ines", "", "x", ""],
        ["Tamm", "Uwe", "", "", "x"],
    ]
    send(tmp_path, "Anmeldungen IB-2024-6 Mai.xlsx", rows)
    understood = read_project(tmp_path)
    assert (people(understood), sessions(understood)) == (["Ehlers, Ines", "Tamm, Uwe"], [])


def test_a_list_of_participants_has_days_where_it_says_who_was_missing(tmp_path: Path) -> None:
    send(tmp_path, "Teilnehmerliste.xlsx", matrix("Teilnehmerliste Kurs IB-2024-6 März 2024", [5, 12, 19]))
    assert days_of(tmp_path) == MARCH


@pytest.mark.parametrize("at", [2, 3])
def test_numbers_beside_headings_of_their_own_are_no_days(tmp_path: Path, at: int) -> None:
    rows = matrix("Anwesenheit Kurs IB-2024-6 März 2024", ["1. Abend", "2. Abend", "3. Abend"])
    send(tmp_path, "Liste.xlsx", [*rows[:at], ["", "", 8, 10, 14], *rows[at:]])
    assert days_of(tmp_path) == ["-"] * 3


def test_a_day_that_the_month_does_not_have_leaves_all_numbers_open(tmp_path: Path) -> None:
    send(tmp_path, "Liste.xlsx", matrix("Anwesenheit Kurs IB-2024-6 Februar 2023", [5, 12, 29]))
    assert not any("2023-02" in one for one in days_of(tmp_path))


def test_the_month_of_a_table_is_that_of_its_own_title(tmp_path: Path) -> None:
    rows = [
        *matrix("Anwesenheit Kurs IB-2024-6 März 2024", [5, 12, 19]),
        [],
        *matrix("Anwesenheit Kurs IB-2024-6 April 2024", [2, 9, 16]),
    ]
    send(tmp_path, "Liste.xlsx", rows)
    assert days_of(tmp_path) == [*MARCH, "2024-04-02", "2024-04-09", "2024-04-16"]


def test_a_month_stands_beside_days_that_have_their_own(tmp_path: Path) -> None:
    rows = matrix("Anwesenheit Kurs IB-2024-6 März 2024", [date(2024, 4, 2), date(2024, 4, 9), date(2024, 4, 16)])
    send(tmp_path, "Liste.xlsx", rows)
    assert days_of(tmp_path) == ["2024-04-02", "2024-04-09", "2024-04-16"]


def test_numbers_of_people_are_no_days(tmp_path: Path) -> None:
    rows: Rows = [
        ["Anmeldungen Kurs IB-2024-6, März 2024"],
        ["Name", "Vorname", "Kinder", "Hausnummer", "Ort"],
        ["Ehlers", "Ines", 2, 12, "Sickte"],
        ["Tamm", "Uwe", 1, 30, "Cremlingen"],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert (people(understood), sessions(understood)) == (["Ehlers, Ines", "Tamm, Uwe"], [])
