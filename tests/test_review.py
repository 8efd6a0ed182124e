"""The verb `review`: what is asked, how an answer is recorded and taken back, and which rows make up a person."""

import json
from pathlib import Path
from typing import Any

import pytest
from sent_sheets import people, read_project, send

from pipeline.cli import main
from pipeline.decisions import FILE
from pipeline.questions import read_decisions

pytestmark = pytest.mark.slow

SIGNUP = ["Name", "Vorname", "Geburtsjahr", "E-Mail", "Telefon"]
LIST = ["Name", "Vorname", "14.02.2017", "21.02.2017"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Ute Fricke signs up for two courses, the second time with nothing but her name; a Jan stands beside a Jana."""
    send(
        tmp_path,
        "Anmeldungen IB-2017-1.xlsx",
        [SIGNUP, ["Fricke", "Ute", 1970, "u@f.example", ""], ["Moros", "Jana", 1980]],
    )
    send(tmp_path, "Anmeldungen WS-2017-1.xlsx", [SIGNUP, ["Fricke", "Ute"]])
    send(tmp_path, "Liste IB-2017-1.xlsx", [LIST, ["Fricke", "Ute", "x", "x"], ["Moros", "Jan", "x", "x"]])
    return tmp_path


def review(project: Path, *words: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["review", "--project", str(project), "--lang", "en", *words])
    return int(left.value.code or 0)


def asked(project: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert review(project, "--format", "json") == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def decisions(project: Path) -> Path:
    return project / "data" / "raw" / "decisions"


def test_that_on_which_most_hangs_is_asked_first(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(project, capsys)
    assert [one["text"].split(":")[0] for one in found] == [
        "Who is “Moros, Jan” in IB-2017-1",
        "Who is “Fricke, Ute” in WS-2017-1",
    ]
    # One enrolment with two marks, one enrolment without.
    assert [one["weight"] for one in found] == [3, 1]


def test_the_evidence_stands_side_by_side(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, fricke = asked(project, capsys)
    in_question, candidate = json.loads(fricke["facts"])
    assert in_question == {
        "answer": "",
        "Name": "Fricke, Ute",
        "Course": "WS-2017-1",
        "Lists": "Anmeldungen WS-2017-1.xlsx, row 2",
    }
    assert (candidate["Birth"], candidate["E-mail"], candidate["agrees"]) == ("1970", "u@f.example", "Name")
    assert review(project) == 0
    shown = capsys.readouterr().out
    assert "Anmeldungen WS-2017-1.xlsx, row 2" in shown
    assert f"pipeline review --answer {asked(project, capsys)[0]['question_id']}=" in shown


def test_an_answer_is_put_on_record_and_taken_back(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, fricke = asked(project, capsys)
    key, (candidate, _) = fricke["question_id"], json.loads(fricke["options"])
    assert review(project, "--answer", f"{key}={candidate}", "--who", "Kim", "--why", "Am Telefon\ngefragt") == 0
    assert people(read_project(project)).count("Fricke, Ute") == 1
    content = (decisions(project) / FILE).read_bytes()
    assert content.startswith(b"\xef\xbb\xbfkind;key;answer;evidence;who;when;why\r\nwho_is_it;")
    assert content.endswith(b";Am Telefon gefragt\r\n")

    assert review(project, "--answer", f"{key}=") == 0
    assert people(read_project(project)).count("Fricke, Ute") == 2
    assert (decisions(project) / FILE).read_bytes().startswith(content), "what stands there stays"


def test_several_answers_in_one_call_are_all_put_on_record(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    moros, fricke = (one["question_id"] for one in asked(project, capsys))
    assert review(project, "--answer", f"{moros}=new", "--answer", f"{fricke}=new") == 0
    assert read_decisions(decisions(project)) == {moros: "new", fricke: "new"}


def test_an_answer_may_be_given_in_the_words_that_explain_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, fricke = asked(project, capsys)
    assert review(project, "--answer", f"{fricke['question_id']}=Somebody else") == 0
    assert read_decisions(decisions(project)) == {fricke["question_id"]: "new"}


def test_an_answer_is_asked_for_again_when_what_it_rests_on_changes(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, fricke = asked(project, capsys)
    key, (candidate, _) = fricke["question_id"], json.loads(fricke["options"])
    review(project, "--answer", f"{key}={candidate}")
    # The same lists again, or one with the same facts, change nothing.
    send(project, "Anmeldungen IB-2018-1.xlsx", [SIGNUP, ["Fricke", "Ute", 1970, "u@f.example"]])
    assert people(read_project(project)).count("Fricke, Ute") == 1
    send(project, "Anmeldungen WS-2017-1.xlsx", [SIGNUP, ["Fricke", "Ute", "", "", "05331 99"]])
    (again,) = [one for one in asked(project, capsys) if one["question_id"] == key]
    assert again["answer"] is None
    assert "Since the answer “Fricke, Ute (IB-2017-1" in again["text"]


def test_somebody_said_to_be_new_is_never_joined_in_silence(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, fricke = asked(project, capsys)
    review(project, "--answer", f"{fricke['question_id']}=new")
    assert people(read_project(project)).count("Fricke, Ute") == 2
    # Now she has an address, the same as the other: that is asked, not joined.
    send(project, "Anmeldungen IB-2017-1.xlsx", [SIGNUP, ["Fricke", "Ute", "", "", "05331 1"], ["Moros", "Jana", 1980]])
    assert people(read_project(project)).count("Fricke, Ute") == 2


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("nokey=new", "No question has the key “nokey”"),
        ("nonsense", "is no answer. Please write it like KEY=ANSWER"),
        ("{key}=perhaps", "“perhaps” is no answer to “Who is “Fricke, Ute” in WS-2017-1"),
        ("same|x|y=yes", "No row has one of these keys"),
        ("same|1|2=perhaps", "Please write yes or no"),
    ],
)
def test_what_is_no_answer_is_told_and_not_written(
    project: Path, capsys: pytest.CaptureFixture[str], given: str, told: str
) -> None:
    _, fricke = asked(project, capsys)
    assert review(project, "--answer", given.replace("{key}", fricke["question_id"])) == 2
    assert told in capsys.readouterr().err
    assert not (decisions(project) / FILE).exists()


def explained(project: Path, capsys: pytest.CaptureFixture[str], person: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert review(project, "--explain", person, "--format", "json") == 0
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return rows


def test_a_person_is_explained_row_by_row(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = explained(project, capsys, "ute fricke")
    told = [(row["path"], row["row"], row["joined_by"]) for row in rows]
    assert told == [
        ("Anmeldungen IB-2017-1.xlsx", 2, "first"),
        ("Liste IB-2017-1.xlsx", 2, "list"),
        ("Anmeldungen WS-2017-1.xlsx", 2, "first"),
    ]
    assert list(rows[0])[:5] == ["person_id", "path", "sheet", "row", "name"]
    assert review(project, "--explain", "Fricke") == 0
    assert "the name within the course" in capsys.readouterr().out
    assert review(project, "--explain", "Nobody") == 2


def test_a_person_of_one_row_is_not_set_against_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [SIGNUP, ["Fricke", "Ute", 1970]])
    assert review(tmp_path, "--explain", "Fricke") == 0
    assert "same|" not in capsys.readouterr().out


def test_two_people_are_stated_to_be_one_and_a_row_to_be_somebody_else(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, listed, second = explained(project, capsys, "Fricke")
    assert review(project, "--answer", f"same|{first['person_id']}|{second['person_id']}=yes") == 0
    assert {row["joined_by"] for row in explained(project, capsys, "Fricke")} == {"first", "list", "decision"}
    # The row of the list is no longer hers: it stays, as a person of its own.
    assert review(project, "--answer", f"same|{first['key']}|{second['key']}=no") == 0
    understood = read_project(project)
    assert people(understood).count("Fricke, Ute") == 2
    assert len(understood.matched.enrolment_of) == 2
    assert listed["person_id"] == first["person_id"]


def test_two_whose_births_differ_become_one_with_a_warning_and_the_statement_is_listed_until_it_is_taken_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [SIGNUP, ["Fricke", "Ute", 1970], ["Fricke", "Ute", 1991]])
    assert review(tmp_path, "--explain", "Fricke") == 0
    said = capsys.readouterr().out.replace("\n", " ")
    # Two people are shown: what may be said of them is that they are one.
    example = said.split("pipeline review --answer ")[1].split('"')[1]
    assert example.endswith("=yes")
    assert review(tmp_path, "--answer", example) == 0
    assert "count as one person now, though their births differ" in capsys.readouterr().err
    assert people(read_project(tmp_path)) == ["Fricke, Ute"]
    assert review(tmp_path, "--all") == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "= yes: Fricke, Ute (19" in told
    key = example.removesuffix("yes")
    assert review(tmp_path, "--answer", key) == 0
    assert f"Taken back: {key.removesuffix('=')}." in capsys.readouterr().err
    assert review(tmp_path, "--all") == 0
    assert "= yes" not in capsys.readouterr().out


def test_statements_that_contradict_each_other_are_refused_and_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, _, second = explained(project, capsys, "Fricke")
    moros = explained(project, capsys, "Moros")[0]
    for one, other in ((first, second), (second, moros)):
        assert review(project, "--answer", f"same|{one['key']}|{other['key']}=yes") == 0
    capsys.readouterr()
    assert review(project, "--answer", f"same|{first['key']}|{moros['key']}=no") == 2
    assert (
        "Please take one of the two back" in capsys.readouterr().err
        or "both that they are one" in capsys.readouterr().err
    )
    with (decisions(project) / FILE).open("a", encoding="utf-8") as file:
        file.write(f"same;same|{first['key']}|{moros['key']};no;;;;\r\n")
    assert len(people(read_project(project))) == 4
    capsys.readouterr()
    assert review(project) == 0
    assert capsys.readouterr().out.count("both that they are one and that they are not") == 3


def test_a_line_is_added_to_a_file_that_a_spreadsheet_program_saved(project: Path) -> None:
    file = decisions(project) / FILE
    file.parent.mkdir(parents=True)
    file.write_bytes("why;key;answer\r\nfür alle;abc;1".encode("cp1252"))
    question = read_project(project).questions[0].question_id
    assert review(project, "--answer", f"{question}=new", "--why", "für sie") == 0
    headings, before, added = file.read_bytes().decode("cp1252").splitlines()
    assert (headings, before) == ("why;key;answer;kind;evidence;who;when", "für alle;abc;1")
    assert added.startswith(f"für sie;{question};new;who_is_it;")
    assert read_decisions(file.parent)[question] == "new"
