"""One name on many lists that say nothing else: one question for all of them, and how long its answer holds."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sent_sheets import column, people, read_project, send

from pipeline.config import load
from pipeline.match.pins import number_people
from pipeline.questions import OpenQuestion
from pipeline.review import answer
from pipeline.understand import Understood

pytestmark = pytest.mark.slow

SIGNUP = ["Name", "Vorname", "Geburtsjahr", "E-Mail"]
UTE = ("Fricke", "Ute")


def sign_up(project: Path, course: str, *rows: list[object]) -> None:
    send(project, f"Anmeldungen {course}.xlsx", [SIGNUP, *rows])


def attend(project: Path, course: str, *names: tuple[str, str]) -> None:
    send(project, f"Liste {course}.xlsx", [["Name", "Vorname", "14.02.2017"], *([*name, "x"] for name in names)])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Ute Fricke on five lists, none of which says more than her name."""
    for course in ("WS-2017-1", "WS-2017-2", "WS-2017-3"):
        attend(tmp_path, course, UTE)
    for course in ("WS-2017-4", "WS-2017-5"):
        sign_up(tmp_path, course, [*UTE])
        attend(tmp_path, course, UTE)
    return tmp_path


def still_asked(understood: Understood) -> list[OpenQuestion]:
    return [one for one in understood.questions if one.answer is None]


def reply(project: Path, said: str, *, to: int = 0) -> Understood:
    """Answer one of the open questions by what its answers begin with; return what is understood then."""
    understood = read_project(project)
    asked = still_asked(understood)[to]
    (meant,) = [key for key, meaning in asked.options.items() if said in (key, meaning)]
    answer(understood, load(project), f"{asked.question_id}={meant}")
    return read_project(project)


def provisional(understood: Understood) -> int:
    return sum(column(understood.matched.people, "is_provisional"))


def test_one_question_is_asked_for_all_lists(project: Path) -> None:
    understood = read_project(project)
    (asked,) = understood.questions
    assert asked.text == (
        "Is “Fricke, Ute” in WS-2017-1, WS-2017-2, WS-2017-3, WS-2017-4, WS-2017-5 one person? "
        "The lists say hardly more than the name."
    )
    assert list(asked.options) == ["same", "new", "each"]
    assert asked.weight == 10, "five enrolments and five marks hang on it"
    assert asked.facts[0]["Lists"].count("row 2") == 7
    assert (len(people(understood)), provisional(understood)) == (5, 4), "one of the five is somebody for sure"


def test_somebody_named_on_many_days_is_asked_for_as_on_a_few(tmp_path: Path) -> None:
    days = [date(2017, 1, 2) + timedelta(day) for day in range(60)]
    for course in ("WS-2017-1", "WS-2017-2"):
        rows = [["Kurs", "Datum", "Name", "Vorname", "Anwesend"], *([course, day, *UTE, "x"] for day in days)]
        send(tmp_path, f"Liste {course}.xlsx", rows)

    (asked,) = read_project(tmp_path).questions

    assert (
        asked.facts[0]["Lists"] == "Liste WS-2017-1.xlsx, row 2, and 59 more; Liste WS-2017-2.xlsx, row 2, and 59 more"
    )


def test_one_answer_settles_all_lists_and_those_that_come_later(project: Path) -> None:
    assert people(reply(project, "same")) == ["Fricke, Ute"]
    attend(project, "WS-2017-6", UTE)
    sign_up(project, "WS-2016-1", [*UTE])
    later = read_project(project)
    assert (people(later), len(later.matched.enrolments), still_asked(later)) == (["Fricke, Ute"], 7, [])
    assert len(number_people(later.matched.groups.values(), dict(later.matched.pins))[0]) == 1


def test_an_answer_is_taken_back(project: Path) -> None:
    understood = reply(project, "same")
    answer(understood, load(project), f"{understood.questions[0].question_id}=")
    assert provisional(read_project(project)) == 4


def test_a_namesake_who_turns_up_later_is_asked_for(project: Path) -> None:
    reply(project, "same")
    sign_up(project, "WS-2018-1", [*UTE, 1970, "u@f.example"])
    understood = read_project(project)
    (asked,) = still_asked(understood)
    assert "Since the answer “one person on all these lists” something that it rested on has changed." in asked.text
    her, *others = asked.options.items()
    assert (her[1], [key for key, _ in others]) == ("Fricke, Ute (WS-2018-1; 1970)", ["same", "new", "each"])
    answered = reply(project, her[0])
    assert people(answered) == ["Fricke, Ute"]
    attend(project, "WS-2018-2", UTE)
    assert people(read_project(project)) == ["Fricke, Ute"], "nobody else comes into question"


def test_of_two_namesakes_one_is_chosen_for_all_lists_but_not_for_later_ones(project: Path) -> None:
    sign_up(project, "IB-2016-1", [*UTE, 1970, ""], [*UTE, 1949, ""])
    answered = reply(project, "Fricke, Ute (IB-2016-1; 1949)")
    assert (len(people(answered)), provisional(answered)) == (2, 0)
    attend(project, "WS-2018-1", UTE)
    later = read_project(project)
    assert [one.text.split(":")[0] for one in still_asked(later)] == ["Who is “Fricke, Ute” in WS-2018-1"]
    assert (len(people(later)), provisional(later)) == (3, 1)
    assert len(people(reply(project, "Fricke, Ute (IB-2016-1; 1970)"))) == 2


