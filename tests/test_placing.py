"""Lists that name no course: which one they belong to, and what is asked where nothing tells."""

from pathlib import Path

import pytest
from sent_sheets import found, lists, read_project, send, sessions

from pipeline.config import load
from pipeline.errors import CallError
from pipeline.review import answer

# Each test runs the whole way: `make test-fast` leaves them out.
pytestmark = pytest.mark.slow

SIGNUPS = [
    ["Name", "Vorname", "Kurs"],
    *[["Fricke", "Ute", "IB-2017-1"], ["Brandes", "Lars", "IB-2017-1"], ["Otte", "Kim", "IB-2017-1"]],
    *[["Uhl", "Eva", "IB-2017-2"], ["Lau", "Ida", "IB-2017-2"], ["Fricke", "Ute", "IB-2017-2"]],
]
WHO = [["Fricke", "Ute"], ["Brandes", "Lars"], ["Otte", "Kim"]]
MIXED = [["Name", "Vorname", "14.02.2017"], ["Fricke", "Ute", "x"], ["Uhl", "Eva", "x"], ["Otte", "Kim", "x"]]


def test_a_list_belongs_to_the_course_for_which_its_people_signed_up(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldungen.xlsx", SIGNUPS)
    rows = [["Name", "14.02.2017"], ["Ute Fricke", "x"], ["Lars Brandes", "x"], ["Kim Otte", "e"]]
    send(tmp_path, "Dienstag.xlsx", rows)
    understood = read_project(tmp_path)
    assert set(lists(understood)) == {"Brandes, Lars", "Fricke, Ute", "Otte, Kim"}
    assert {one.course_id for one in understood.settled.courses} == {"IB-2017-1", "IB-2017-2"}
    assert [one for one in understood.questions if one.kind == "course_of_list"] == []
    assert found(understood, "course_code_missing") == ["course_code_missing Tabelle1"]


def test_a_list_of_people_of_several_courses_is_a_question_and_meanwhile_a_course_of_its_own(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldungen.xlsx", SIGNUPS)
    send(tmp_path, "Dienstag.xlsx", MIXED)
    understood = read_project(tmp_path)
    (asked,) = [one for one in understood.questions if one.kind == "course_of_list"]
    assert list(asked.options) == ["IB-2017-1", "IB-2017-2", "DIENSTAG"]
    assert "DIENSTAG" in {one.course_id for one in understood.settled.courses}


def test_the_answer_puts_the_list_into_its_course(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldungen.xlsx", SIGNUPS)
    send(tmp_path, "Dienstag.xlsx", MIXED)
    (asked,) = [one for one in read_project(tmp_path).questions if one.kind == "course_of_list"]
    send(tmp_path, "decisions/decisions.csv", f"kind;key;answer\ncourse_of_list;{asked.question_id};IB-2017-1\n")
    understood = read_project(tmp_path)
    assert {one.course_id for one in understood.settled.courses} == {"IB-2017-1", "IB-2017-2"}
    assert lists(understood)["Otte, Kim"] == "x"


def test_the_answer_may_be_a_course_that_no_sheet_names(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldungen.xlsx", SIGNUPS)
    send(tmp_path, "Dienstag.xlsx", MIXED)
    later = [["Name", "Vorname", "21.02.2017"], *MIXED[1:]]
    send(tmp_path, "Mittwoch.xlsx", later)
    first, second = (one for one in read_project(tmp_path).questions if one.kind == "course_of_list")
    answer(read_project(tmp_path), load(tmp_path), f"{first.question_id}=ib 2018/1")
    answer(read_project(tmp_path), load(tmp_path), f"{second.question_id}=IB-20181")
    understood = read_project(tmp_path)
    assert {one.course_id for one in understood.settled.courses} == {"IB-2017-1", "IB-2017-2", "IB-2018-1"}
    assert sessions(understood) == ["IB-2018-1 2017-02-14 held", "IB-2018-1 2017-02-21 held"]


def test_an_answer_that_is_no_course_is_told_with_what_may_be_written(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldungen.xlsx", SIGNUPS)
    send(tmp_path, "Dienstag.xlsx", MIXED)
    (asked,) = [one for one in read_project(tmp_path).questions if one.kind == "course_of_list"]
    with pytest.raises(CallError, match="another course by its code, like IB-2018-1"):
        answer(read_project(tmp_path), load(tmp_path), f"{asked.question_id}=yes")


def test_a_list_with_a_title_of_its_own_is_not_asked_for(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldungen.xlsx", SIGNUPS)
    send(tmp_path, "Liste.xlsx", [["Folgeworkshop Motivation"], *MIXED])
    understood = read_project(tmp_path)
    assert [one for one in understood.questions if one.kind == "course_of_list"] == []
    assert "FOLGEWORKSHOP-MOTIVATION" in {one.course_id for one in understood.settled.courses}


def test_sign_ups_without_a_code_belong_to_the_course_on_whose_list_their_people_stand(tmp_path: Path) -> None:
    send(tmp_path, "Meldungen.xlsx", [["Name", "Vorname", "Ort"], *([*names, "Sickte"] for names in WHO)])
    send(tmp_path, "IB-2017-1.xlsx", [["Name", "Vorname", "14.02.2017"], *([*names, "x"] for names in WHO)])
    understood = read_project(tmp_path)
    assert {one.course_id for one in understood.matched.enrolments} == {"IB-2017-1"}
    assert understood.questions == ()


REGISTER = [
    ["Anwesenheit IB-2022-1"],
    ["Name", "Vorname", "07.03.2022", "14.03.2022", "21.03.2022"],
    *[[*name, "x", "x", "e"] for name in WHO],
]
PLAN = [
    ["Nr.", "Datum", "Thema"],
    *[[1, "07.03.2022", "Einführung"], [2, "14.03.2022", "Asylrecht"], [3, "21.03.2022", "Schule"]],
    [4, "28.03.2022", "Abschluss"],
]


def test_a_plan_beside_the_list_of_its_course_needs_no_code(tmp_path: Path) -> None:
    send(tmp_path, "Lehrgang.xlsx", {"Anwesenheit": REGISTER, "Programm": PLAN})
    understood = read_project(tmp_path)
    assert [one.course_id for one in understood.settled.courses] == ["IB-2022-1"]
    assert len(sessions(understood)) == 4
    assert found(understood, "course_code_missing") == []
    assert [one for one in understood.questions if one.kind == "course_of_list"] == []


def test_a_plan_in_a_file_of_its_own_belongs_to_the_course_of_its_days(tmp_path: Path) -> None:
    send(tmp_path, "Liste.xlsx", REGISTER)
    send(tmp_path, "Programm.xlsx", PLAN)
    understood = read_project(tmp_path)
    assert [one.course_id for one in understood.settled.courses] == ["IB-2022-1"]
    assert found(understood, "course_code_missing") == ["course_code_missing Tabelle1"]


def test_a_plan_of_other_days_is_not_that_of_the_list_beside_it(tmp_path: Path) -> None:
    other = [PLAN[0], *[[number, day.replace("2022", "2021"), topic] for number, day, topic in PLAN[1:]]]
    send(tmp_path, "Lehrgang.xlsx", {"Anwesenheit": REGISTER, "Programm": other})
    understood = read_project(tmp_path)
    assert len(understood.settled.courses) == 2
    assert [one.kind for one in understood.questions if one.kind == "course_of_list"] == ["course_of_list"]


def test_a_workshop_on_one_day_of_a_plan_does_not_make_the_plan_its_own(tmp_path: Path) -> None:
    send(tmp_path, "Liste WS-2022-9.xlsx", [["Name", "Vorname", "14.03.2022"], *[[*name, "x"] for name in WHO]])
    send(tmp_path, "Plan Grundkurs.xlsx", [["Terminplan Grundkurs"], *PLAN])
    assert len(read_project(tmp_path).settled.courses) == 2


def test_a_plan_of_days_that_two_courses_share_is_asked_for(tmp_path: Path) -> None:
    send(tmp_path, "Liste A.xlsx", REGISTER)
    send(tmp_path, "Liste B.xlsx", [["Anwesenheit IB-2022-2"], *REGISTER[1:]])
    send(tmp_path, "Programm Frühjahr.xlsx", PLAN)
    (asked,) = [one for one in read_project(tmp_path).questions if one.kind == "course_of_list"]
    assert {"IB-2022-1", "IB-2022-2"} <= set(asked.options)


NUMBERED = [
    ["Lesepaten IB-2017-1"],
    ["Name", "Vorname", "1", "2"],
    ["Fricke", "Ute", "x", "x"],
    ["Otte", "Kim", "x", "-"],
]
DATES = [["Treffen", "Wann", "Inhalt"], ["1. Treffen", "14.02.2017", "Lesen"], ["2. Treffen", "21.02.2017", "Praxis"]]


def test_a_sheet_of_dates_is_about_the_course_of_its_workbook_that_only_numbers_its_sessions(tmp_path: Path) -> None:
    send(tmp_path, "Lesepaten.xlsx", {"Anwesenheit": NUMBERED, "Termine": DATES})
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2017-1 2017-02-14 held", "IB-2017-1 2017-02-21 held"]
    assert understood.questions == ()
    assert found(understood, "course_code_missing", "session_undated") == []


def test_a_sheet_of_dates_is_asked_for_where_the_list_has_days_of_its_own_or_more_sessions(tmp_path: Path) -> None:
    dated = [NUMBERED[0], ["Name", "Vorname", "15.03.2017", "22.03.2017"], *NUMBERED[2:]]
    longer = [NUMBERED[0], [*NUMBERED[1], "3"], ["Fricke", "Ute", "x", "x", "x"], ["Otte", "Kim", "x", "-", "x"]]
    for name, rows in (("dated", dated), ("longer", longer)):
        send(tmp_path / name, "Lesepaten.xlsx", {"Anwesenheit": rows, "Termine": DATES})
        asked = [one.kind for one in read_project(tmp_path / name).questions]
        assert "course_of_list" in asked


def test_a_sheet_of_dates_is_asked_for_in_a_workbook_of_two_courses(tmp_path: Path) -> None:
    other = [["Lesepaten IB-2017-2"], *NUMBERED[1:]]
    send(tmp_path, "Lesepaten.xlsx", {"A": NUMBERED, "B": other, "Termine": DATES})
    assert "course_of_list" in [one.kind for one in read_project(tmp_path).questions]
