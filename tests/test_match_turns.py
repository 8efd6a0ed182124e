"""In which order people and their rows are taken: by what the rows say, however little of it had to be looked at."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pipeline.match.known import newest_first
from pipeline.match.pins import number_people
from pipeline.match.sightings import Group, Sighting, sightings
from pipeline.tables.written import RosterRow, Signup

# One begins as another does; quotation marks change how a text is shown.
NAMES = st.sampled_from(["Ute", "Ute!", "Ute-Marie", "U'te", 'U"te', "U'\"te", "", "Öte"])
DAYS = st.none() | st.sampled_from([date(2017, 1, 2), date(2017, 1, 30)])
COURSES = st.sampled_from([None, "IB-2017-1", "IB-2017-10"])


@st.composite
def people(draw: st.DrawFn) -> list[Group]:
    """Several people, each with one row or two."""
    groups = []
    for number in range(draw(st.integers(1, 6))):
        signup = Signup(table_id=number, row=2, family_name=draw(NAMES), given_name=draw(NAMES), stage="admitted")
        signup.signed_up_on, signup.birth_date = draw(DAYS), draw(DAYS)
        listed = RosterRow(table_id=number, row=3, family_name=draw(NAMES), given_name=draw(NAMES), is_teaching=False)
        rows = [*sightings([signup], [draw(COURSES)]), *sightings([listed], [draw(COURSES)])]
        groups.append(Group(rows[: draw(st.integers(1, 2))], is_provisional=draw(st.booleans())))
    return groups


@given(people())
def test_people_who_share_nothing_are_numbered_in_the_order_of_all_that_their_rows_say(groups: list[Group]) -> None:
    for number, group in enumerate(groups):
        for row in group.sightings:
            row.letters = f"{number}"
    in_full = sorted(groups, key=lambda one: (one.is_provisional, min(row.order for row in one.sightings)))
    numbered, _ = number_people(groups, {})
    assert list(numbered.values()) == in_full


@given(people())
def test_the_rows_of_a_person_are_taken_by_day_and_those_of_one_day_by_what_they_say(groups: list[Group]) -> None:
    rows = [row for group in groups for row in group.sightings]

    def age(row: Sighting) -> tuple[object, ...]:
        return row.signed_up_on or date.min, row.is_signup, row.signed_up_at or 0, row.order

    assert newest_first(rows) == sorted(rows, key=age, reverse=True)


def test_no_rows_say_nothing() -> None:
    assert sightings([], []) == []
