"""A name that stands on one list several times: one question, and what its answers do."""

from pathlib import Path

import pytest
from sent_sheets import Rows, column, found, lists, people, read_project, send

from pipeline.config import load
from pipeline.review import answer, told_of_decisions
from pipeline.understand import Understood

pytestmark = pytest.mark.slow

LIST: Rows = [
    ["Name", "Vorname", "14.02.2017", "21.02.2017", "28.02.2017"],
    ["Uhl", "Eva", "x", "x", "x"],
    ["Abel", "Jan", "x", "x", "x"],
    ["Uhl", "Eva", "x", "e", "x"],
]


def sent(project: Path, *signed_up: tuple[str, ...], listed: Rows = LIST) -> Understood:
    send(project, "Anmeldungen IB-2017-1.xlsx", [["Name", "Vorname", "Geburtsjahr"], *signed_up, ("Abel", "Jan")])
    send(project, "Liste IB-2017-1.xlsx", listed)
    return read_project(project)


def reply(project: Path, understood: Understood, said: str) -> Understood:
    (asked,) = understood.questions
    (meant,) = [key for key, meaning in asked.options.items() if meaning.startswith(said)]
    answer(understood, load(project), f"{asked.question_id}={meant}")
    return read_project(project)


def test_who_signed_up_once_and_is_listed_twice_is_asked_for_once(tmp_path: Path) -> None:
    understood = sent(tmp_path, ("Uhl", "Eva"))

    (asked,) = understood.questions
    assert "(rows 2, 4)" in asked.text
    assert found(understood) == ["mark_conflict D2", "listed_again 4", "mark_conflict D4"]
    assert column(understood.matched.people, "is_provisional") == [False, False, True]


def test_answered_to_be_one_person_both_rows_are_of_who_signed_up(tmp_path: Path) -> None:
    understood = reply(tmp_path, sent(tmp_path, ("Uhl", "Eva")), "Uhl, Eva")

    assert lists(understood) == {"Abel, Jan": "xxx", "Uhl, Eva": "x?x"}
    assert people(understood) == ["Abel, Jan", "Uhl, Eva"]
    assert found(understood) == ["mark_conflict D2", "mark_conflict D4"]


def test_answered_to_be_several_each_row_is_asked_for(tmp_path: Path) -> None:
    understood = reply(tmp_path, sent(tmp_path, ("Uhl", "Eva")), "several people")

    assert len([one for one in understood.questions if one.answer is None]) == 2
    assert found(understood) == ["person_unclear A2", "person_unclear A4"]
    assert told_of_decisions(understood, load(tmp_path)) == []


def test_answered_to_be_somebody_else_who_signed_up_stands_on_no_list(tmp_path: Path) -> None:
    understood = reply(tmp_path, sent(tmp_path, ("Uhl", "Eva")), "one person, but")

    assert people(understood) == ["Abel, Jan", "Uhl, Eva", "Uhl, Eva"]
    assert "not_on_list 2" in found(understood)


def test_namesakes_who_both_signed_up_stay_two(tmp_path: Path) -> None:
    understood = sent(tmp_path, ("Uhl", "Eva", "1950"), ("Uhl", "Eva", "1980"))

    assert found(understood) == ["person_unclear A2", "person_unclear A4"]


def test_who_is_told_apart_on_the_list_is_not_asked_to_be_one(tmp_path: Path) -> None:
    listed: Rows = [
        ["Name", "Vorname", "Jg.", "14.02.2017", "21.02.2017"],
        ["Uhl", "Eva", 1950, "x", "x"],
        ["Uhl", "Eva", 1980, "x", "e"],
    ]
    assert found(sent(tmp_path, ("Uhl", "Eva", "1950"), listed=listed), "listed_again", "mark_conflict") == []


def test_without_any_sign_up_it_is_asked_just_so(tmp_path: Path) -> None:
    send(tmp_path, "Liste IB-2017-1.xlsx", LIST)
    understood = read_project(tmp_path)

    (asked,) = understood.questions
    assert list(asked.options.values()) == ["one person", "several people"]
    assert "more than once (rows 2, 4). Is it one person?" in asked.text
    assert lists(understood) == {"Abel, Jan": "xxx", "Uhl, Eva": "x?x"}
    assert column(understood.matched.people, "is_provisional") == [False, True]
    assert found(understood)[:2] == ["signups_missing Tabelle1", "mark_conflict D2"]


@pytest.mark.parametrize(("said", "people_of_the_name"), [("one person", 1), ("several people", 2)])
def test_without_any_sign_up_the_answer_is_done(tmp_path: Path, said: str, people_of_the_name: int) -> None:
    send(tmp_path, "Liste IB-2017-1.xlsx", LIST)
    understood = reply(tmp_path, read_project(tmp_path), said)

    assert people(understood) == ["Abel, Jan", *["Uhl, Eva"] * people_of_the_name]
    assert column(understood.matched.people, "is_provisional") == [False] * (1 + people_of_the_name)
    assert found(understood, "listed_again") == []
    assert told_of_decisions(understood, load(tmp_path)) == []


def test_where_another_list_has_the_name_once_each_row_is_asked_for(tmp_path: Path) -> None:
    send(tmp_path, "Liste IB-2017-1.xlsx", LIST)
    send(tmp_path, "Liste 2 IB-2017-1.xlsx", [["Name", "Vorname", "07.03.2017"], ["Uhl", "Eva", "x"]])

    assert found(read_project(tmp_path), "listed_again", "person_unclear") == ["person_unclear A2", "person_unclear A4"]


def test_rows_of_which_the_list_says_the_same_are_asked_for_just_so(tmp_path: Path) -> None:
    eva, other = ["Uhl", "Eva", "eva.uhl@post.example"], ["Uhl", "Eva", "jan.uhl@post.example"]
    heading = ["Name", "Vorname", "E-Mail", "14.02.2017"]
    send(tmp_path, "Liste IB-2017-1.xlsx", [heading, [*eva, "x"], [*eva, "x"]])
    assert found(read_project(tmp_path), "listed_again") == ["listed_again 3"]
    send(tmp_path, "Liste IB-2017-1.xlsx", [heading, [*eva, "x"], [*other, "x"]])
    assert found(read_project(tmp_path), "listed_again") == []
