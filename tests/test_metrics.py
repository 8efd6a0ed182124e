"""The figures: small stores in sight, counted by hand."""

from fractions import Fraction
from typing import Any

import pytest
from small_store import (
    AN_HOUR_IS_45,
    TOTAL_KEY,
    course,
    enrolment,
    figures,
    mark,
    on,
    opened,
    person,
    session,
    wish,
    work,
)

from pipeline.metrics import Figure, measure
from pipeline.periods import parse
from pipeline.tables.base import columns_of
from pipeline.tables.known import (
    Attendance,
    Course,
    Engagement,
    Enrolment,
    IssueRow,
    Person,
    Session,
    SessionLecturer,
    Setting,
    Source,
)

ENDED_IN_APRIL = course("IB-1", "2017-01-24", "2017-04-04")
ENDED_IN_MARCH = course("IB-0", "2017-01-03", "2017-03-28")
RUNNING = course("IB-2", "2017-04-18", "2017-06-20", is_over=False)
OUTCOMES = {
    Course: [ENDED_IN_MARCH, ENDED_IN_APRIL, RUNNING],
    Person: [person(number) for number in range(1, 9)],
    Enrolment: [
        enrolment(1, 1, "IB-1", "completed", gender="w"),
        enrolment(2, 2, "IB-1", "completed", gender="w"),
        enrolment(3, 3, "IB-1", "participated", gender="w"),
        enrolment(4, 4, "IB-1", "withdrawn"),
        enrolment(5, 5, "IB-1", "no_show"),
        enrolment(6, 6, "IB-1", "open", is_started=True),
        enrolment(7, 7, "IB-1", "waitlisted"),
        enrolment(8, 8, "IB-1", "cancelled"),
        enrolment(9, 1, "IB-0", "completed"),
        enrolment(10, 2, "IB-2", "active"),
    ],
}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("started", 5),
        ("completed", 2),
        ("open_enrolments", 1),
        ("completion_rate", (2, 5)),
        ("completion_rate_admitted", (2, 7)),
        ("no_show_rate", (1, 7)),
        ("dropout_rate", (1, 5)),
    ],
)
def test_rates_take_part_and_whole_from_the_courses_that_ended_in_the_period(name: str, expected: object) -> None:
    found = figures(OUTCOMES, name)

    assert found[TOTAL_KEY] == expected
    assert {category for dimension, category in found if dimension == "course"} == {"IB-1"}


def test_nothing_not_stated_is_lost_from_a_breakdown() -> None:
    found = figures(OUTCOMES, "completion_rate")

    assert found["gender", "w"] == (2, 3)
    assert found["gender", "not_stated"] == (0, 2)


def test_a_category_without_an_enrolment_is_absent() -> None:
    assert ("gender", "m") not in figures(OUTCOMES, "completion_rate")


def test_signups_lie_on_their_day_or_on_the_first_day_of_the_course() -> None:
    rows = {
        Course: [ENDED_IN_APRIL, RUNNING],
        Person: [person(1), person(2), person(3), person(4)],
        Enrolment: [
            enrolment(1, 1, "IB-1", "waitlisted", signed_up_on=on("2017-04-01")),
            enrolment(2, 2, "IB-2", "active"),
            enrolment(3, 3, "IB-1", signed_up_on=on("2017-03-31")),
            enrolment(4, 4, "IB-2", "active", is_signed_up=False),
        ],
    }

    assert figures(rows, "signups") == {
        TOTAL_KEY: 2,
        ("course", "IB-1"): 1,
        ("course", "IB-2"): 1,
        ("gender", "not_stated"): 2,
        ("age_band", "18-34"): 2,
        ("municipality", "sickte"): 2,
    }


