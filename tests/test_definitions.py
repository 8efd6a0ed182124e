"""How far an enrolment got: every edge of the rules, each on marks in sight (drawn_lists says how they are written)."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from drawn_lists import ATTENDED, CUTS, FROM_ENTRY, NEUTRAL, OF_75, OF_80, POLICIES, day, defined, outcome, stage

from pipeline.define import Rules, age_bands
from pipeline.tables.known import Enrolment
from pipeline.tables.schemas import schema_of


def test_the_frames_come_back_as_declared() -> None:
    enrolments, _ = defined(["xxxxxxxxx", "uuuuuuuuu"])

    schema_of(Enrolment).validate(enrolments)


def test_a_season_without_a_row_gives_frames_without_a_row() -> None:
    enrolments, course = defined([""], sessions="")

    assert enrolments["stage"].tolist() == ["admitted"]
    assert pd.isna(course["starts_on"])


@pytest.mark.parametrize(
    ("marks", "rules", "expected"),
    [
        ("xxxxxxxxu", OF_80, "completed"),
        ("xxxxxxxuu", OF_80, "participated"),
        ("xxxxxxxuu", OF_75, "completed"),
        ("xxxxxxuuu", OF_75, "participated"),
        ("xxxxxxxuu", Rules(70, "whole_course", "missed", CUTS), "completed"),
        ("xxxxxxuuu", Rules(70, "whole_course", "missed", CUTS), "participated"),
        ("xxxxu", OF_80, "completed"),
        ("xxxxxxxxx", Rules(100, "whole_course", "missed", CUTS), "completed"),
        ("xxxxxxxxu", Rules(100, "whole_course", "missed", CUTS), "participated"),
    ],
    ids=lambda value: str(value) if isinstance(value, str) else f"{value.required_percent}",
)
def test_the_share_is_compared_in_integers_and_equal_is_enough(marks: str, rules: Rules, expected: str) -> None:
    assert stage(marks, rules=rules) == expected


def test_an_enrolment_completes_on_the_last_day_of_the_course() -> None:
    assert outcome("xxxxxxxxu")["completed_on"] == pd.Timestamp(day(9))
    assert pd.isna(outcome("xxxxxxuuu")["completed_on"])


def test_who_enters_late_misses_what_was_before_where_the_whole_course_is_required() -> None:
    late = outcome("---xxxxxx", entry_on=pd.Timestamp(day(4)))

    assert late["stage"] == "participated"
    assert (late["attended_minutes"], late["required_minutes"]) == (540, 810)


def test_a_session_of_another_group_is_not_required() -> None:
    first = outcome("xoxoxoxoxo")

    assert (first["stage"], first["required_minutes"], first["attended_minutes"]) == ("completed", 450, 450)
    assert stage("xoxouououo") == "participated"
    assert stage("uououououo") == "no_show"
    assert stage("xoxo?o?o?o") == "open"


def test_who_enters_late_is_asked_for_the_rest_where_the_rule_counts_from_entry() -> None:
    late = outcome("---xxxxxu", entry_on=pd.Timestamp(day(4)), rules=FROM_ENTRY)

    assert late["stage"] == "completed"
    assert (late["attended_minutes"], late["required_minutes"]) == (450, 540)


def test_blanks_before_the_entry_are_no_unknown_marks() -> None:
    assert outcome("??xxxxxxu", entry_on=pd.Timestamp(day(3)))["possible_minutes"] == 540


@pytest.mark.parametrize(
    ("rules", "expected", "attended", "required"),
    [(OF_80, "participated", 630, 810), (NEUTRAL, "completed", 630, 720), (ATTENDED, "completed", 720, 810)],
    ids=["missed", "neutral", "attended"],
)
def test_an_excuse_counts_as_the_project_has_settled(rules: Rules, expected: str, attended: int, required: int) -> None:
    excused = outcome("xxxxxxxeu", rules=rules)

    assert (excused["stage"], excused["attended_minutes"], excused["required_minutes"]) == (
        expected,
        attended,
        required,
    )


@pytest.mark.parametrize("rules", POLICIES, ids=["missed", "neutral", "attended"])
def test_who_was_excused_every_time_never_came_and_completes_under_no_policy(rules: Rules) -> None:
    excused = outcome("eeeeeeeee", rules=rules)

    assert excused["stage"] == "no_show"
    assert not excused["is_started"]


def test_an_excused_session_that_was_made_up_counts_although_excuses_are_neutral() -> None:
    made_up = outcome("xxxxxxxeu", rules=NEUTRAL, made_up={8: pd.Timestamp(day(9))})

    assert (made_up["attended_minutes"], made_up["required_minutes"]) == (720, 810)


@pytest.mark.parametrize("mark", ["u", "e"])
@pytest.mark.parametrize("rules", POLICIES, ids=["missed", "neutral", "attended"])
def test_who_missed_a_mandatory_session_does_not_complete(rules: Rules, mark: str) -> None:
    assert stage("xxxxxxxx" + mark, rules=rules, mandatory=(9,)) == "participated"


def test_a_mandatory_session_may_be_made_up() -> None:
    assert stage("xxxxxxxxu", mandatory=(9,), made_up={9: pd.Timestamp(2017, 4, 1)}) == "completed"


def test_an_unknown_mark_at_a_mandatory_session_leaves_the_outcome_open() -> None:
    assert stage("xxxxxxxx?", mandatory=(9,)) == "open"


def test_a_make_up_after_the_last_session_dates_the_completion() -> None:
    made_up = outcome("xxxxxxxuu", made_up={9: pd.Timestamp(2017, 4, 1)})

    assert made_up["stage"] == "completed"
    assert made_up["completed_on"] == pd.Timestamp(2017, 4, 1)


def test_a_make_up_is_credited_once_and_to_the_session_in_full() -> None:
    half_present = outcome("xxxxxxxxu", minutes={8: 45}, made_up={8: pd.Timestamp(2017, 4, 1)})

    assert half_present["attended_minutes"] == 720


def test_a_make_up_after_the_day_of_the_store_does_not_count_yet() -> None:
    made_up = {8: pd.Timestamp(2017, 4, 1)}

    assert stage("xxxxxxxuu", made_up=made_up, as_of=date(2017, 3, 31)) == "participated"
    assert stage("xxxxxxxuu", made_up=made_up, as_of=date(2017, 4, 1)) == "completed"


def test_a_make_up_alone_is_a_presence() -> None:
    assert stage("uuuuuuuuu", made_up={1: pd.Timestamp(day(2))}) == "participated"


def test_unknown_marks_that_decide_the_rule_leave_the_outcome_open() -> None:
    undecided = outcome("xxxxxxx?u")

    assert undecided["stage"] == "open"
    assert (undecided["attended_minutes"], undecided["possible_minutes"]) == (630, 720)


@pytest.mark.parametrize(("marks", "expected"), [("xxxxxxxx?", "completed"), ("xxxxx?uuu", "participated")])
def test_unknown_marks_that_decide_nothing_leave_nothing_open(marks: str, expected: str) -> None:
    assert stage(marks) == expected


def test_a_held_session_of_which_no_list_speaks_is_as_unknown_as_a_blank() -> None:
    assert stage("xxxxxxx u") == "open"


@pytest.mark.parametrize(
    ("marks", "expected"),
    [("uuuuuueeu", "no_show"), ("?????????", "open"), ("uuuuuuuu?", "open"), ("uuuuuuuu-", "open"), ("", "open")],
)
def test_only_who_is_recorded_at_every_session_and_never_present_did_not_show(marks: str, expected: str) -> None:
    assert stage(marks, sessions="hhhhhhhhh") == expected


def test_minutes_are_counted_and_capped_at_those_of_the_session() -> None:
    assert outcome("xxxxxxxxu", minutes={1: 60, 2: 120})["attended_minutes"] == 690
    assert stage("xxxxxxxxu", minutes={1: 17}) == "participated"


def test_a_cancelled_session_is_neither_required_nor_attended() -> None:
    person = outcome("xxxx-xxxxu", sessions="hhhhchhhhh", mandatory=(5,))

    assert (person["stage"], person["required_minutes"]) == ("completed", 810)


def test_a_presence_at_a_cancelled_session_is_none() -> None:
    assert stage("xuu", sessions="chh") == "no_show"


def test_an_undated_session_counts() -> None:
    person = outcome("xxxxxxxxu", sessions="hhhhhhhhn", entry_on=pd.Timestamp(day(1)), rules=FROM_ENTRY)

    assert (person["stage"], person["required_minutes"]) == ("completed", 810)


def test_a_planned_session_keeps_its_course_running_whatever_its_day() -> None:
    enrolments, course = defined(["xxxxxxxx", "uuuuuuuu"], sessions="hhhhhhhhp")

    assert not course["is_over"]
    assert enrolments["stage"].tolist() == ["active", "admitted"]


def test_a_course_without_marks_is_not_over() -> None:
    enrolments, course = defined([""], sessions="ppp", as_of=None)

    assert not course["is_over"]
    assert enrolments["stage"].tolist() == ["admitted"]
    assert not enrolments["is_started"].item()


def test_a_course_of_cancelled_sessions_has_no_day_and_is_not_over() -> None:
    _, course = defined(["--"], sessions="cc")

    assert pd.isna(course["starts_on"])
    assert not course["is_over"]


def test_a_course_runs_from_its_first_to_its_last_session_that_was_not_cancelled() -> None:
    _, course = defined(["xxxx"], sessions="chnpc")

    assert (course["starts_on"], course["ends_on"]) == (pd.Timestamp(day(2)), pd.Timestamp(day(4)))


def test_marks_after_the_day_of_the_store_do_not_count() -> None:
    enrolments, course = defined(["xxxxxxxxu", "uuuuuuuux"], as_of=day(8))

    assert not course["is_over"]
    assert enrolments["stage"].tolist() == ["active", "admitted"]
    assert enrolments["required_minutes"].tolist() == [720, 720]


def test_a_course_is_over_on_the_day_of_its_last_session() -> None:
    assert defined(["xxxxxxxxx"], as_of=day(9))[1]["is_over"]


def test_who_left_after_the_first_presence_has_withdrawn() -> None:
    left = pd.Timestamp(day(5))

    assert stage("xxxx-----", withdrawn_on=left) == "withdrawn"
    assert stage("xxxx     ", withdrawn_on=left) == "withdrawn"
    assert stage("xxxx-", sessions="hhhhhpppp", withdrawn_on=left) == "withdrawn"
    assert stage("xxxxuuuuu", declared_stage="withdrawn") == "withdrawn"


def test_who_left_before_the_first_presence_has_cancelled() -> None:
    assert stage("uu-------", withdrawn_on=pd.Timestamp(day(3))) == "cancelled"
    assert stage("uuuuuuuuu", declared_stage="withdrawn") == "cancelled"
    assert stage("", sessions="hhh", declared_stage="cancelled") == "cancelled"
    assert stage("", sessions="ppp", declared_stage="cancelled", as_of=None) == "cancelled"


def test_who_left_on_a_day_that_nobody_can_read_has_left() -> None:
    assert stage("xxxx-----", has_left=True) == "withdrawn"
    assert stage("uu-------", has_left=True) == "cancelled"


def test_a_withdrawal_after_the_day_of_the_store_has_not_happened_yet() -> None:
    assert stage("xxxx-----", withdrawn_on=pd.Timestamp(day(5)), as_of=day(4)) == "active"


def test_completion_wins_over_a_later_withdrawal() -> None:
    assert stage("xxxxxxxx-", withdrawn_on=pd.Timestamp(day(9))) == "completed"


def test_an_unknown_mark_that_decides_wins_over_a_withdrawal() -> None:
    assert stage("xxxxxxx?-", withdrawn_on=pd.Timestamp(day(9))) == "open"


@pytest.mark.parametrize("declared", ["applied", "waitlisted", "declined"])
def test_who_was_not_admitted_stays_so_until_present(declared: str) -> None:
    waiting = outcome("", sessions="h" * 9, declared_stage=declared)
    came = outcome("xxxxxxxxx", declared_stage=declared)

    assert (waiting["stage"], bool(waiting["is_admitted"])) == (declared, False)
    assert (came["stage"], bool(came["is_admitted"])) == ("completed", True)


@pytest.mark.parametrize(
    ("born", "age"),
    [
        ({"birth_date": pd.Timestamp(1999, 1, 3)}, 18),
        ({"birth_date": pd.Timestamp(1999, 1, 4)}, 17),
        ({"birth_date": pd.Timestamp(1999, 1, 4), "birth_year": 1950}, 17),
        ({"birth_year": 1999}, 18),
    ],
)
def test_age_is_that_on_the_first_day_by_the_full_date_before_the_year(born: dict[str, Any], age: int) -> None:
    assert outcome("x", **born)["age"] == age


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (17, "<18"),
        (18, "18-34"),
        (34, "18-34"),
        (35, "35-49"),
        (49, "35-49"),
        (50, "50-64"),
        (64, "50-64"),
        (65, "65+"),
    ],
)
def test_a_band_begins_with_its_first_age(age: int, band: str) -> None:
    assert outcome("x", birth_year=2017 - age)["age_band"] == band


def test_without_a_birth_or_a_first_day_the_age_is_unknown() -> None:
    assert outcome("x")["age_band"] == "unknown"
    assert outcome("", sessions="n", birth_year=1980)["age_band"] == "unknown"
    assert pd.isna(outcome("x", birth_year=2018)["age"])


def test_bands_are_named_from_young_to_old() -> None:
    assert age_bands((18, 35, 50, 65)) == ("<18", "18-34", "35-49", "50-64", "65+")
    assert age_bands((18, 30, 55)) == ("<18", "18-29", "30-54", "55+")
    assert age_bands((18, 19)) == ("<18", "18", "19+")
