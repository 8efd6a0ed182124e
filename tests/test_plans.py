"""Course plans as they are written: times in one cell, lecturers in several, places, blocks, lists below them."""

from pathlib import Path
from typing import Any

import pytest
from sent_sheets import Rows, column, found, lists, read_project, send, sessions

pytestmark = pytest.mark.slow


def test_a_plan_names_times_lengths_and_lecturers_in_its_own_way(tmp_path: Path) -> None:
    rows: Rows = [
        ["Plan IB-2017-1"],
        ["Einheit", "Datum", "Uhrzeit", "Thema", "Referent 1", "Referent 2", "UStd"],
        ["1. Einheit", "14.02.2017", "17:30–19:00", "Asyl", "Uhl, Eva", "Kern, Jo", ""],
        ["2. + 3. Einheit", "21.02.2017", "", "Arbeit", "Uhl, Eva", "", 4],
    ]
    send(tmp_path, "Plan.xlsx", rows)
    understood = read_project(tmp_path)
    assert column(understood.settled.sessions, "minutes") == [90, 180]
    assert column(understood.settled.sessions, "number") == [1, 2]
    assert column(understood.settled.lecturers, "lecturer") == ["Uhl, Eva", "Kern, Jo", "Uhl, Eva"]
    assert found(understood) == []


@pytest.mark.parametrize(
    ("title", "headings", "cells", "cell"),
    [
        ("IB-2017-1", ["max. TN"], ["1"], "D3"),
        ("IB-2017-1", ["Plätze"], [1], "D3"),
        ("IB-2017-1, Plätze: 1", [], [], "A1"),
    ],
)
def test_more_people_than_places_are_a_finding(
    tmp_path: Path, title: str, headings: list[str], cells: list[Any], cell: str
) -> None:
    plan: Rows = [[title], ["Nr.", "Datum", "Thema", *headings], [1, "14.02.2017", "Asyl", *cells]]
    send(tmp_path, "Plan.xlsx", plan)
    people = [["Name", "Vorname", "Kurs"], ["Fricke", "Ute", "IB-2017-1"], ["Brandes", "Lars", "IB-2017-1"]]
    send(tmp_path, "Anmeldungen.xlsx", people)
    assert found(read_project(tmp_path)) == [f"course_overfull {cell}"]


def test_a_plan_may_have_a_block_for_each_course(tmp_path: Path) -> None:
    headings = ["Nr.", "Datum", "Thema", "Referent"]
    rows: Rows = [
        ["Kurs IB-2017-1"],
        headings,
        [1, "14.02.2017", "Asyl", "Uhl, Eva"],
        [],
        ["Kurs IB-2017-2"],
        headings,
        [1, "15.02.2017", "Asyl", "Kern, Jo"],
    ]
    send(tmp_path, "Plan.xlsx", rows)
    assert sessions(read_project(tmp_path)) == ["IB-2017-1 2017-02-14 planned", "IB-2017-2 2017-02-15 planned"]


def test_a_plan_stands_above_the_list_of_its_course(tmp_path: Path) -> None:
    rows: Rows = [
        ["Kurs IB-2017-1"],
        ["Nr.", "Datum", "Thema", "Referent"],
        [1, "14.02.2017", "Asyl", "Uhl, Eva"],
        [2, "21.02.2017", "Arbeit", "Kern, Jo"],
        [],
        ["Name", "Vorname", "14.02.2017", "21.02.2017"],
        ["Fricke", "Ute", "x", "e"],
    ]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Fricke, Ute": "xe"}
    assert column(understood.settled.sessions, "topic") == ["Asyl", "Arbeit"]


def test_the_plan_s_times_clip_what_a_list_says_of_coming_and_leaving(tmp_path: Path) -> None:
    plan: Rows = [["Kurs", "Datum", "Beginn", "Ende", "Thema"], ["IB-2017-1", "14.02.2017", "18:00", "19:30", "Asyl"]]
    send(tmp_path, "Plan.xlsx", plan)
    rows = [["Name", "Vorname", "Kommt", "Geht"], ["Fricke", "Ute", "17:00", "18:30"]]
    send(tmp_path, "IB-2017-1 14.02.2017.xlsx", rows)
    assert column(read_project(tmp_path).attended.attendance, "minutes") == [30]


@pytest.mark.parametrize(("times", "cell"), [(["18:00", "17:00"], "D2"), (["18:00-17:00", ""], "C2")])
def test_a_planned_session_that_ends_before_it_begins_is_named(tmp_path: Path, times: list[str], cell: str) -> None:
    plan: Rows = [["Kurs", "Datum", "Beginn", "Ende", "Thema"], ["IB-2017-1", "14.02.2017", *times, "Asyl"]]
    send(tmp_path, "Plan.xlsx", plan)
    assert found(read_project(tmp_path)) == [f"end_not_after_start {cell}"]


@pytest.mark.parametrize("times", ["18-20 Uhr", "18 – 20h", "18.00 Uhr bis 20 Uhr", "18:00-20:00"])
def test_a_session_may_be_planned_in_full_hours(tmp_path: Path, times: str) -> None:
    rows: Rows = [["Nr", "Datum", "Beginn", "Thema"], [1, "04.03.2019", times, "Asyl"]]
    send(tmp_path, "Plan IB-2019-4.xlsx", rows)
    understood = read_project(tmp_path)
    assert column(understood.settled.sessions, "minutes") == [120]
    assert found(understood) == []