TWO_COURSES = {
    Course: [ENDED_IN_APRIL, RUNNING, course("IB-9", "2017-09-01", None, is_over=False)],
    Session: [
        session(1, "IB-1", "2017-04-04"),
        session(2, "IB-2", "2017-04-18"),
        session(3, "IB-9", "2017-09-01"),
        session(4, "IB-9", "2017-06-30", status="cancelled"),
    ],
    Person: [person(1, "w"), person(2, "m", is_provisional=True), person(3)],
    Enrolment: [
        enrolment(1, 1, "IB-1", gender="w", age_band="18-34", municipality="sickte"),
        enrolment(2, 1, "IB-2", "active", gender="d", age_band="35-49", municipality="cremlingen"),
        enrolment(3, 2, "IB-2", "active", gender="m", age_band="50-64", municipality="cremlingen"),
        enrolment(4, 3, "IB-9", "admitted"),
        enrolment(5, 3, "IB-2", "declined"),
    ],
    Engagement: [
        wish(1, "sponsorship"),
        wish(1, "sponsorship", "2017-01-05"),
        wish(1, "welcome_cafe", "2017-02-01"),
        wish(2, "sponsorship", "2017-07-01"),
        wish(3, "sponsorship"),
    ],
}


def test_who_is_in_two_courses_is_two_enrolments_and_one_person() -> None:
    assert figures(TWO_COURSES, "enrolments")[TOTAL_KEY] == 3
    assert figures(TWO_COURSES, "persons")[TOTAL_KEY] == 2


def test_persons_are_broken_down_by_their_first_enrolment_of_the_period() -> None:
    found = figures(TWO_COURSES, "persons")

    assert found["municipality", "sickte"] == 1
    assert found["municipality", "cremlingen"] == 1
    assert ("age_band", "35-49") not in found
    assert (found["gender", "w"], found["gender", "m"], found.get(("gender", "d"))) == (1, 1, None)
    assert (found["course", "IB-1"], found["course", "IB-2"]) == (1, 2)


def test_the_first_enrolment_is_that_of_the_period_asked_for() -> None:
    rows = TWO_COURSES | {
        Enrolment: [
            enrolment(1, 1, "IB-1", municipality="sickte"),
            enrolment(2, 1, "IB-9", "admitted", municipality="cremlingen"),
        ]
    }
    persons = {period: figures(rows, "persons", period) for period in ("2017-Q2", "2017-Q3", "2017")}
    mentions = figures(rows, "engagement_areas", "2017-Q3")

    assert [found[TOTAL_KEY] for found in persons.values()] == [1, 1, 1]
    assert persons["2017-Q3"]["municipality", "cremlingen"] == mentions["engagement_area", "sponsorship"] == 1
    assert persons["2017"]["municipality", "sickte"] == persons["2017"]["course", "IB-9"] == 1
    assert ("municipality", "cremlingen") not in persons["2017"]


def test_provisional_persons_are_said() -> None:
    assert figures(TWO_COURSES, "provisional_persons") == {TOTAL_KEY: 1, ("course", "IB-2"): 1}


def test_a_mention_counts_once_a_person_and_not_before_it_was_made() -> None:
    assert figures(TWO_COURSES, "engagement_areas") == {
        TOTAL_KEY: 2,
        ("course", "IB-1"): 2,
        ("course", "IB-2"): 2,
        ("municipality", "sickte"): 2,
        ("engagement_area", "sponsorship"): 1,
        ("engagement_area", "welcome_cafe"): 1,
    }


def test_a_blank_is_no_absence() -> None:
    rows = {
        Course: [RUNNING],
        Session: [session(1, "IB-2", "2017-04-18"), session(2, "IB-2", "2017-07-01"), session(3, "IB-2", None)],
        Person: [person(number) for number in range(1, 6)],
        Enrolment: [enrolment(number, number, "IB-2", "active") for number in range(1, 5)]
        + [enrolment(5, 5, "IB-2", "waitlisted")],
        Attendance: [
            mark(1, 1, "present", 90),
            mark(2, 1, "excused", 0),
            mark(3, 1, "absent", 0),
            mark(4, 1, "not_recorded"),
            mark(5, 1, "not_recorded"),
            mark(1, 2, "absent", 0),
            mark(1, 3, "present", 90),
        ],
    }

    assert figures(rows, "attendance_rate")[TOTAL_KEY] == (1, 3)
    assert figures(rows, "marks_not_recorded")[TOTAL_KEY] == 1
    assert figures(rows, "attendance_rate", "all")[TOTAL_KEY] == (2, 5)


