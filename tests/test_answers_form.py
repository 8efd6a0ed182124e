"""The form of the data-checks notebook: an answer chosen there is a line of decisions."""

from pathlib import Path

import pytest
from ipywidgets import Button, Dropdown, Text, VBox, Widget

from pipeline.config import load
from pipeline.dashboard.answers import answering
from pipeline.decisions import FILE
from pipeline.questions import read_decisions
from pipeline.said import use_language

ASKED = {"question_id": "q1", "kind": "who_is_it", "text": "Who?", "options": '{"a1": "the first"}', "evidence": "e f"}


def parts(form: Widget, kind: type[Widget]) -> list[Widget]:
    below = [found for child in getattr(form, "children", ()) for found in parts(child, kind)]
    return [form, *below] if isinstance(form, kind) else below


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def test_an_answer_is_put_on_record(tmp_path: Path) -> None:
    config = load(tmp_path)
    form = answering([ASKED], config)
    (button,) = parts(form, Button)
    button.click()
    assert not (config.decisions_folder / FILE).exists(), "nothing is chosen yet"
    parts(form, Dropdown)[1].value = "a1"
    parts(form, Text)[0].value = "asked her"
    button.click()
    decisions = read_decisions(config.decisions_folder)
    assert (decisions["q1"], decisions.evidence["q1"]) == ("a1", "e f")
    assert "asked her" in (config.decisions_folder / FILE).read_text(encoding="utf-8-sig")


def test_without_a_question_there_is_no_form(tmp_path: Path) -> None:
    assert not isinstance(answering([], load(tmp_path)), VBox)
