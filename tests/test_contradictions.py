"""Two lists that contradict each other, and nothing says which is newer: one question, and what its answer does."""

from pathlib import Path

import pytest
from sent_sheets import Rows, found, lists, read_project, send

from pipeline.decisions import FILE, HEADINGS
from pipeline.questions import OpenQuestion
from pipeline.understand import Understood

HEAD = ["Name", "Vorname", "14.02.2017", "21.02.2017"]
OF_OFFICE: Rows = [HEAD, ["Fricke", "Ute", "x", "x"], ["Uhl", "Eva", "x", "e"], ["Brandes", "Lars", "x", "x"]]
OF_LECTURER: Rows = [HEAD, ["Fricke", "Ute", "x", "fehlt"], ["Uhl", "Eva", "fehlt", "x"], ["Brandes", "Lars", "x", "x"]]


def asked(understood: Understood) -> OpenQuestion:
    (one,) = [one for one in understood.questions if one.kind == "contradiction"]
    return one


def decide(project: Path, question: OpenQuestion, answer: str) -> Understood:
    file = project / "data" / "raw" / "decisions" / FILE
    file.parent.mkdir(exist_ok=True)
    file.write_text(";".join(HEADINGS) + f"\n{question.kind};{question.question_id};{answer};;;;\n", encoding="utf-8")
    return read_project(project)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    send(tmp_path, "IB-2017-1 Büro.xlsx", OF_OFFICE)
    send(tmp_path, "IB-2017-1 Dozentin.xlsx", OF_LECTURER)
    return tmp_path


def test_two_lists_are_one_question_however_many_marks_differ(project: Path) -> None:
    understood = read_project(project)
    question = asked(understood)
    assert question.text == (
        "IB-2017-1 Büro.xlsx, Tabelle1 and IB-2017-1 Dozentin.xlsx, Tabelle1 say different things of 2 persons "
        "(Fricke, Ute; Uhl, Eva; IB-2017-1, 14 Feb 2017, 21 Feb 2017). Which list holds?"
    )
    assert list(question.options) == ["IB-2017-1 Büro.xlsx", "IB-2017-1 Dozentin.xlsx", "neither"]
    assert lists(understood) == {"Brandes, Lars": "xx", "Fricke, Ute": "x?", "Uhl, Eva": "??"}
    assert len(found(understood, "mark_conflict")) == 6


def test_the_list_that_somebody_has_named_holds(project: Path) -> None:
    understood = decide(project, asked(read_project(project)), "IB-2017-1 Dozentin.xlsx")
    assert lists(understood) == {"Brandes, Lars": "xx", "Fricke, Ute": "xu", "Uhl, Eva": "ux"}
    assert found(understood, "mark_conflict", "mark_overruled") == [
        "mark_overruled D2",
        "mark_overruled C3",
        "mark_overruled D3",
    ]
    assert asked(understood).answer == "IB-2017-1 Dozentin.xlsx"
    assert [(one.marks.stored, one.marks.set_aside) for one in understood.balances] == [(3, 3), (6, 0)]


def test_where_neither_holds_nothing_is_recorded_and_nothing_more_is_asked(project: Path) -> None:
    understood = decide(project, asked(read_project(project)), "neither")
    assert lists(understood)["Fricke, Ute"] == "x?"
    assert asked(understood).answer == "neither"


def test_an_answer_lasts_when_one_more_mark_differs(project: Path) -> None:
    question = asked(read_project(project))
    send(project, "IB-2017-1 Büro.xlsx", [*OF_OFFICE[:3], ["Brandes", "Lars", "x", "e"]])
    understood = decide(project, question, "IB-2017-1 Büro.xlsx")
    assert lists(understood) == {"Brandes, Lars": "xe", "Fricke, Ute": "xx", "Uhl, Eva": "xe"}


def test_a_third_list_is_asked_about_by_itself(project: Path) -> None:
    question = asked(read_project(project))
    send(project, "IB-2017-1 Amt.csv", "Name;Vorname;21.02.2017\nFricke;Ute;e\n")
    understood = decide(project, question, "IB-2017-1 Büro.xlsx")
    assert len({one.question_id for one in understood.questions}) == 3
    assert lists(understood) == {"Brandes, Lars": "xx", "Fricke, Ute": "x?", "Uhl, Eva": "xe"}


def test_sheets_of_one_workbook_are_told_apart_by_their_names(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", {"Büro": OF_OFFICE, "Dozentin": OF_LECTURER})
    assert list(asked(read_project(tmp_path)).options) == ["Büro", "Dozentin", "neither"]


def test_one_list_that_contradicts_itself_is_no_question(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", [HEAD, ["Fricke", "Ute", "x", "x"], ["Fricke", "Ute", "x", "e"]])
    assert [one for one in read_project(tmp_path).questions if one.kind == "contradiction"] == []


def test_two_lists_that_differ_repeat_no_illness(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1 Büro.xlsx", [HEAD, ["Fricke", "Ute", "e (Krankenhaus)", "x"], ["Uhl", "Eva", "x", "x"]])
    send(tmp_path, "IB-2017-1 Dozentin.xlsx", [HEAD, ["Fricke", "Ute", "x", "x"], ["Uhl", "Eva", "x", "x"]])
    understood = read_project(tmp_path)
    assert [one.found for one in understood.issues if one.kind.code == "mark_conflict"] == ["…", "x"]


def test_of_two_lists_on_one_sheet_each_has_an_answer_that_can_be_typed(tmp_path: Path) -> None:
    rows: Rows = [*OF_OFFICE, [], ["Anwesenheit laut Dozentin"], *OF_LECTURER]
    send(tmp_path, "IB-2017-1.csv", "\n".join(";".join(row) for row in rows))
    question = asked(read_project(tmp_path))
    assert question.options == {
        "1": "IB-2017-1.csv, from row 2 holds",
        "2": "IB-2017-1.csv, from row 8 holds",
        "neither": "neither holds: the sessions stay not recorded",
    }
    assert lists(decide(tmp_path, question, "2"))["Fricke, Ute"] == "xu"


def test_blanks_in_the_name_of_a_list_are_no_part_of_its_answer(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", {"Büro  neu ": OF_OFFICE, " Dozentin": OF_LECTURER})
    assert list(asked(read_project(tmp_path)).options) == ["Dozentin", "Büro neu", "neither"]
