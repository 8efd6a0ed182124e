"""Marks of several lists -> one attendance for each enrolment and session."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

from sent_sheets import column, found, lists, minutes, read_project, send

from pipeline.tables.base import changed
from pipeline.understand import Understood

DAYS = ["14.02.2017", "21.02.2017"]
HEADINGS = ["Name", "Vorname", *DAYS]


def test_two_lists_that_contradict_each_other_settle_nothing(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1 A.xlsx", [HEADINGS, ["Fricke", "Ute", "x", "x"]])
    send(tmp_path, "IB-2017-1 B.xlsx", [HEADINGS, ["Fricke", "Ute", "x", "fehlt"]])
    understood = read_project(tmp_path)
    assert lists(understood) == {"Fricke, Ute": "x?"}
    assert found(understood, "mark_conflict") == ["mark_conflict D2", "mark_conflict D2"]
    assert [(one.marks.stored, one.marks.set_aside) for one in understood.balances] == [(1, 1), (1, 1)]


def test_the_same_list_twice_changes_nothing_but_is_counted(tmp_path: Path) -> None:
    path = send(tmp_path, "IB-2017-1.xlsx", [HEADINGS, ["Fricke", "Ute", "x", "e"], ["Fricke", "Ute", "e", "x"]])
    once = read_project(tmp_path)
    shutil.copy(path, path.with_name("IB-2017-1 (1).xlsx"))
    twice = read_project(tmp_path)
    assert without_source(twice) == without_source(once)
    assert len(twice.matched.people) == len(once.matched.people)
    assert [(one.rows_stored, one.rows_skipped) for one in twice.balances] == [(0, 3), (2, 1)]


def without_source(understood: Understood) -> list[Any]:
    return [changed(row, source_id=None) for row in understood.attended.attendance]


def test_what_a_list_leaves_blank_another_may_say(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1 A.xlsx", [HEADINGS, ["Fricke", "Ute", "x", ""], ["x = anwesend, leer = nicht erfasst"]])
    send(tmp_path, "IB-2017-1 B.xlsx", [HEADINGS, ["Fricke", "Ute", "", "e"]])
    assert lists(read_project(tmp_path)) == {"Fricke, Ute": "xe"}


def test_a_mark_that_nobody_can_read_contradicts_no_other_list(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1 A.xlsx", [HEADINGS, ["Fricke", "Ute", "#", "x"]])
    send(tmp_path, "IB-2017-1 B.xlsx", [HEADINGS, ["Fricke", "Ute", "x", "x"]])
    understood = read_project(tmp_path)
    assert lists(understood) == {"Fricke, Ute": "xx"}
    assert found(understood, "mark_conflict") == []


def test_a_list_that_says_more_contradicts_no_list_that_says_less(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1 A.xlsx", [HEADINGS, ["Fricke", "Ute", "x", "x"]])
    send(tmp_path, "IB-2017-1 B.xlsx", [HEADINGS, ["Fricke", "Ute", "60", "x"]])
    understood = read_project(tmp_path)
    assert (minutes(understood), found(understood, "mark_conflict")) == ([60, 90], [])
    send(tmp_path, "IB-2017-1 C.xlsx", [HEADINGS, ["Fricke", "Ute", "45", "x"]])
    assert minutes(read_project(tmp_path)) == [None, 90]


def test_a_list_that_has_grown_corrects_its_older_copy(tmp_path: Path) -> None:
    old = [HEADINGS, ["Fricke", "Ute", "fehlt", "x"], ["Brandes", "Lars", "x", "x"]]
    new = [[*HEADINGS, "28.02.2017"], ["Fricke", "Ute", "e", "x", "x"], ["Brandes", "Lars", "x", "x", "x"]]
    send(tmp_path, "IB-2017-1 Stand Februar.xlsx", old)
    send(tmp_path, "IB-2017-1 Stand Januar.xlsx", new)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Brandes, Lars": "xxx", "Fricke, Ute": "exx"}
    assert found(understood, "mark_conflict") == []


def test_a_list_of_other_people_corrects_nothing(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1 A.xlsx", [HEADINGS, ["Fricke", "Ute", "fehlt", "x"], ["Uhl", "Eva", "x", "x"]])
    send(tmp_path, "IB-2017-1 B.xlsx", [[*HEADINGS, "28.02.2017"], ["Fricke", "Ute", "e", "x", "x"]])
    understood = read_project(tmp_path)
    assert lists(understood)["Fricke, Ute"] == "?xx"
    assert found(understood, "list_superseded") == []


def test_before_a_later_entry_and_after_leaving_nothing_applies(tmp_path: Path) -> None:
    days = ["14.02.2017", "21.02.2017", "28.02.2017"]
    rows = [["Name", "Vorname", "Eintritt am", *days], ["Fricke", "Ute", "20.02.2017", "", "x", ""]]
    rows += [["Brandes", "Lars", "", "x", "x", "x"], ["Uhl", "Eva", "", "", "abgebrochen", ""]]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Brandes, Lars": "xxx", "Fricke, Ute": "-x?", "Uhl, Eva": "?--"}


def test_a_walk_in_takes_part_from_the_first_presence_on(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1 Anmeldungen.xlsx", [["Name", "Vorname"], ["Fricke", "Ute"], ["Abel", "Jo"]])
    days = ["14.02.2017", "21.02.2017", "28.02.2017"]
    rows = [["Name", "Vorname", *days], ["Fricke", "Ute", "", "x", ""], ["Uhl", "Eva", "", "x", ""]]
    send(tmp_path, "IB-2017-1 Liste.xlsx", [*rows, ["Abel", "Jo", "x", "x", "x"]])
    understood = read_project(tmp_path)
    assert lists(understood) == {"Abel, Jo": "xxx", "Fricke, Ute": "?x?", "Uhl, Eva": "-x?"}
    assert [one.entry_on for one in understood.matched.enrolments if one.entry_on] == [date(2017, 2, 21)]


def test_who_is_admitted_but_on_no_list_has_every_session_not_recorded(tmp_path: Path) -> None:
    rows = [["Name", "Vorname", "Status"], ["Fricke", "Ute", ""], ["Brandes", "Lars", "Warteliste"], ["Uhl", "Eva", ""]]
    send(tmp_path, "IB-2017-1 Anmeldungen.xlsx", rows)
    send(tmp_path, "IB-2017-1 Liste.xlsx", [HEADINGS, ["Uhl", "Eva", "x", "x"]])
    understood = read_project(tmp_path)
    assert lists(understood) == {"Fricke, Ute": "??", "Uhl, Eva": "xx"}
    assert found(understood) == ["not_on_list 2"]
    assert column(understood.matched.enrolments, "declared_stage") == ["waitlisted", "admitted", "admitted"]


def test_absence_is_no_minutes_and_presence_at_most_the_sessions(tmp_path: Path) -> None:
    rows = [HEADINGS, ["Fricke", "Ute", "e", "fehlt"], ["Uhl", "Eva", "120", ""]]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    assert minutes(read_project(tmp_path)) == [0, 0, 90, None]


def test_every_mark_knows_its_cell(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", [[], HEADINGS, ["Fricke", "Ute", "e", "x"]])
    assert column(read_project(tmp_path).attended.attendance, "cell") == ["C3", "D3"]
