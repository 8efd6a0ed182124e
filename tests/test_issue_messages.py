"""What the sentences of findings have in common."""

from pathlib import Path

from sent_sheets import read_project, send

from pipeline import issues
from pipeline.issues import Issue, Place
from pipeline.said import say_some


def test_a_whole_story_in_a_cell_is_quoted_by_its_beginning() -> None:
    issue = Issue(issues.DATE_UNREADABLE, Place("liste.csv"), found="Es war einmal " * 50, expected="15.02.2017")

    assert "Es war einmal Es war einmal" in issue.message("en")
    assert len(issue.message("en")) < 200
    assert issue.as_row()["found"] == "Es war einmal " * 50


def test_what_would_be_right_is_no_longer_than_a_sentence_holds() -> None:
    issue = Issue(issues.PERSON_UNCLEAR, Place("liste.csv"), found="Uhl, E.", expected="Uhl, Eva (IB-2017-1); " * 70)

    assert len(issue.message("en")) < 600


def test_of_many_who_may_be_meant_the_first_five_are_named_and_how_many_more_there_are() -> None:
    assert say_some(["Uhl, Eva", "Uhl, Else"], between="; ") == "Uhl, Eva; Uhl, Else"
    assert say_some([f"Uhl {letter}" for letter in "ABCDE"]) == "Uhl A, Uhl B, Uhl C, Uhl D, Uhl E"
    assert say_some([f"Uhl {letter}" for letter in "ABCDEFG"], lang="de").endswith("Uhl E und 2 weitere")


def test_fewer_are_named_where_the_names_are_long_and_always_one() -> None:
    assert say_some(["Uhl" * 30] * 4, lang="de") == f"{'Uhl' * 30} und 3 weitere"
    assert say_some(["Uhl" * 90, "Uhl"], lang="de") == f"{'Uhl' * 90} und 1 weitere"


def test_a_name_that_fits_half_the_village_is_a_finding_of_one_sentence(tmp_path: Path) -> None:
    given = ["Elfriede", "Else", "Emma", "Erika", "Esther", "Eva", "Ewa"]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [["Name", "Vorname"], *(["Uhl", name] for name in given)])
    send(tmp_path, "Liste IB-2017-1.xlsx", [["Name", "15.02.2017", "22.02.2017"], ["Uhl, E.", "x", "x"]])

    understood = read_project(tmp_path)

    (unclear,) = [one for one in understood.issues if one.kind is issues.PERSON_UNCLEAR]
    assert str(unclear.expected).endswith(" and 2 more")
    assert len(unclear.message("de")) <= 400
    (asked,) = understood.questions
    assert asked.text.endswith("Uhl, Esther and 2 more, or somebody else?")
    assert len(asked.options) == len([*given, "somebody else"])
