"""Plans and lists -> courses and sessions, each once."""

from datetime import date
from pathlib import Path

import pytest
from sent_sheets import column, found, lists, read_project, send, sessions

from pipeline.recognise.naming import title_of
from pipeline.understand import Understood

PLAN = ["Kurs", "Datum", "Beginn", "Ende", "Thema", "Referent", "Institution"]
UTE = ["Fricke", "Ute"]


def plan(project: Path, *rows: list[str]) -> None:
    send(project, "Plan.xlsx", [PLAN, *([*row, "", "", "", "", ""][:7] for row in rows)])


def decide(project: Path, question_id: str, answer: str) -> None:
    text = f"\ufeffkind;key;answer;evidence;who;when;why\nx;{question_id};{answer};;;;\n"
    send(project, "decisions/decisions.csv", text)


def questions(understood: Understood) -> list[tuple[str, list[str], str | None]]:
    return [(str(one.kind), list(one.options), one.answer) for one in understood.questions]


def test_planned_and_listed_sessions_of_one_day_are_one(tmp_path: Path) -> None:
    plan(tmp_path, ["IB-2017-1", "14.02.2017", "18:00", "20:00", "Asyl"], ["IB-2017-1", "21.02.2017"])
    send(tmp_path, "Liste IB 2017/1.xlsx", [["Kurs IB 2017/1"], ["Name", "Vorname", "14.02.2017"], [*UTE, "x"]])
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2017-1 2017-02-14 held", "IB-2017-1 2017-02-21 planned"]
    assert column(understood.settled.sessions, "minutes") == [120, 90]
    assert column(understood.settled.sessions, "number") == [1, 2]


def test_a_planned_day_that_has_passed_without_marks_is_an_issue(tmp_path: Path) -> None:
    plan(tmp_path, ["IB-2017-1", "14.02.2017"], ["IB-2017-1", "21.02.2017"], ["IB-2017-1", "28.02.2017"])
    send(tmp_path, "IB-2017-1.xlsx", [["Name", "Vorname", "14.02.2017", "21.02.2017"], [*UTE, "", "x"]])
    assert found(read_project(tmp_path), "session_without_marks") == ["session_without_marks 2"]


def test_a_planned_day_before_somebody_made_up_a_session_has_passed(tmp_path: Path) -> None:
    plan(tmp_path, ["IB-2017-1", "14.02.2017"], ["IB-2017-1", "21.02.2017"], ["IB-2017-1", "28.03.2017"])
    send(tmp_path, "IB-2017-1.xlsx", [["Name", "Vorname", "14.02.2017"], [*UTE, "e nachgeholt 12.03.2017"]])
    assert found(read_project(tmp_path), "session_without_marks") == ["session_without_marks 3"]


def test_lecturers_stand_in_rows_of_their_own_or_in_one_cell(tmp_path: Path) -> None:
    first = ["IB-2017-1", "14.02.2017", "18:00", "19:30", "Asyl"]
    plan(
        tmp_path,
        [*first, "Uhl, Eva", "Amt A"],
        [*first, "Kern, Jo", "Amt B"],
        ["IB-2017-1", "21.02.2017", "", "", "", "A B; C D"],
    )
    understood = read_project(tmp_path)
    assert len(sessions(understood)) == 2
    assert column(understood.settled.lecturers, "lecturer") == ["Uhl, Eva", "Kern, Jo", "A B", "C D"]


def test_two_times_of_one_day_are_two_sessions(tmp_path: Path) -> None:
    plan(tmp_path, ["IB-2017-1", "14.02.2017", "09:00", "10:30"], ["IB-2017-1", "14.02.2017", "11:00", "12:30"])
    send(tmp_path, "IB-2017-1.xlsx", [["Name", "Vorname", "14.02.2017", "14.02.2017"], [*UTE, "x", "e"]])
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2017-1 2017-02-14 held"] * 2
    assert lists(understood) == {"Fricke, Ute": "xe"}


def test_two_numbers_of_one_day_are_two_sessions(tmp_path: Path) -> None:
    rows = [["Nr.", "Kurs", "Datum", "Thema"], [1, "IB-2017-1", "14.02.2017", "a"], [2, "IB-2017-1", "14.02.2017", "b"]]
    send(tmp_path, "Plan.xlsx", rows)
    understood = read_project(tmp_path)
    assert [(one.number, one.topic) for one in understood.settled.sessions] == [(1, "a"), (2, "b")]


