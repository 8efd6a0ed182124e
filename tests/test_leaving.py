"""Who left the course: a day in a column, a status or a remark says so, and what follows from it."""

from pathlib import Path

import pytest
from sent_sheets import column, found, lists, read_project, send

from pipeline.tidy.leaving import day_of_leaving
from pipeline.vocabulary import load

DAYS = ["14.02.2017", "21.02.2017", "28.02.2017", "07.03.2017"]


def season(project: Path, heading: str, said: str, *, marks: str = "xx--") -> None:
    people = [["Fricke", "Ute", said], ["Uhl", "Eva", ""]]
    send(project, "Anmeldungen IB-2017-1.xlsx", [["Nachname", "Vorname", heading], *people])
    cells = [mark.replace("-", "") for mark in marks]
    rows = [["Name", "Vorname", *DAYS], ["Fricke", "Ute", *cells], ["Uhl", "Eva", *"xxxx"]]
    send(project, "Anwesenheit IB-2017-1.xlsx", rows)


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Bemerkung", "ausgeschieden am 28.02.2017"),
        ("Bemerkung", "Nimmt ab 28.02. nicht mehr teil (Umzug)"),
        ("Status", "abgemeldet zum 28.2."),
        ("Austritt", "28.02.2017"),
        ("Remark", "dropped out on 2017-02-28"),
        ("Comments", "left the course on 28 February 2017"),
    ],
)
def test_sessions_after_the_day_of_leaving_do_not_apply(tmp_path: Path, heading: str, said: str) -> None:
    season(tmp_path, heading, said)
    understood = read_project(tmp_path)
    assert (lists(understood), found(understood)) == ({"Fricke, Ute": "xx--", "Uhl, Eva": "xxxx"}, [])
    assert [str(day) for day in column(understood.matched.enrolments, "withdrawn_on")] == ["2017-02-28", "None"]


def test_the_day_of_leaving_is_of_the_year_of_the_sessions(tmp_path: Path) -> None:
    rows = [["Name", *DAYS, "Bemerkung"], ["Ute Fricke", "x", "x", "", "", "ab 28.02. ausgeschieden"]]
    rows.append(["Eva Uhl", *"xxxx"])
    send(tmp_path, "Anwesenheit IB 7.xlsx", rows)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Fricke, Ute": "xx--", "Uhl, Eva": "xxxx"}
    assert found(understood, "date_unreadable") == []


def test_a_presence_after_the_day_of_leaving_counts_and_is_named_at_its_mark(tmp_path: Path) -> None:
    season(tmp_path, "Bemerkung", "ausgeschieden am 21.02.2017", marks="xx-x")
    understood = read_project(tmp_path)
    assert found(understood) == ["mark_after_leaving F2"]
    assert lists(understood)["Fricke, Ute"] == "xx-x"


def test_an_attendance_list_says_who_left_in_a_remark_of_its_own(tmp_path: Path) -> None:
    rows = [
        ["Name", "Vorname", *DAYS, "Bemerkung"],
        ["Fricke", "Ute", "x", "x", "", "", "ausgeschieden zum 25.02.2017"],
    ]
    send(tmp_path, "Anwesenheit IB-2017-1.xlsx", [*rows, ["Uhl", "Eva", *"xxxx", ""]])
    assert lists(read_project(tmp_path))["Fricke, Ute"] == "xx--"


def test_a_day_of_leaving_that_does_not_exist_is_named_without_the_rest_of_the_remark(tmp_path: Path) -> None:
    season(tmp_path, "Bemerkung", "ausgeschieden am 30.02.2017, Umzug nach Bremen")
    issue = next(one for one in read_project(tmp_path).issues if one.kind.code == "date_impossible")
    assert (issue.place.cell, issue.found) == ("C2", "30.02.2017")


@pytest.mark.parametrize(
    ("remark", "day"),
    [
        ("meldet sich zum 1.4.2017 ab", "1.4.2017"),
        ("angemeldet am 01.02.2017, ausgeschieden am 12.03.2017", "12.03.2017"),
        ("hat den Kurs am 12. März verlassen", "12. März"),
        ("withdrew 12/03/2017", "12/03/2017"),
        ("left on 12 March", "12 March"),
        ("hat sich für den 12.03. abgemeldet", None),
        ("nur am 12.03. abgemeldet", None),
        ("left early on 12 March", None),
        ("nicht ausgeschieden, fehlt nur 12.03.", None),
        ("zwischen 01.03. und 12.03. ausgeschieden", None),
        ("ausgeschieden", None),
        ("kommt am 12.03. später", None),
    ],
)
def test_a_remark_names_the_day_of_leaving_or_none(remark: str, day: str | None) -> None:
    assert day_of_leaving(remark, load()) == day


LISTED = ["Name", "Vorname", *DAYS]


@pytest.mark.parametrize(
    ("own", "meant"),
    [
        (["x", "abgemeldet", "x", "x"], "xexx"),
        (["x", "abgemeldet", "", ""], "x---"),
        (["x", "Abgemeldet", "", "x"], "xe?x"),
    ],
)
def test_who_comes_again_had_only_been_excused(tmp_path: Path, own: list[str], meant: str) -> None:
    send(tmp_path, "Anwesenheit IB-2017-1.xlsx", [LISTED, ["Fricke", "Ute", *own], ["Uhl", "Eva", *"xxxx"]])
    understood = read_project(tmp_path)
    assert lists(understood)["Fricke, Ute"] == meant
    assert found(understood) == ["signups_missing Tabelle1"]


@pytest.mark.parametrize("between", ["", "entfällt"])
def test_one_mark_among_empty_cells_behind_the_leaving_is_a_slip(tmp_path: Path, between: str) -> None:
    rows = [["Fricke", "Ute", "abgemeldet", between, "x", ""], ["Uhl", "Eva", "x", between or "x", "x", "x"]]
    send(tmp_path, "Anwesenheit IB-2017-1.xlsx", [LISTED, *rows])
    assert found(read_project(tmp_path), "mark_after_leaving") == ["mark_after_leaving E2"]


def test_on_a_list_of_one_evening_nobody_leaves_the_course(tmp_path: Path) -> None:
    for day, said in zip(DAYS[:2], ("abgemeldet", "ja"), strict=True):
        rows = [["Kurs IB-2017-1"], ["Datum:", day], [], ["Name", "Vorname", "anwesend"]]
        send(tmp_path, f"{day}.xlsx", [*rows, ["Fricke", "Ute", said], ["Uhl", "Eva", "ja"]])
    assert lists(read_project(tmp_path)) == {"Fricke, Ute": "ex", "Uhl, Eva": "xx"}


@pytest.mark.parametrize(
    ("own", "meant"),
    [
        (["anwesend", "abgemeldet", "anwesend", "anwesend"], "xexx"),
        (["anwesend", "anwesend", "abgemeldet"], "xx-"),
    ],
)
def test_on_a_long_list_who_comes_again_had_only_been_excused(tmp_path: Path, own: list[str], meant: str) -> None:
    of_others = [[day, "Uhl", "Eva", "anwesend"] for day in DAYS[: len(own)]]
    rows = [[day, "Fricke", "Ute", said] for day, said in zip(DAYS, own, strict=False)]
    by_day = sorted([*of_others, *rows], key=lambda row: DAYS.index(row[0]))
    send(tmp_path, "Teilnahmen IB-2017-1.csv", [["Datum", "Name", "Vorname", "Teilnahmestatus"], *by_day])
    understood = read_project(tmp_path)
    assert (lists(understood)["Fricke, Ute"], found(understood, "mark_after_leaving")) == (meant, [])
