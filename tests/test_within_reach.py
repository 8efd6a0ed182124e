"""Who may still miss the completion rule, counted by hand: a course of nine sessions, three of them held."""

from typing import Any

import pytest
from small_store import Rows, course, enrolment, mark, on, opened, person, session

from pipeline.dashboard import overview
from pipeline.said import use_language
from pipeline.tables.known import Attendance, Course, Enrolment, Person, Session, Setting


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


def test_with_80_of_100_one_of_nine_sessions_may_be_missed() -> None:
    shown = _within_reach({1: "PPA", 2: "PAA", 3: "PPP", 4: "PP?", 5: "PEP"})

    assert list(shown.items()) == [
        (2, "Can complete only by making up: 18 minutes are short."),
        (1, "May not miss another session."),
        (5, "May not miss another session."),
        (4, "May miss 1 more session."),
    ]


def test_a_session_made_up_is_not_missed() -> None:
    assert _within_reach({1: "PPA"}, made_up={(1, 3)}) == {}


def test_a_missed_mandatory_session_comes_first() -> None:
    shown = _within_reach({1: "PAA", 2: "APP"}, mandatory=1)

    assert next(iter(shown.items())) == (2, "Has missed a mandatory session and has to make it up.")


def test_who_has_left_and_who_is_in_a_course_that_is_over_can_no_longer_be_helped() -> None:
    assert _within_reach({1: "PAA"}, stage="withdrawn") == {}
    assert _within_reach({1: "PAA"}, is_over=True) == {}


def test_days_to_come_are_counted_from_the_day_of_the_store() -> None:
    with opened(_running({1: "PPA"})) as store:
        [row] = overview.within_reach_of(store).to_dict("records")

    assert (row["sessions to come"], row["next session"], row["missed"]) == (6, "4 Oct 2017", 1)


def test_sessions_of_another_group_are_not_to_come() -> None:
    rows = _running({1: "PPA"})
    of_others = [mark(1, day, "not_applicable") | {"is_expected": False} for day in (5, 7, 9)]

    with opened(rows | {Attendance: [*rows[Attendance], *of_others]}) as store:
        [row] = overview.within_reach_of(store).to_dict("records")

    # Of the three held and three to come one is missed: five of six are enough, four are not.
    assert (row["sessions to come"], row["What is still possible"]) == (3, "May not miss another session.")


def _within_reach(marks: dict[int, str], **options: Any) -> dict[int, str]:
    """Person (by the number in the name) -> what is still possible, in the order shown."""
    with opened(_running(marks, **options)) as store:
        rows = overview.within_reach_of(store)
    return {int(name[-1]): text for name, text in zip(rows["Name"], rows["What is still possible"], strict=True)}


def _running(
    marks: dict[int, str],
    *,
    stage: str = "active",
    is_over: bool = False,
    mandatory: int | None = None,
    made_up: frozenset[tuple[int, int]] | set[tuple[int, int]] = frozenset(),
) -> Rows:
    """A course of nine sessions of 90 minutes, three of them held by the 3rd of October; P, A, E, ? are the marks."""
    words = {"P": ("present", 90), "A": ("absent", 0), "E": ("excused", 0), "?": ("not_recorded", None)}
    sessions = [
        session(day, "IB-1", f"2017-10-0{day}", status="held" if day <= 3 else "planned") for day in range(1, 10)
    ]
    attended = {
        number: [90 if mark in "P?" or (number, day) in made_up else 0 for day, mark in enumerate(row, start=1)]
        for number, row in marks.items()
    }
    return {
        Setting: [
            {"name": "completion.required_percent", "value": "80"},
            {"name": "as_of", "value": "2017-10-03"},
            {"name": "completion.excused", "value": "missed"},
        ],
        Course: [course("IB-1", "2017-10-01", "2017-10-09", is_over=is_over)],
        Session: [row | {"is_mandatory": row["session_id"] == mandatory} for row in sessions],
        Person: [person(number) | {"given_name": f"Ina {number}"} for number in marks],
        Enrolment: [
            enrolment(number, number, "IB-1", stage, required_minutes=270, possible_minutes=sum(attended[number]))
            for number in marks
        ],
        Attendance: [
            mark(number, day, *words[letter]) | {"made_up_on": on("2017-10-03") if (number, day) in made_up else None}
            for number, row in marks.items()
            for day, letter in enumerate(row, start=1)
        ],
    }