def test_a_plan_sent_twice_plans_nothing_twice(tmp_path: Path) -> None:
    plan(tmp_path, ["IB-2017-1", "14.02.2017", "18:00"])
    send(tmp_path, "Plan neu.xlsx", [["Nr.", "Kurs", "Datum", "Thema"], [1, "IB-2017-1", "14.02.2017", "Asyl"]])
    understood = read_project(tmp_path)
    assert [(one.number, one.topic) for one in understood.settled.sessions] == [(1, "Asyl")]


def test_marks_say_that_a_session_was_held_whatever_the_plan_says(tmp_path: Path) -> None:
    plan(
        tmp_path,
        ["IB-2017-1", "14.02.2017", "", "", "Asyl - entfällt"],
        ["IB-2017-1", "21.02.2017", "", "", "entfällt"],
    )
    send(tmp_path, "IB-2017-1.xlsx", [["Name", "Vorname", "14.02.2017"], [*UTE, "x"]])
    assert sessions(read_project(tmp_path)) == ["IB-2017-1 2017-02-14 held", "IB-2017-1 2017-02-21 cancelled"]


def test_a_code_is_spelled_as_in_the_plan(tmp_path: Path) -> None:
    plan(tmp_path, ["IB-2017-1", "14.02.2017"])
    send(
        tmp_path,
        "a.xlsx",
        [["Name", "Vorname", "E-Mail", "Kurs"], [*UTE, "", "ib 2017/1"], ["Uhl", "Eva", "", "IB 2017/1"]],
    )
    understood = read_project(tmp_path)
    assert column(understood.settled.courses, "course_id") == ["IB-2017-1"]
    assert column(understood.matched.enrolments, "course_id") == ["IB-2017-1"] * 2


def test_kind_and_name_of_a_course_follow_from_its_programme(tmp_path: Path) -> None:
    plan(tmp_path, ["IB-2017-1", "14.02.2017"], ["WS-2017-1", "14.02.2017"], ["XY-2017-1", "14.02.2017"])
    assert column(read_project(tmp_path).settled.courses, "kind") == ["basic", "workshop", "basic"]


def test_the_programme_may_make_a_session_mandatory(tmp_path: Path) -> None:
    plan(tmp_path, ["IB-2017-1", "14.02.2017"], ["IB-2017-1", "21.02.2017"])
    settings = '[[programme]]\ncode = "IB"\nname = "Begleitung"\nkind = "basic"\nmandatory_sessions = [2]\n'
    assert column(read_project(tmp_path, settings).settled.sessions, "is_mandatory") == [False, True]


UNDATED = [["Name", "Vorname", "14.02.2017", "30.02.2017", "28.02.2017"], [*UTE, "x", "e", "x"]]


def test_a_session_whose_day_cannot_be_read_keeps_its_marks_and_is_one_question(tmp_path: Path) -> None:
    plan(tmp_path, *(["IB-2017-1", day] for day in ("14.02.2017", "21.02.2017", "28.02.2017", "07.03.2017")))
    send(tmp_path, "IB-2017-1.xlsx", UNDATED)
    understood = read_project(tmp_path)
    assert sessions(understood).count("IB-2017-1 - held") == 1
    assert questions(understood) == [("undated_session", ["2017-02-21", "2017-03-07"], None)]
    assert lists(understood) == {"Fricke, Ute": "xxe"}
    assert found(understood, "date_impossible") == ["date_impossible D1"]


def test_the_answer_dates_the_session_in_every_later_run(tmp_path: Path) -> None:
    plan(tmp_path, *(["IB-2017-1", day] for day in ("14.02.2017", "21.02.2017", "28.02.2017")))
    send(tmp_path, "IB-2017-1.xlsx", UNDATED)
    decide(tmp_path, read_project(tmp_path).questions[0].question_id, "2017-02-21")
    # Another list that arrives later moves rows and columns, not the question.
    send(tmp_path, "0 alt.xlsx", [["Kurs IB-2016-1"], ["Name", "Vorname", "14.02.2016"], ["Uhl", "Eva", "x"]])
    understood = read_project(tmp_path)
    assert sessions(understood)[1:] == [f"IB-2017-1 2017-02-{day} held" for day in (14, 21, 28)]
    assert lists(understood)["Fricke, Ute @IB-2017-1"] == "xex"
    assert questions(understood) == [("undated_session", ["2017-02-21"], "2017-02-21")]


