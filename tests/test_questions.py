"""The file of decisions: what stands there is read, or said to have no effect; nothing is lost in silence."""

from pathlib import Path

import pytest

from pipeline.codes import QuestionKind
from pipeline.errors import CallError
from pipeline.questions import FILE, OpenQuestion, new_course_code, read_decisions, without_effect

pytestmark = pytest.mark.usefixtures("in_english")

WHO = OpenQuestion("abc", QuestionKind.WHO_IS_IT, "Who is Uhl, Eva?", {"1": "Uhl, Eva", "new": "somebody new"})


def decide(folder: Path, content: str, encoding: str = "utf-8-sig") -> Path:
    (folder / FILE).write_bytes(content.encode(encoding))
    return folder


def test_the_last_line_of_a_key_wins_and_an_empty_answer_takes_it_back(tmp_path: Path) -> None:
    decide(tmp_path, "kind;key;answer\nwho_is_it;abc;1\nwho_is_it;abc;new\nwho_is_it;def;1\nwho_is_it;def;\n")
    assert read_decisions(tmp_path) == {"abc": "new"}


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("kind,key,answer\nwho_is_it,abc,1\n", "utf-8"),
        ("kind;key;answer\nwho_is_it;abc;1\n", "utf-16"),
        ("who_is_it;abc;1\n", "utf-8"),
        ("", "utf-8"),
        (f"kind;key;answer\nwho_is_it;abc;{'x' * 200_000}\n", "utf-8"),
    ],
)
def test_a_file_that_cannot_be_read_as_decisions_stops_the_call(tmp_path: Path, content: str, encoding: str) -> None:
    decide(tmp_path, content, encoding)
    with pytest.raises(CallError, match="kind;key;answer;evidence;who;when;why") as error:
        read_decisions(tmp_path)
    assert str(tmp_path / FILE) in error.value.message


def test_an_answer_to_no_question_is_said(tmp_path: Path) -> None:
    [told] = without_effect(decide(tmp_path, "kind;key;answer\nwho_is_it;abd;1\n"), [WHO])
    assert "line 2: no question has the key “abd”" in told


def test_an_answer_that_is_no_option_is_said_with_the_options(tmp_path: Path) -> None:
    [told] = without_effect(decide(tmp_path, "kind;key;answer\n\nwho_is_it;abc;yes\n"), [WHO])
    assert "line 3: “yes” is no answer" in told
    assert "1 = Uhl, Eva; new = somebody new" in told


def test_a_decision_that_was_taken_back_is_not_spoken_of(tmp_path: Path) -> None:
    decide(tmp_path, "kind;key;answer\nwho_is_it;abd;1\nwho_is_it;abd;\n")
    assert without_effect(tmp_path, [WHO]) == []


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("IB 2018/1", "IB-2018-1"),
        # As a spreadsheet corrects it.
        ("IB–2018–1", "IB-2018-1"),
        ("24.1.305", "24.1.305"),
        ("Kurs 5", "KURS-5"),
        ("weiß nicht, 2 Kurse", None),
        ("keiner von den 3", None),
        ("der Kurs am 3. März", None),
        ("unbekannt", None),
    ],
)
def test_a_sentence_with_a_number_is_no_code_of_a_course(answer: str, code: str | None) -> None:
    assert new_course_code(answer) == code
