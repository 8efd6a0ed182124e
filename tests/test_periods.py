"""Periods: names, quarters of any year, what came before."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import CallError
from pipeline.periods import Period, parse, previous, quarter_of, same_period_last_year
from pipeline.said import language, use_language

months = st.integers(1, 12)
days = st.dates(date(1901, 1, 1), date(2098, 12, 31))


@pytest.fixture(autouse=True)
def english():
    before = language()
    use_language("en")
    yield
    use_language(before)


@pytest.mark.parametrize("text", ["2017-Q2", "2017Q2", "2017-q2", "Q2/2017", "Q2 2017", " 2017 Q2 ", "2017/Q2"])
def test_a_quarter_may_be_spelled_in_many_ways(text):
    assert parse(text) == Period("2017-Q2", date(2017, 4, 1), date(2017, 6, 30))


def test_a_year_a_month_and_all_are_periods():
    assert parse("2016") == Period("2016", date(2016, 1, 1), date(2016, 12, 31))
    assert parse("2016-02") == Period("2016-02", date(2016, 2, 1), date(2016, 2, 29))
    assert parse("All") == Period("all", date(1, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize("text", ["2017-2", "2017-Q5", "2017-13", "17-Q2", "next", "", "2107-Q2", "2017-Q2-Q3"])
def test_what_is_no_period_is_told_with_examples(text):
    with pytest.raises(CallError, match=r"is not a period\. Allowed are .*2017-Q2"):
        parse(text)


def test_a_funders_quarters_are_named_by_the_year_in_which_it_starts():
    first, last = parse("2017-Q1", year_starts_in_month=7), parse("2017-Q4", year_starts_in_month=7)

    assert (first.first_day, first.last_day) == (date(2017, 7, 1), date(2017, 9, 30))
    assert (last.first_day, last.last_day) == (date(2018, 4, 1), date(2018, 6, 30))
    assert quarter_of(date(2018, 5, 2), year_starts_in_month=7) == last


@pytest.mark.parametrize(
    ("name", "month", "before", "last_year"),
    [
        ("2017-Q2", 1, "2017-Q1", "2016-Q2"),
        ("2017-Q1", 1, "2016-Q4", "2016-Q1"),
        ("2017-Q1", 7, "2016-Q4", "2016-Q1"),
        ("2017-01", 7, "2016-12", "2016-01"),
        ("2017", 7, "2016", "2016"),
    ],
)
def test_what_came_before_is_of_the_same_kind(name, month, before, last_year):
    period = parse(name, year_starts_in_month=month)

    assert previous(period) == parse(before, year_starts_in_month=month)
    assert same_period_last_year(period) == parse(last_year, year_starts_in_month=month)


def test_nothing_comes_before_all():
    assert previous(parse("all")) is None
    assert same_period_last_year(parse("all")) is None


@pytest.mark.parametrize(
    ("name", "month", "label"),
    [
        ("2017-Q2", 1, "2nd quarter of 2017"),
        ("2017-Q2", 7, "2nd quarter of the year from July 2017"),
        ("2017", 1, "2017"),
        ("2017", 7, "year from July 2017"),
        ("2017-04", 7, "April 2017"),
        ("all", 1, "all years"),
    ],
)
def test_a_label_says_when_the_year_does_not_start_in_january(name, month, label):
    assert parse(name, year_starts_in_month=month).label("en") == label


@given(days, months)
def test_every_day_lies_in_its_quarter_and_in_no_neighbour(day, month):
    quarter = quarter_of(day, year_starts_in_month=month)
    before = quarter_of(quarter.first_day - timedelta(days=1), year_starts_in_month=month)
    after = quarter_of(quarter.last_day + timedelta(days=1), year_starts_in_month=month)

    assert day in quarter
    assert before.last_day + timedelta(days=1) == quarter.first_day
    assert quarter.last_day + timedelta(days=1) == after.first_day
    assert len({before.name, quarter.name, after.name}) == 3


@given(days, months)
def test_a_name_leads_back_to_its_period(day, month):
    quarter = quarter_of(day, year_starts_in_month=month)
    year = parse(quarter.name[:4], year_starts_in_month=month)

    assert parse(quarter.name, year_starts_in_month=month) == quarter
    assert year.first_day <= quarter.first_day <= quarter.last_day <= year.last_day


@given(days, months)
def test_the_quarter_before_the_next_one_is_the_same(day, month):
    quarter = quarter_of(day, year_starts_in_month=month)

    assert previous(quarter_of(quarter.last_day + timedelta(days=1), year_starts_in_month=month)) == quarter