def test_two_copies_of_a_list_have_its_undated_session_once(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", UNDATED)
    send(tmp_path, "IB-2017-1 Kopie.xlsx", UNDATED)
    understood = read_project(tmp_path)
    assert (len(sessions(understood)), len(questions(understood))) == (3, 1)
    assert lists(understood) == {"Fricke, Ute": "xxe"}


def test_a_day_a_year_away_from_its_course_is_asked_for(tmp_path: Path) -> None:
    days = ["16.05.2017", "23.05.2016", "30.05.2017"]
    send(tmp_path, "WS-2017-1.xlsx", [["Name", "Vorname", *days], [*UTE, "x", "x", "e"]])
    understood = read_project(tmp_path)
    assert found(understood, "session_day_unlikely") == ["session_day_unlikely D1"]
    assert sessions(understood)[-1] == "WS-2017-1 - held"
    assert questions(understood) == [("undated_session", ["2017-05-23"], None)]


def test_several_sessions_with_the_year_of_another_are_each_asked_for(tmp_path: Path) -> None:
    days = ["28.11.2023", "05.12.2023", "12.12.2023", "19.12.2023", "09.01.2023", "16.01.2023"]
    send(tmp_path, "WS-2023-1.xlsx", [["Name", "Vorname", *days], [*UTE, *"xxxxxx"]])
    understood = read_project(tmp_path)
    assert found(understood, "session_day_unlikely") == ["session_day_unlikely G1", "session_day_unlikely H1"]
    assert questions(understood)[0] == ("undated_session", ["2024-01-09"], None)


def test_sessions_long_after_the_turn_of_the_year_are_asked_for_with_the_first_of_them(tmp_path: Path) -> None:
    days = ["22.11.2018", "29.11.2018", "06.12.2018", "13.12.2018", "10.01.2018", "24.01.2018"]
    send(tmp_path, "WS-2018-1.xlsx", [["Name", "Vorname", *days], [*UTE, *"xxxxxx"]])
    understood = read_project(tmp_path)
    assert found(understood, "session_day_unlikely") == ["session_day_unlikely G1", "session_day_unlikely H1"]
    assert questions(understood)[1] == ("undated_session", ["2019-01-24"], None)


def test_a_meeting_half_a_year_later_is_no_slip(tmp_path: Path) -> None:
    days = ["16.05.2017", "23.05.2017", "05.12.2017"]
    send(tmp_path, "WS-2017-1.xlsx", [["Name", "Vorname", *days], [*UTE, "x", "x", "x"]])
    understood = read_project(tmp_path)
    assert found(understood, "session_day_unlikely") == []
    assert understood.as_of == date(2017, 12, 5)


def test_a_day_decades_away_dates_nothing(tmp_path: Path) -> None:
    send(tmp_path, "WS-2017-1.xlsx", [["Name", "Vorname", "16.05.2017", "23.05.2017", "30.05.2062"], [*UTE, *"xxe"]])
    understood = read_project(tmp_path)
    assert found(understood, "date_implausible") == ["date_implausible E1"]
    assert understood.as_of == date(2017, 5, 23)
    assert questions(understood) == [("undated_session", [], None)]


def test_a_column_of_marks_under_a_heading_that_is_no_day_is_a_session_to_be_dated(tmp_path: Path) -> None:
    rows = [["Name", "Vorname", "14.02.2017", "KW 13", "21.02.2017", "Summe", "Zertifikat"], [*UTE, *"xex", 2, ""]]
    send(tmp_path, "IB-2017-1.xlsx", [*rows, ["Uhl", "Eva", *"xxx", 3, "x"]])
    understood = read_project(tmp_path)
    assert sessions(understood) == [
        "IB-2017-1 2017-02-14 held",
        "IB-2017-1 2017-02-21 held",
        "IB-2017-1 - held",
    ]
    assert lists(understood) == {"Fricke, Ute": "xxe", "Uhl, Eva": "xxx"}
    assert found(understood, "date_unreadable") == ["date_unreadable D1"]


def test_two_plans_that_contradict_each_other_leave_the_session_planned_and_say_so(tmp_path: Path) -> None:
    plan(tmp_path, ["IB-2017-1", "14.02.2017", "", "", "Asyl"], ["IB-2017-1", "21.02.2017", "", "", "Arbeit"])
    rows = [PLAN[:5], ["IB-2017-1", "21.02.2017", "", "", "entfällt"]]
    send(tmp_path, "Plan neu.xlsx", rows)
    send(tmp_path, "IB-2017-1.xlsx", [["Name", "Vorname", "14.02.2017"], [*UTE, "x"]])
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2017-1 2017-02-14 held", "IB-2017-1 2017-02-21 planned"]
    assert found(understood, "plan_conflict", "session_without_marks") == ["plan_conflict 2"]


def test_a_planned_session_without_a_day_is_the_one_listed_session_no_plan_names(tmp_path: Path) -> None:
    rows = [["Kurs", "Nr.", "Datum", "Thema"], ["IB-2017-1", 1, "14.02.2017", "a"], ["IB-2017-1", 2, "", "b"]]
    send(tmp_path, "Plan.xlsx", rows)
    send(tmp_path, "IB-2017-1.xlsx", [["Name", "Vorname", "14.02.2017", "21.02.2017"], [*UTE, "x", "x"]])
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2017-1 2017-02-14 held", "IB-2017-1 2017-02-21 held"]
    assert column(understood.settled.sessions, "number") == [1, 2]
    assert found(understood) == ["signups_missing Tabelle1"]


def test_a_planned_session_without_a_day_that_no_list_settles_is_said(tmp_path: Path) -> None:
    rows = [["Kurs", "Nr.", "Datum", "Thema"], ["IB-2017-1", 1, "14.02.2017", "a"], ["IB-2017-1", 2, "", "b"]]
    send(tmp_path, "Plan.xlsx", rows)
    send(tmp_path, "IB-2017-1.xlsx", [["Name", "Vorname", "14.02.2017"], [*UTE, "x"]])
    assert found(read_project(tmp_path)) == ["signups_missing Tabelle1", "planned_without_day 3"]


def test_a_planned_session_that_a_question_offers_is_not_reported_besides(tmp_path: Path) -> None:
    plan(tmp_path, ["IB-2017-1", "14.02.2017"], ["IB-2017-1", "28.02.2017"], ["IB-2017-1", "07.03.2017"])
    rows = [["Name", "Vorname", "14.02.2017", "30.02.2017", "07.03.2017"], [*UTE, *"xxx"]]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert found(understood) == ["signups_missing Tabelle1", "date_impossible D1"]
    assert questions(understood) == [("undated_session", ["2017-02-28"], None)]


def test_a_dash_in_the_column_of_courses_names_no_course(tmp_path: Path) -> None:
    rows = [["Name", "Vorname", "E-Mail", "Kurs"], [*UTE, "ute@verein.example", "-"]]
    send(tmp_path, "Anmeldungen.xlsx", rows)
    understood = read_project(tmp_path)
    assert found(understood) == ["course_missing 2"]
    assert understood.settled.courses == []


@pytest.mark.parametrize(
    "title",
    [
        "Workshop WS-2017-1 Asylrecht – Teilnahme",
        "WS-2017-1 Workshop Asylrecht (Stand 10.01.2017)",
        "WS-2017-1: Workshop Asylrecht, Stand: 10.1.17",
        "Teilnehmerliste WS-2017-1 Workshop Asylrecht",
    ],
)
def test_a_title_is_what_is_taught_and_not_what_the_list_is_or_of_which_day(title: str) -> None:
    assert title_of(title) == "Workshop Asylrecht"


def test_a_title_in_a_column_goes_before_the_title_of_a_sheet(tmp_path: Path) -> None:
    send(tmp_path, "liste.xlsx", [["WS-2017-1 Asyl"], [], ["Name", "Vorname", "14.02.2017"], ["Uhl", "Eva", "x"]])
    send(
        tmp_path,
        "anmeldungen.xlsx",
        [["Kursnr.", "Kurstitel", "Name", "Vorname"], ["WS-2017-1", "Folgeworkshop Asylrecht", "Uhl", "Eva"]],
    )
    (course,) = read_project(tmp_path).settled.courses
    assert course.title == "Folgeworkshop Asylrecht"
