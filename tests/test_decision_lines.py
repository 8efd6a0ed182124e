"""Lines of decisions that somebody wrote by hand: what is told of those that say nothing, or two things."""

from pathlib import Path

import pytest
from sent_sheets import read_project, send

from pipeline import said
from pipeline.config import load
from pipeline.review import told_of_decisions

SIGNUPS = [["Nachname", "Vorname"], ["Fricke", "Ute"]]


def told(project: Path, *lines: str) -> list[str]:
    send(project, "Anmeldungen IB-2017-1.xlsx", SIGNUPS)
    folder = project / "data" / "raw" / "decisions"
    folder.mkdir(exist_ok=True)
    text = "\n".join(["kind;key;answer;evidence;who;when;why", *lines])
    (folder / "decisions.csv").write_text(text, encoding="utf-8")
    understood = read_project(project)
    said.use_language("en")
    return [sentence.partition("decisions.csv, ")[2] for sentence in told_of_decisions(understood, load(project))]


def test_a_line_without_a_key_is_told(tmp_path):
    assert told(tmp_path, "recognition", ";;;") == [
        "line 2: a key is missing, so this line says nothing. Please complete or delete it."
    ]


@pytest.mark.parametrize("key", ["layout|zzzz", "layout|zzzz|kind"])
def test_what_no_layout_is_called_fits_nothing(tmp_path, key):
    [sentence] = told(tmp_path, f"recognition;{key};Anwesenheit")
    assert sentence.startswith(f"line 2: the key “{key}” fits nothing")


def test_the_layout_of_sheets_that_have_not_come_is_not_spoken_of(tmp_path):
    assert told(tmp_path, "recognition;layout|0a1b2c3d|kind;Anwesenheit") == []


def test_two_lines_by_hand_that_contradict_each_other_are_told(tmp_path):
    key = "layout|0a1b2c3d|kind"
    [sentence] = told(tmp_path, f"recognition;{key};Anwesenheit", f"recognition;{key};Anmeldung")
    assert sentence.startswith(f"line 3: “{key}” is answered in line 2 already, with “Anwesenheit”; this line counts.")


@pytest.mark.parametrize(
    "second",
    [
        "recognition;layout|0a1b2c3d|kind;Anmeldung;;Kim;2025-11-20T10:00+01:00;",
        "recognition;layout|0a1b2c3d|kind;;;;;",
        "recognition;layout|0a1b2c3d|kind;Anwesenheit;;;;",
    ],
)
def test_answering_again_by_the_command_taking_back_and_repeating_are_no_contradiction(tmp_path, second):
    assert told(tmp_path, "recognition;layout|0a1b2c3d|kind;Anwesenheit", second) == []


def test_a_statement_whose_key_lacks_its_beginning_is_told_with_the_right_one(tmp_path):
    [sentence] = told(tmp_path, "same;fricke|moros;yes")
    assert sentence.endswith("write the key as same|fricke|moros.")
