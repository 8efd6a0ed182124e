"""What the name of a list says of all that stands on it: who waits, which state is newer, which course, which area."""

from datetime import date
from pathlib import Path

import pytest
from sent_sheets import Rows, column, found, lists, people, read_project, send, sessions

from pipeline.tables.written import Deployment, Signup

HEAD = ["Nachname", "Vorname", "E-Mail"]
PEOPLE = [["Ehlers", "Ines"], ["Tamm", "Uwe"], ["Uhl", "Eva"], ["Demir", "Elif"]]
DAYS = [date(2021, 9, 3), date(2021, 9, 10), date(2021, 9, 17)]


def signups(*names: list[str]) -> Rows:
    return [HEAD, *([*name, f"{name[0].lower()}@post.example"] for name in names)]


def attendance(*marks: str, title: str = "Anwesenheit IB-2021-4") -> Rows:
    rows = [[*name, *own] for name, own in zip(PEOPLE, marks, strict=True)]
    return [[title], ["Name", "Vorname", *DAYS], *rows]


@pytest.mark.parametrize(
    ("file", "title", "stage"),
    [
        ("IB-2021-4 Warteliste.xlsx", "Kurs IB-2021-4", "waitlisted"),
        ("IB-2021-4.xlsx", "Absagen IB-2021-4", "cancelled"),
        ("IB-2021-4.xlsx", "Waiting list IB-2021-4", "waitlisted"),
        ("IB-2021-4.xlsx", "Teilnehmer und Warteliste IB-2021-4", "admitted"),
        ("IB-2021-4.xlsx", "Anmeldungen IB-2021-4 ohne Absagen", "admitted"),
        ("IB-2021-4.xlsx", "Absage bitte spätestens drei Tage vorher", "admitted"),
    ],
)
def test_a_list_that_is_called_after_a_stage_says_it_of_all_on_it(
    tmp_path: Path, file: str, title: str, stage: str
) -> None:
    send(tmp_path, file, [[title], *signups(*PEOPLE)])
    assert column(read_project(tmp_path).tidied.rows[Signup], "stage") == [stage] * 4


def test_what_a_row_says_goes_before_the_name_of_its_list(tmp_path: Path) -> None:
    rows: Rows = [["Name", "Vorname", "E-Mail", "Status"], ["Ehlers", "Ines", "", "zugesagt"], ["Tamm", "Uwe", "", ""]]
    send(tmp_path, "Warteliste IB-2021-4.xlsx", rows)
    assert column(read_project(tmp_path).tidied.rows[Signup], "stage") == ["admitted", "waitlisted"]


@pytest.mark.parametrize(
    ("newer", "older"),
    [("Liste korrigiert", "Liste"), ("Liste_neu", "Liste"), ("Liste", "Liste alt"), ("Liste v3", "Liste v2")],
)
def test_a_list_whose_name_says_that_it_came_later_takes_the_place_of_the_other(
    tmp_path: Path, newer: str, older: str
) -> None:
    send(tmp_path, f"{older}.xlsx", attendance("xxe", "xux", "xxx", "exx"))
    send(tmp_path, f"{newer}.xlsx", attendance("xxx", "xex", "xxx", "exx"))
    understood = read_project(tmp_path)
    assert found(understood, "list_superseded", "mark_conflict") == [f"list_superseded {older}.xlsx"]
    assert lists(understood)["Ehlers, Ines"] == "xxx"


def test_two_lists_with_other_names_still_contradict_each_other(tmp_path: Path) -> None:
    send(tmp_path, "Liste Büro.xlsx", attendance("xxe", "xux", "xxx", "exx"))
    send(tmp_path, "Liste Dozent neu.xlsx", attendance("xxx", "xux", "xxx", "exx"))
    assert found(read_project(tmp_path), "list_superseded", "mark_conflict") == ["mark_conflict E3", "mark_conflict E3"]


