"""The file of decisions: what stands there is read, or said to have no effect; nothing is lost in silence."""

from pathlib import Path

import pytest

from pipeline.codes import QuestionKind
from pipeline.decisions import FILE, record
from pipeline.errors import CallError
from pipeline.questions import OpenQuestion, new_course_code, read_decisions, without_effect

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


ANSWER = {"kind": "who_is_it", "key": "abc", "answer": "new", "evidence": "Uhl, Eva", "who": "Kim", "why": "gefragt"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_columns_that_a_file_lacks_are_added_to_its_first_line(tmp_path: Path, encoding: str) -> None:
    decide(tmp_path, "kind;key;answer\nwho_is_it;äöü;1\n", encoding)
    record(tmp_path, ANSWER)
    assert (tmp_path / FILE).read_bytes().decode(encoding).splitlines() == [
        "kind;key;answer;evidence;who;when;why",
        "who_is_it;äöü;1",
        "who_is_it;abc;new;Uhl, Eva;Kim;;gefragt",
    ]
    assert read_decisions(tmp_path).evidence == {"abc": "Uhl, Eva"}


def test_a_note_beyond_the_last_heading_does_not_become_the_evidence(tmp_path: Path) -> None:
    decide(tmp_path, "key;answer\r\ndef;1;von Kim\r\n")
    record(tmp_path, ANSWER)
    assert read_decisions(tmp_path) == {"def": "1", "abc": "new"}
    assert read_decisions(tmp_path).evidence == {"abc": "Uhl, Eva"}
    assert "\r\ndef;1;von Kim\r\n" in (tmp_path / FILE).read_bytes().decode("utf-8-sig")


def test_a_name_that_the_file_cannot_hold_makes_it_one_that_can(tmp_path: Path) -> None:
    decide(tmp_path, "kind;key;answer\nwho_is_it;äöü;1\n", "cp1252")
    record(tmp_path, ANSWER | {"who": "Łukasz"})
    assert "who_is_it;äöü;1\n" in (written := (tmp_path / FILE).read_text(encoding="utf-8-sig"))
    assert "Łukasz" in written


def test_the_same_answer_a_second_time_is_not_written_again(tmp_path: Path) -> None:
    for given in (ANSWER, ANSWER, ANSWER | {"who": "", "why": ""}, ANSWER | {"when": "2017-03-01"}):
        record(tmp_path, given)
    assert len((tmp_path / FILE).read_text(encoding="utf-8-sig").splitlines()) == 2
    record(tmp_path, ANSWER | {"why": "zweimal gefragt"})
    record(tmp_path, ANSWER | {"answer": ""})
    record(tmp_path, ANSWER)
    assert read_decisions(tmp_path) == {"abc": "new"}
    assert len((tmp_path / FILE).read_text(encoding="utf-8-sig").splitlines()) == 5
