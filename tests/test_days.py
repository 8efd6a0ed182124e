"""Days as people write them, in one cell and in a column that is read one way."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sent_sheets import found, read_project, send, sessions

from pipeline.days import DayOrder, day, day_order, looks_like_day
from pipeline.tidy.columns import day_column

FIFTEENTH = date(2017, 2, 15)


@pytest.mark.parametrize(
    "written",
    [
        *("15.02.2017", "15.2.17", "15 . 02 . 2017", "15.02.2017.", "15-02-2017", "2017.02.15", "2017/02/15"),
        *("2017-02-15T18:00:00", "15.02.2017, 18:00 Uhr", "15.02.2017 18:00–19:30", "2/15/2017 6:00:00 PM"),
        *("15. Februar 2017", "15. Feb 2017", "15. Febr. 2017", "Feb 15, 2017", "February 15th, 2017", "15-Feb-17"),
        *("Mi, 15.02.2017", "Mittwoch 15.02.2017", "15.02.2017 (Mi)", "Wed 15/02/2017"),
    ],
)
def test_a_day_is_read_however_it_is_written(written: str) -> None:
    assert looks_like_day(written)
    assert day(written).value == FIFTEENTH


@pytest.mark.parametrize("written", ["15.02.", "15.2", "Mi, 15.02.", "15. Februar", "15/2", "Feb 15", "15.02. (Mi)"])
def test_a_day_without_its_year_is_completed(written: str) -> None:
    assert looks_like_day(written)
    assert day(written, year=2017).value == FIFTEENTH
    assert day(written).value is None


@pytest.mark.parametrize("text", ["Marie 5", "12 Tage", "16/17", "45/60", "Kurs 3", "14.02.2017-18.04.2017", "3,5"])
def test_what_only_resembles_a_day_is_none(text: str) -> None:
    assert not looks_like_day(text)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("31.02.2017", "date_impossible"),
        ("02/03/2017", "date_ambiguous"),
        ("02-03-2017", "date_ambiguous"),
        ("15.-16.02.2017", "date_several"),
        ("15./16.02.", "date_several"),
        ("28.02.-01.03.2017", "date_several"),
        ("15. und 16.02.2017", "date_several"),
    ],
)
def test_a_cell_that_names_no_one_day_is_left_empty(written: str, code: str) -> None:
    reading = day(written, year=2017)
    assert looks_like_day(written)
    assert reading.value is None
    assert reading.problem is not None
    assert reading.problem.code == code


@pytest.mark.parametrize(("written", "kept"), [("Mo, 15.02.2017", FIFTEENTH), ("Mo, 15.02.", None)])
def test_a_weekday_that_does_not_fit_is_reported_and_puts_a_year_from_elsewhere_in_doubt(
    written: str, kept: date | None
) -> None:
    reading = day(written, year=2017)
    assert (reading.value, reading.problem and reading.problem.code) == (kept, "date_weekday")


@pytest.mark.parametrize(
    ("written", "order"),
    [
        (["02/03/2017", "14/03/2017"], DayOrder.DAY_FIRST),
        (["02/03/2017", "03/14/2017"], DayOrder.MONTH_FIRST),
        (["02/03/2017", "Do 09/03/2017"], DayOrder.DAY_FIRST),
        (["02/03/2017", "09/03/2017"], None),
        (["14/03/2017", "03/15/2017", "02/03/2017"], None),
        (["02.03.2017"], None),
    ],
)
def test_one_cell_tells_how_the_whole_column_is_read(written: list[str], order: DayOrder | None) -> None:
    assert day_order(written) is order


def test_days_that_follow_one_another_in_one_reading_only_are_read_that_way() -> None:
    written = ["10/01/2017", "11/01/2017", "01/02/2017"]
    assert day_order(written) is None
    assert day_order(written, is_sequence=True) is DayOrder.DAY_FIRST


def test_cells_that_a_program_has_turned_round_are_not_believed() -> None:
    # Typed by an American, opened by a German Excel: it made days of what it could, and left 02/14/2017 as a text.
    cells = [datetime(2017, 3, 2), datetime(2017, 7, 3), "02/14/2017"]  # noqa: DTZ001 - cells know no time zone
    readings = [day_column(cells, year=None).read(cell) for cell in cells]
    assert [reading.value for reading in readings] == [None, None, date(2017, 2, 14)]
    assert readings[0].problem is not None
    assert readings[0].problem.code == "date_ambiguous"


def matrix(days: list[Any], title: str = "Anwesenheit IB-2017-1") -> list[list[Any]]:
    return [[title], ["Name", "Vorname", *days], ["Fricke", "Ute", *["x"] * len(days)]]


def test_the_sessions_of_a_matrix_are_read_one_way(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", matrix(["02/03/2017", "09/03/2017", "16/03/2017"]))
    understood = read_project(tmp_path)
    assert [day[10:20] for day in sessions(understood)] == ["2017-03-02", "2017-03-09", "2017-03-16"]
    assert found(understood, "date_ambiguous") == []


def test_sessions_that_fit_both_ways_are_asked_for(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", matrix(["02/03/2017", "09/03/2017"]))
    assert found(read_project(tmp_path), "date_ambiguous") == ["date_ambiguous C2", "date_ambiguous D2"]


def test_a_course_over_new_year_takes_both_years_of_its_title(tmp_path: Path) -> None:
    days = ["06.12.", "Mi, 13.12.", "Mi, 10.01.", "17.01."]
    send(tmp_path, "Liste.xlsx", matrix(days, "Anwesenheit IB-1, Winter 2017/18"))
    told = [str(one.held_on) for one in read_project(tmp_path).settled.sessions]
    assert told == ["2017-12-06", "2017-12-13", "2018-01-10", "2018-01-17"]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        # The code names the year in which the course begins, or the one in which it ends.
        (["Mi 18.12.", "8.1."], ["2024-12-18", "2025-01-08"]),
        (["Mi 20.12.", "Mi 10.1."], ["2023-12-20", "2024-01-10"]),
        # Neither both weekdays of one winter, nor any.
        (["Mi 18.12.", "Mi 10.1."], ["None", "None"]),
        (["18.12.", "8.1."], ["None", "None"]),
        # A day in another order within the year is no new year.
        (["Di 5.3.", "Di 12.3.", "Mi 5.2."], ["2024-03-05", "2024-03-12", "None"]),
    ],
)
def test_weekdays_tell_the_years_of_a_course_over_new_year(tmp_path: Path, days: list[str], told: list[str]) -> None:
    send(tmp_path, "Liste.xlsx", matrix(days, "Anwesenheit IB-2024-7"))
    assert [str(one.held_on) for one in read_project(tmp_path).settled.sessions] == told


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (["Di 7.11.", "Di 5.12."], ["2023-11-07", "2023-12-05"]),
        (["9.1.", "6.2."], ["2024-01-09", "2024-02-06"]),
        (["4.7.", "8.8."], ["None", "None"]),
    ],
)
def test_each_half_of_a_winter_has_its_year(tmp_path: Path, days: list[str], told: list[str]) -> None:
    send(tmp_path, "Liste.xlsx", matrix(days, "Anwesenheit IB-2023-11, Winter 2023/24"))
    assert [str(one.held_on) for one in read_project(tmp_path).settled.sessions] == told


@pytest.mark.parametrize(
    ("named", "told"), [("2024", "2024-01-09"), ("Frühjahr 2024", "2024-01-09"), ("Liste", "None")]
)
def test_the_name_of_a_sheet_tells_which_of_the_years_of_its_title_is_meant(
    tmp_path: Path, named: str, told: str
) -> None:
    send(tmp_path, "Liste.xlsx", {named: matrix(["9.1.", "6.2."], "Anwesenheit IB-2023-3 – 2024")})
    assert str(read_project(tmp_path).settled.sessions[0].held_on) == told


def test_a_column_of_sign_ups_is_read_one_way(tmp_path: Path) -> None:
    rows = [["Name", "Vorname", "Angemeldet am"], ["Fricke", "Ute", "01/02/2017"], ["Kern", "Jo", "01/30/2017"]]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert found(understood, "date_ambiguous") == []
    assert {str(one.signed_up_on) for one in understood.matched.enrolments} == {"2017-01-02", "2017-01-30"}


@pytest.mark.parametrize("title", ["IB-2023-1, Stand 12.01.2024", "IB-1, Projekt 2023–2024"])
def test_two_years_that_are_no_season_date_nothing(tmp_path: Path, title: str) -> None:
    send(tmp_path, "Liste.xlsx", matrix(["5.3.", "12.3."], f"Anwesenheit {title}"))
    assert [one.held_on for one in read_project(tmp_path).settled.sessions] == [None, None]


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([["Kurs", "Name", "Anwesend"], ["IB-2017-1", "Kaya, Elif", "x"]], ""),
        ([["Kurs", "Datum", "Name", "Anwesend"], ["IB-2017-1", "31.02.2017", "Kaya, Elif", "x"]], ""),
        ([["Anwesenheit IB-2017-1"], ["Name", "31.02.2017"], ["Kaya, Elif", "x"]], "in B2 "),
    ],
)
def test_a_session_without_a_day_is_asked_for_where_it_stands(
    tmp_path: Path, rows: list[list[str]], place: str
) -> None:
    send(tmp_path, "Liste.csv", "\n".join(map(";".join, rows)))
    [question] = read_project(tmp_path).questions
    assert question.text == f"On which day was the session {place}of Liste.csv (IB-2017-1)?"