FIVE_TIMES_100_MINUTES = {
    Course: [course("IB-1", "2017-03-07", "2017-04-04"), course("IB-2", "2017-03-07", "2017-03-07")],
    Session: [session(number, "IB-1", f"2017-03-{7 * number:02}", 100) for number in range(1, 5)]
    + [
        session(5, "IB-1", "2017-04-04", 100),
        session(6, "IB-2", "2017-03-07", 60),
        session(7, "IB-1", "2017-04-11", 100, status="cancelled"),
    ],
}


def test_teaching_hours_are_rounded_down_once_a_course_never_a_session() -> None:
    assert figures(FIVE_TIMES_100_MINUTES, "teaching_hours", "2017") == {
        TOTAL_KEY: 12,
        ("course", "IB-1"): 11,
        ("course", "IB-2"): 1,
    }


def test_the_quarters_of_a_course_add_up_to_its_teaching_hours() -> None:
    first = figures(FIVE_TIMES_100_MINUTES, "teaching_hours", "2017-Q1")
    second = figures(FIVE_TIMES_100_MINUTES, "teaching_hours", "2017-Q2")

    assert (first["course", "IB-1"], second["course", "IB-1"]) == (8, 3)
    assert second == {TOTAL_KEY: 3, ("course", "IB-1"): 3}


def test_nine_units_are_18_teaching_hours() -> None:
    rows = {
        Course: [ENDED_IN_APRIL],
        Session: [session(number, "IB-1", f"2017-04-{number:02}") for number in range(1, 10)],
    }

    assert figures(rows, "teaching_hours")[TOTAL_KEY] == 18


def test_an_undated_session_counts_only_where_all_days_do() -> None:
    rows = {Course: [RUNNING], Session: [session(1, "IB-2", "2017-04-18"), session(2, "IB-2", None)]}

    assert figures(rows, "sessions_held")[TOTAL_KEY] == 1
    assert figures(rows, "sessions_held", "all")[TOTAL_KEY] == 2
    assert figures(rows, "teaching_hours", "2017")[TOTAL_KEY] == 2
    assert figures(rows, "teaching_hours", "all")[TOTAL_KEY] == 4


def test_a_funders_year_moves_the_quarters() -> None:
    assert figures(FIVE_TIMES_100_MINUTES, "sessions_held", "2016-Q3", year_from=9) == {
        TOTAL_KEY: 6,
        ("course", "IB-1"): 5,
        ("course", "IB-2"): 1,
    }


def test_participant_hours_are_rounded_down_once_a_course() -> None:
    rows = FIVE_TIMES_100_MINUTES | {
        Person: [person(1), person(2)],
        Enrolment: [enrolment(1, 1, "IB-1"), enrolment(2, 2, "IB-1")],
        Attendance: [mark(1, number, "present", 100) for number in range(1, 6)]
        + [mark(2, 1, "present", 20), mark(2, 2, "absent", 0) | {"made_up_on": on("2017-04-20")}],
    }

    assert figures(rows, "participant_hours", "2017")[TOTAL_KEY] == 11
    assert figures(rows, "participant_hours", "2017-Q1")[TOTAL_KEY] == 9
    assert figures(rows, "participant_hours", "2017-Q2")[TOTAL_KEY] == 2


def test_a_lecturer_counts_once_whatever_the_number_of_sessions() -> None:
    def taught(session_id: int, lecturer: str, organisation: str | None) -> dict[str, Any]:
        return {"session_id": session_id, "lecturer": lecturer, "organisation": organisation}

    rows = FIVE_TIMES_100_MINUTES | {
        SessionLecturer: [
            taught(1, "A. Beispiel", "Jobcenter"),
            taught(2, "A. Beispiel", "Jobcenter"),
            taught(3, "A. Beispiel", "Kirchenkreis"),
            taught(3, "B. Beispiel", "Jobcenter"),
            taught(4, "C. Beispiel", None),
            taught(5, "D. Beispiel", "Jobcenter"),
            taught(7, "E. Beispiel", "Jobcenter"),
        ]
    }

    assert figures(rows, "lecturers_by_organisation", "2017-Q1") == {
        TOTAL_KEY: 3,
        ("organisation", "Jobcenter"): 2,
        ("organisation", "Kirchenkreis"): 1,
        ("organisation", "unknown"): 1,
    }


