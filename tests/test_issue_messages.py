"""What the sentences of findings have in common."""

from pipeline import issues
from pipeline.issues import Issue, Place


def test_a_whole_story_in_a_cell_is_quoted_by_its_beginning() -> None:
    issue = Issue(issues.DATE_UNREADABLE, Place("liste.csv"), found="Es war einmal " * 50, expected="15.02.2017")

    assert "Es war einmal Es war einmal" in issue.message("en")
    assert len(issue.message("en")) < 200
    assert issue.as_row()["found"] == "Es war einmal " * 50


def test_what_would_be_right_is_no_longer_than_a_sentence_holds() -> None:
    issue = Issue(issues.PERSON_UNCLEAR, Place("liste.csv"), found="Uhl, E.", expected="Uhl, Eva (IB-2017-1); " * 70)

    assert len(issue.message("en")) < 600
