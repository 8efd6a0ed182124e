"""Sign-ups under the number of the course office, lists under another code: asked whether both are one course."""

from pathlib import Path

import pytest
from sent_sheets import found, people, read_project, send

from pipeline.config import load
from pipeline.review import answer
from pipeline.understand import Understood

pytestmark = pytest.mark.slow

WHO = [["Fricke", "Ute"], ["Brandes", "Lars"], ["Otte", "Kim"], ["Uhl", "Eva"]]


def course(project: Path, office: str = "25F-3041", own: str = "EH-2025-1", day: str = "02.01.2025") -> Understood:
    signed_up = [[office, *who, day] for who in WHO]
    send(project, "Export.xlsx", [["Kursnr.", "Name", "Vorname", "Anmeldedatum"], *signed_up])
    send(project, "Plan.xlsx", [["Kurs", "Datum", "Thema"], [own, "14.02.2025", "A"], [own, "21.02.2025", "B"]])
    send(
        project,
        f"Anwesenheit {own}.xlsx",
        [["Name", "Vorname", "14.02.2025", "21.02.2025"], *([*who, "x", "x"] for who in WHO)],
    )
    return read_project(project)


def asked(understood: Understood) -> list[str]:
    return [one.question_id for one in understood.questions if one.kind == "same_course"]


def test_the_number_of_the_office_and_the_code_of_the_lists_are_asked_about_once(tmp_path: Path) -> None:
    understood = course(tmp_path)
    # Whether the people are the same is not asked as long as the courses may be.
    (question,) = understood.questions
    assert list(question.options) == ["EH-2025-1", "25F-3041"]
    assert "4 of the 4 people" in question.text
    # Until somebody has answered they are two.
    assert len(understood.matched.enrolments) == 8
    answer(understood, load(tmp_path), f"{question.question_id}=EH-2025-1")
    settled = read_project(tmp_path)
    assert {one.course_id for one in settled.settled.courses} == {"EH-2025-1"}
    assert (len(people(settled)), len(settled.matched.enrolments), found(settled)) == (4, 4, [])
    assert [one.answer for one in settled.questions] == ["EH-2025-1"]


def test_two_courses_stay_two_once_that_is_answered(tmp_path: Path) -> None:
    (question,) = asked(course(tmp_path))
    answer(read_project(tmp_path), load(tmp_path), f"{question}=25F-3041")
    settled = read_project(tmp_path)
    assert {one.course_id for one in settled.settled.courses} == {"EH-2025-1", "25F-3041"}


@pytest.mark.parametrize(
    ("office", "own", "day"),
    [
        # Two courses of one way of numbering, the second of which has not begun.
        ("EH-2025-2", "EH-2025-1", "02.01.2025"),
        # Whoever signs up after the last evening means the next course.
        ("25F-3041", "EH-2025-1", "02.03.2025"),
    ],
)
def test_the_next_course_of_the_same_people_is_another(tmp_path: Path, office: str, own: str, day: str) -> None:
    assert asked(course(tmp_path, office, own, day)) == []


def test_other_people_make_another_course(tmp_path: Path) -> None:
    signed_up = [["25F-3041", *who] for who in (["Lau", "Ida"], ["Moos", "Jo"], *WHO[:2])]
    send(tmp_path, "Export.xlsx", [["Kursnr.", "Name", "Vorname"], *signed_up])
    send(tmp_path, "Anwesenheit EH-2025-1.xlsx", [["Name", "Vorname", "14.02.2025"], *([*who, "x"] for who in WHO)])
    assert asked(read_project(tmp_path)) == []
