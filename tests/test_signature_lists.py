"""What a list leaves unsaid: who did not sign may have been absent, a sign may mean anything; one question asks."""

from pathlib import Path

import pytest
from sent_sheets import Rows, found, lists, read_project, send

from pipeline.config import load
from pipeline.review import answer

HASHES: Rows = [
    ["Anwesenheit IB-2017-1"],
    ["Name", "Vorname", "14.02.2017", "21.02.2017", "28.02.2017"],
    ["Uhl", "Eva", "#", "x", "#"],
    ["Abel", "Jan", "x", "#", "#"],
    ["Kolb", "Ina", "x", "x", "?!"],
]
SIGNED: Rows = [
    ["Unterschriftenliste IB-2017-1"],
    ["Name", "Vorname", "14.02.2017", "21.02.2017"],
    ["Uhl", "Eva", "Uhl", ""],
    ["Abel", "Jan", "J. Abel", "Abel"],
]
EVA = ("Uhl, Eva @IB-2017-1", "Uhl, Eva @IB-2017-2")
EVENING: Rows = [
    ["IB-2017-1 am 14.02.2017"],
    ["Name", "Vorname", "Kommt", "Geht", "Unterschrift"],
    ["Uhl", "Eva", "", "", ""],
    ["Abel", "Jan", "18:00", "19:30", "J. Abel"],
]


@pytest.mark.parametrize(("rows", "open_", "said"), [(SIGNED, "x?", "xu"), (EVENING, "?", "u")])
def test_who_did_not_sign_is_asked_for_once_and_the_answer_holds_for_all_lists_like_it(
    tmp_path: Path, rows: Rows, open_: str, said: str
) -> None:
    send(tmp_path, "liste.xlsx", rows)
    send(tmp_path, "noch eine.xlsx", [[str(rows[0][0]).replace("2017-1", "2017-2")], *rows[1:]])
    understood = read_project(tmp_path)
    (asked,) = [one for one in understood.questions if one.kind == "mark_meaning"]
    assert "was that person absent?" in asked.text
    assert [lists(understood)[one] for one in EVA] == [open_, open_]
    answer(understood, load(tmp_path), f"{asked.question_id}=absent")
    assert [lists(read_project(tmp_path))[one] for one in EVA] == [said, said]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([*SIGNED, ["leer = gefehlt"]], id="the legend says it"),
        pytest.param([*SIGNED, ["Tamm", "Uwe", "entschuldigt", "Tamm"]], id="who was away has a word"),
        pytest.param([*SIGNED[:2], ["Uhl", "Eva", "Uhl", ""], ["Abel", "Jan", "Abel", ""]], id="a day to come"),
        pytest.param([["IB-2017-1"], *SIGNED[1:2], ["Uhl", "Eva", "x", ""], ["Abel", "Jan", "x", "x"]], id="marks"),
    ],
)
def test_nothing_is_asked_where_the_list_says_it_or_nobody_signs(tmp_path: Path, rows: Rows) -> None:
    send(tmp_path, "liste.xlsx", rows)
    assert list(read_project(tmp_path).questions) == []


def test_a_sign_that_nobody_knows_is_asked_for_once_where_it_stands_in_many_cells(tmp_path: Path) -> None:
    send(tmp_path, "liste.xlsx", HASHES)
    (asked,) = read_project(tmp_path).questions
    assert "“#”" in asked.text
    answer(read_project(tmp_path), load(tmp_path), f"{asked.question_id}=excused")
    understood = read_project(tmp_path)
    assert lists(understood) == {"Abel, Jan": "xee", "Kolb, Ina": "xx?", "Uhl, Eva": "exe"}
    assert found(understood, "mark_unknown") == ["mark_unknown E5"]


def test_a_status_counts_beside_a_column_to_be_signed_that_stayed_empty(tmp_path: Path) -> None:
    rows = [
        ["Anwesenheit IB-2024-1 am 12.03.2024"],
        ["x = anwesend, e = entschuldigt, - = fehlt"],
        ["Nr.", "Name", "Status", "Unterschrift"],
        [1, "Fricke, Ute", "x", ""],
        [2, "Brandes, Lars", "e", ""],
        [3, "Uhl, Eva", "-", ""],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Brandes, Lars": "e", "Fricke, Ute": "x", "Uhl, Eva": "u"}


def test_who_leads_the_course_is_named_above_and_nobody_below_is_a_host(tmp_path: Path) -> None:
    above: Rows = [["IB-2024-1, 1. Termin am 12.03.2024"], ["Kursleitung: Marion Teubner"], []]
    rows: Rows = [["Name", "Vorname", "Kommt", "Geht"], ["Fricke", "Ute", "18:00", "19:30"]]
    send(tmp_path, "Liste.xlsx", [*above, *rows, ["Uhl", "Eva", "18:00", "19:30"]])
    assert lists(read_project(tmp_path)) == {"Fricke, Ute": "x", "Uhl, Eva": "x"}