@pytest.mark.parametrize(
    ("planned", "told", "findings"),
    [
        (["18.12.2024", "08.01.2025"], ["2024-12-18", "2025-01-08"], []),
        # A day that the plan does not name, or names in two years, stays without its year.
        (["18.12.2024", "15.01.2025"], ["2024-12-18", "2025-01-15", "None"], ["date_unreadable D2"]),
        (["18.12.2024", "08.01.2024", "08.01.2025"], ["2024-01-08", "2024-12-18", "2025-01-08", "None"], None),
    ],
)
def test_a_plan_tells_the_year_of_days_that_lack_it(
    tmp_path: Path, planned: list[str], told: list[str], findings: list[str] | None
) -> None:
    list_ = [["Anwesenheit IB-2024-7"], ["Name", "Vorname", "18.12.", "8.1."], ["Fricke", "Ute", "x", "x"]]
    send(tmp_path, "Liste.xlsx", list_)
    plan = [["IB-2024-7", day, f"Thema {day}"] for day in planned]
    send(tmp_path, "Plan.xlsx", [["Kurs", "Datum", "Thema"], *plan])
    understood = read_project(tmp_path)
    days = sorted(str(one.held_on) for one in understood.settled.sessions)
    assert days == told
    assert findings is None or found(understood, "date_unreadable") == findings


@pytest.mark.parametrize(
    ("remark", "is_moved"),
    [
        ("verlegt auf Mo, 20.02.", True),
        ("krank; verschoben auf 20.02.2017", True),
        # It came from another day, or goes to another room.
        ("verlegt vom 13.02.", False),
        ("verlegt auf Raum 2.04.", False),
    ],
)
def test_a_remark_moves_a_planned_session(tmp_path: Path, remark: str, is_moved: bool) -> None:
    rows: Rows = [["Nr.", "Datum", "Thema", "Bemerkung"], [1, "14.02.2017", "Asyl", remark]]
    send(tmp_path, "Plan IB-2017-1.xlsx", [*rows, [2, "21.02.2017", "Geld", ""]])
    send(tmp_path, "IB-2017-1.xlsx", [["Name", "Vorname", "20.02.2017", "21.02.2017"], ["Fricke", "Ute", "x", "x"]])
    understood = read_project(tmp_path)
    assert ("IB-2017-1 2017-02-14 planned" in sessions(understood)) is not is_moved
    assert (found(understood, "day_not_planned") == []) is is_moved


def test_a_session_moved_to_a_day_with_a_row_of_its_own_is_off(tmp_path: Path) -> None:
    rows: Rows = [["Nr.", "Datum", "Thema", "Bemerkung"], [1, "14.02.2017", "Asyl", "verlegt auf 20.02."]]
    send(tmp_path, "Plan IB-2017-1.xlsx", [*rows, [2, "20.02.2017", "Asyl", "statt 14.02."]])
    assert sessions(read_project(tmp_path)) == ["IB-2017-1 2017-02-14 cancelled", "IB-2017-1 2017-02-20 planned"]


CALENDAR = "Betreff,Beginnt am,Beginnt um,Endet am,Endet um,Ganztägiges Ereignis\n"


@pytest.mark.parametrize(
    ("subject", "status"),
    [
        ("IB-2017-1 Termin 2 ABGESAGT", "cancelled"),
        ("Abgesagt: IB-2017-1 Termin 2", "cancelled"),
        ("IB-2017-1 Abschluss (storniert)", "cancelled"),
        ("IB-2017-1 Termin 2: Absagen schreiben", "planned"),
        ("IB-2017-1 Wer abgesagt hat", "planned"),
        ("IB-2017-1 Hilfe wurde gestrichen", "planned"),
        ("IB-2017-1 Termin 2 nicht abgesagt", "planned"),
    ],
)
def test_an_exported_calendar_is_a_plan_with_what_is_called_off(tmp_path: Path, subject: str, status: str) -> None:
    subjects = {"07": "IB-2017-1 Termin 0", "14": "IB-2017-1 Termin 1", "21": subject}
    rows = [f"{said},{day}.02.2017,18:00:00,{day}.02.2017,19:30:00,Falsch\n" for day, said in subjects.items()]
    send(tmp_path, "kalender.csv", "".join([CALENDAR, *rows]))
    understood = read_project(tmp_path)
    planned = ["IB-2017-1 2017-02-07 planned", "IB-2017-1 2017-02-14 planned"]
    assert sessions(understood) == [*planned, f"IB-2017-1 2017-02-21 {status}"]
    assert column(understood.settled.sessions, "minutes") == [90, 90, 90]


def test_the_status_of_a_planned_session_may_be_called_off(tmp_path: Path) -> None:
    head = ["Nr.", "Datum", "Thema", "Status"]
    rows = [[1, "14.02.2017", "Asyl", "findet statt"], [2, "21.02.2017", "Arbeit", "abgesagt"]]
    send(tmp_path, "Plan.xlsx", [["IB-2017-1"], head, *rows])
    assert sessions(read_project(tmp_path)) == ["IB-2017-1 2017-02-14 planned", "IB-2017-1 2017-02-21 cancelled"]