def test_another_person_than_the_one_known_may_stand_on_all_lists(project: Path) -> None:
    sign_up(project, "IB-2016-1", [*UTE, 1970, ""])
    answered = reply(project, "one other person on all these lists")
    assert (len(people(answered)), provisional(answered), still_asked(answered)) == (2, 0, [])


def test_on_each_list_somebody_else_counts_for_the_lists_that_it_was_said_of(project: Path) -> None:
    answered = reply(project, "on each list somebody else")
    assert (len(people(answered)), provisional(answered)) == (5, 0)
    attend(project, "WS-2017-6", UTE)
    (asked,) = still_asked(read_project(project))
    assert asked.text.startswith("Who is “Fricke, Ute” in WS-2017-6: Fricke, Ute")


def test_lists_may_be_asked_for_one_by_one(project: Path) -> None:
    answered = reply(project, "each")
    assert len(still_asked(answered)) == 4
    for _ in range(3):
        reply(project, next(iter(still_asked(read_project(project))[0].options)))
    last = reply(project, "new")
    assert (len(people(last)), provisional(last), still_asked(last)) == (2, 0, [])


def test_two_rows_are_parted_again_by_a_statement(project: Path) -> None:
    understood = reply(project, "same")
    (ute,) = understood.matched.groups.values()
    keys = sorted({row.key for row in ute.sightings if row.course_id in ("WS-2017-1", "WS-2017-4")})
    answer(understood, load(project), f"same|{'|'.join(keys)}=no")
    apart = read_project(project)
    (asked,) = still_asked(apart)
    assert [meaning for key, meaning in asked.options.items() if key in keys] == [
        "Fricke, Ute (WS-2017-1)",
        "Fricke, Ute (WS-2017-4)",
    ]
    assert len(people(reply(project, "Fricke, Ute (WS-2017-4)"))) == 2


def test_answers_given_list_by_list_still_count(project: Path) -> None:
    """An earlier edition asked for each list; the keys and the evidence are of its making."""
    reply(project, "each")
    understood = read_project(project)
    for asked in still_asked(understood):
        answer(understood, load(project), f"{asked.question_id}={next(iter(asked.options))}")
    file = load(project).decisions_folder / "decisions.csv"
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    file.write_text("\n".join(line for line in lines if ";each;" not in line), encoding="utf-8")
    assert people(read_project(project)) == ["Fricke, Ute"]
    attend(project, "WS-2017-6", UTE)
    later = read_project(project)
    assert (len(people(later)), len(still_asked(later))) == (2, 1)


def test_two_spellings_of_a_name_are_two_questions_of_which_the_second_may_mean_the_first(tmp_path: Path) -> None:
    for course, name in (("WS-2017-1", "Meyer"), ("WS-2017-2", "Meier"), ("WS-2017-3", "Meyer")):
        attend(tmp_path, course, (name, "Anna"))
    assert len(read_project(tmp_path).questions) == 2
    assert len(people(reply(tmp_path, "same"))) == 2
    assert len(people(reply(tmp_path, "Meyer, Anna (WS-2017-1, WS-2017-3)"))) == 1


def test_of_two_on_one_list_only_one_can_be_she_of_the_others(project: Path) -> None:
    attend(project, "WS-2017-3", UTE, UTE)
    (asked,) = still_asked(reply(project, "several people", to=1))
    assert asked.text.startswith("Who is “Fricke, Ute” in WS-2017-1, WS-2017-2, WS-2017-4, WS-2017-5: Fricke, Ute")
    assert people(reply(project, "Fricke, Ute (WS-2017-3)")) == ["Fricke, Ute", "Fricke, Ute"]


def test_the_order_of_files_changes_neither_question_nor_evidence(project: Path) -> None:
    before = read_project(project).questions
    raw = project / "data" / "raw"
    for at, file in enumerate(sorted(raw.iterdir(), reverse=True)):
        file.rename(raw / f"{at} {file.name}")
    after = read_project(project).questions
    assert [(one.question_id, one.text, one.options, one.evidence) for one in after] == [
        (one.question_id, one.text, one.options, one.evidence) for one in before
    ]


@pytest.mark.parametrize(("first", "second", "asked"), [(4107, 4114, 0), (1, 2, 2), (2, 1, 2), (2, 4, 2)])
def test_the_number_of_a_participant_tells_namesakes_apart_where_it_does_not_count_rows(
    tmp_path: Path, first: int, second: int, asked: int
) -> None:
    heading = ["TN-Nr.", "Name", "Vorname"]
    uses = [[first, "Fricke", "Ute"], [second, "Fricke", "Ute"]]
    births = [[*use, year] for use, year in zip(uses, (1950, 1980), strict=True)]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [[*heading, "Geburtsjahr"], *births])
    marked = [[*use, mark] for use, mark in zip(uses, "xe", strict=True)]
    send(tmp_path, "Anwesenheit IB-2017-1.xlsx", [[*heading, "14.02.2017"], *marked])
    understood = read_project(tmp_path)
    assert (len(understood.questions), len(understood.matched.people)) == (asked, 2 + asked)