def test_the_code_in_the_corner_of_a_matrix_is_its_course(tmp_path: Path) -> None:
    rows: Rows = [["IB-2021-4", None, "UE 1", "UE 2", "UE 3"], ["Name", "Vorname", *DAYS], ["Ehlers", "Ines", *"xex"]]
    send(tmp_path, "Liste Roth.xlsx", rows)
    understood = read_project(tmp_path)
    assert [one.split()[0] for one in sessions(understood)] == ["IB-2021-4"] * 3
    assert found(understood, "course_code_missing") == []


@pytest.mark.parametrize("heading", ["Einsatz als", "Was?"])
def test_a_deployment_list_names_areas_below_any_heading(tmp_path: Path, heading: str) -> None:
    rows: Rows = [["Name", "Vorname", heading, "Einsatz seit"]]
    areas = ["Patenschaft", "Sprachbegleitung", "Nachbarschaftshilfe", "Hundesport"]
    rows += [[*name, area, "01.06.2021"] for name, area in zip(PEOPLE, areas, strict=True)]
    send(tmp_path, "Einsatzliste.xlsx", rows)
    understood = read_project(tmp_path)
    assert len(column(understood.tidied.rows[Deployment], "areas")) == 4
    assert found(understood, "area_unknown", "deployment_without_area") == ["area_unknown C5"]


def test_a_count_of_the_marks_is_compared_whatever_it_is_called(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldungen IB-2021-4.xlsx", signups(*PEOPLE))
    counts = [(2, 1, 0), (3, 0, 0), (3, 0, 0), (1, 2, 0)]
    rows: Rows = [["Anwesenheit IB-2021-4"], ["Name", "Vorname", *DAYS, "anwesend", "entschuldigt", "Bemerkung"]]
    marks = ["xxe", "xxx", "xxx", "xxe"]
    rows += [[*name, *own, *of[:2], ""] for name, own, of in zip(PEOPLE, marks, counts, strict=True)]
    send(tmp_path, "Anwesenheit.xlsx", rows)
    assert found(read_project(tmp_path), "total_differs") == ["total_differs F6", "total_differs G6"]


def test_a_line_between_people_says_who_waits_and_who_has_cancelled(tmp_path: Path) -> None:
    first, second, third, fourth = signups(*PEOPLE)[1:]
    send(tmp_path, "IB-2021-4.xlsx", [HEAD, first, second, [], ["Warteliste"], third, [], ["Abgesagt"], fourth])
    stages = column(read_project(tmp_path).tidied.rows[Signup], "stage")
    assert stages == ["admitted", "admitted", "waitlisted", "cancelled"]


def test_a_diary_has_a_list_for_every_evening_below_its_line(tmp_path: Path) -> None:
    rows: Rows = [["Kurs-Tagebuch IB-2021-4"], []]
    for day in ("03.09.2021", "10.09.2021"):
        rows += [["Datum:", day, "Thema:", "Asylrecht", "Ref.:", "Sabine Roth"], ["Name", "Vorname", "Anwesenheit"]]
        rows += [["Ehlers", "Ines", "da"], ["Tamm", "Uwe", "fehlt"], []]
    rows[7:7] = [["Datum:", "08.09.2021", "Thema:", "Arbeit", "Ref.:", "Sabine Roth"], ["Abend fällt aus"], []]
    send(tmp_path, "Tagebuch.xlsx", rows)
    understood = read_project(tmp_path)
    assert people(understood) == ["Ehlers, Ines", "Tamm, Uwe"]
    days = ["2021-09-03 held", "2021-09-08 cancelled", "2021-09-10 held"]
    assert sessions(understood) == [f"IB-2021-4 {day}" for day in days]
    assert found(understood, "course_code_missing", "mark_unknown") == []


def test_a_header_of_one_day_with_nothing_below_it_is_read(tmp_path: Path) -> None:
    send(tmp_path, "Liste.csv", "Name;04.04.2017")
    assert people(read_project(tmp_path)) == []
