"""What holds for any lists and any rules."""

from datetime import date, timedelta

import duckdb
import pandas as pd
import pytest
from drawn_lists import CUTS, day, defined
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.codes import Stage
from pipeline.define import Rules
from pipeline.metrics import measure
from pipeline.periods import parse

# Each test runs the whole way, or a rule over many examples: `make test-fast` leaves them out.
pytestmark = pytest.mark.slow

LISTS = st.lists(st.text(alphabet="xeu?- ", min_size=9, max_size=9), min_size=1, max_size=20)
RULES = st.builds(
    Rules,
    required_percent=st.integers(1, 100),
    required_of=st.sampled_from(["whole_course", "from_entry"]),
    excused=st.sampled_from(["missed", "neutral", "attended"]),
    age_cuts=st.just(CUTS),
)
ENTRY = st.one_of(st.none(), st.integers(1, 9).map(lambda number: pd.Timestamp(day(number))))


@settings(max_examples=20, deadline=None)
@given(LISTS, RULES, ENTRY, st.sampled_from(["admitted", "withdrawn", "waitlisted"]))
def test_attended_is_at_most_possible_is_at_most_required(
    lists: list[str], rules: Rules, entry_on: pd.Timestamp | None, declared: str
) -> None:
    enrolments, _ = defined(lists, rules=rules, entry_on=entry_on, declared_stage=declared)

    assert (enrolments["attended_minutes"] <= enrolments["possible_minutes"]).all()
    assert (enrolments["possible_minutes"] <= enrolments["required_minutes"]).all()
    assert len(enrolments) == len(lists)
    assert enrolments["stage"].isin(list(Stage)).all()
    assert enrolments.loc[enrolments["stage"] == "completed", "is_started"].all()


@settings(max_examples=10, deadline=None)
@given(LISTS, RULES, st.integers(1, 100))
def test_a_higher_share_never_adds_a_completion(lists: list[str], rules: Rules, percent: int) -> None:
    other = Rules(percent, rules.required_of, rules.excused, CUTS)
    low, high = sorted((rules, other), key=lambda each: each.required_percent)

    completed_low = defined(lists, rules=low)[0]["stage"] == "completed"
    completed_high = defined(lists, rules=high)[0]["stage"] == "completed"

    assert (completed_low | ~completed_high).all()


@settings(max_examples=10, deadline=None)
@given(LISTS, st.integers(1, 100), st.integers(0, 8))
def test_one_presence_more_never_takes_a_completion_away(lists: list[str], percent: int, position: int) -> None:
    rules = Rules(percent, "whole_course", "missed", CUTS)
    more = [marks[:position] + "x" + marks[position + 1 :] for marks in lists]

    completed = defined(lists, rules=rules)[0]["stage"] == "completed"
    completed_with_more = defined(more, rules=rules)[0]["stage"] == "completed"

    assert (completed_with_more | ~completed).all()


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 729), st.integers(1, 200)), max_size=12))
def test_the_quarters_of_any_course_add_up_to_the_whole(held: list[tuple[int, int]]) -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE SCHEMA mart")
        connection.execute("CREATE TABLE mart.lesson AS SELECT 45 AS minutes")
        connection.execute("CREATE TABLE mart.held_session (course VARCHAR, counted_on DATE, minutes BIGINT)")
        for days, minutes in held:
            row = ["IB-1", date(2016, 1, 1) + timedelta(days=days), minutes]
            connection.execute("INSERT INTO mart.held_session VALUES (?, ?, ?)", row)

        def hours(period: str) -> int:
            return measure(connection, ["teaching_hours"], parse(period))[0].part

        quarters = sum(hours(f"{year}-Q{quarter}") for year in (2016, 2017) for quarter in (1, 2, 3, 4))
        assert quarters == hours("all") == sum(minutes for _, minutes in held) // 45
