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