def test_who_works_on_one_day_of_the_period_is_at_work() -> None:
    rows = {
        Person: [person(number) for number in range(1, 7)],
        Engagement: [
            work(1, "sponsorship", "2017-01-01"),
            work(1, "welcome_cafe", "2017-05-01", "2017-05-31"),
            work(2, "sponsorship", "2016-01-01", "2017-04-01"),
            work(3, "sponsorship", "2016-01-01", "2017-03-31"),
            work(4, "sponsorship", "2017-07-01"),
            work(5, "sponsorship", None),
            wish(6, "sponsorship"),
        ],
    }

    assert figures(rows, "deployments") == {
        TOTAL_KEY: 2,
        ("engagement_area", "sponsorship"): 2,
        ("engagement_area", "welcome_cafe"): 1,
        ("municipality", "cremlingen"): 2,
    }
    assert figures(rows, "deployments", "all")[TOTAL_KEY] == 5


def test_issues_belong_to_the_period_and_the_sender_of_their_file() -> None:
    def file(path: str, sender: str, dated_on: str | None) -> dict[str, Any]:
        numbers = [name for name in columns_of(Source) if name.startswith(("rows_", "marks_"))]
        texts = {"path": path, "kind": "attendance", "sender": sender, "dated_on": dated_on and on(dated_on)}
        return dict.fromkeys(numbers, 0) | texts

    def issue(code: str, path: str | None) -> dict[str, Any]:
        return {"code": code, "grade": "note", "path": path, "message": "…"}

    rows = {
        Source: [file("BIZ/a.xlsx", "BIZ", "2017-04-04"), file("b.csv", "", "2017-05-01"), file("c.csv", "", None)],
        IssueRow: [
            issue("unknown_mark", "BIZ/a.xlsx"),
            issue("unknown_mark", "b.csv"),
            issue("bad_date", "BIZ/a.xlsx"),
            issue("bad_date", "c.csv"),
            issue("bad_date", None),
        ],
    }

    assert figures(rows, "data_quality") == {
        TOTAL_KEY: 3,
        ("kind", "bad_date"): 1,
        ("kind", "unknown_mark"): 2,
        ("sender", "BIZ"): 2,
        ("sender", "unknown"): 1,
    }
    assert figures(rows, "data_quality", "all")[TOTAL_KEY] == 5


def test_figures_come_total_first_then_by_dimension_and_category() -> None:
    with opened(OUTCOMES) as connection:
        found = measure(connection, ["started", "completion_rate"], parse("2017-Q2"))

    assert found[0] == Figure("started", "2017-Q2", "total", "total", 5, None)
    assert [figure.metric for figure in found] == ["started"] * 6 + ["completion_rate"] * 6
    assert [figure.dimension for figure in found[:6]] == [
        "total",
        "course",
        "gender",
        "gender",
        "age_band",
        "municipality",
    ]
    assert [figure.category for figure in found[2:4]] == ["not_stated", "w"]


def test_a_share_is_divided_once_and_only_where_there_is_a_whole() -> None:
    assert Figure("completion_rate", "2017", "total", "total", 2, 5).share == Fraction(2, 5)
    assert Figure("completion_rate", "2017", "total", "total", 0, 0).share is None
    assert Figure("started", "2017", "total", "total", 5).share is None


def test_a_session_after_the_day_of_the_store_is_not_counted_yet() -> None:
    rows = {
        Course: [ENDED_IN_APRIL],
        Person: [person(1)],
        Enrolment: [enrolment(1, 1, "IB-1")],
        Session: [session(1, "IB-1", "2017-01-24"), session(2, "IB-1", "2017-04-04")],
        Attendance: [mark(1, 1, "present", 90), mark(1, 2, "absent", 0)],
        Setting: [AN_HOUR_IS_45, {"name": "as_of", "value": "2017-02-28"}],
    }
    assert figures(rows, "sessions_held", "all")[TOTAL_KEY] == 1
    assert figures(rows, "attendance_rate", "all")[TOTAL_KEY] == (1, 1)
