"""By what two rows of different lists are one person, what is asked, and what keeps them two."""

from datetime import date
from typing import Any

import pytest

from pipeline.match.asking import who_is_it
from pipeline.match.namesakes import ask_by_name
from pipeline.match.people import join_people
from pipeline.match.sightings import Group, Sighting, sightings
from pipeline.match.stated import Stated
from pipeline.questions import Decisions
from pipeline.tables.written import Signup

ANNA = {"family_name": "Müller", "given_name": "Anna"}
BERTA = {"family_name": "Barthold", "given_name": "Berta"}
KARA = {"family_name": "Kara", "given_name": "Ali"}
SVETLANA = {"family_name": "Brunkhorst", "given_name": "Svetlana"}
HOME = {"postcode": "38300", "place": "Wolfenbüttel"}
MAIL, PHONE = {"email": "a@m.example"}, {"phone": "05331 1234"}
BORN = {"birth_date": date(1975, 3, 12), "birth_year": 1975}
YEAR = {"birth_year": 1975}
NEW_YEAR = {"birth_date": date(1975, 1, 1), "birth_year": 1975}


def signed_up(number: int, *facts: dict[str, Any], course: str | None = None) -> Sighting:
    """A row of the list with this number, for a course of its own."""
    said: dict[str, Any] = {}
    for one in facts:
        said |= one
    signup = Signup(table_id=number, row=2, stage="admitted", **said)
    return sightings([signup], [course or f"IB-{2017 + number}-1"])[0]


def joined(*rows: Sighting) -> list[str]:
    """Join the rows: `=` one person, `?` two and a question, `|` two; the levels of those who were joined."""
    groups, asked, _ = join_people([Group([row]) for row in rows], Decisions(), Stated(Decisions(), rows))
    if len(groups) == 1:
        return [str(by) for by in groups[0].joined.values()]
    return ["?"] if asked else ["|"]


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ([ANNA, MAIL], [ANNA, {"email": "A@M.example"}, YEAR], "email"),
        ([ANNA, BORN, MAIL], [ANNA, BORN, PHONE], "birth_date"),
        ([ANNA, PHONE], [ANNA, {"phone": "+49 5331/1234"}], "phone"),
        ([ANNA, YEAR, HOME], [ANNA, YEAR, HOME], "address_and_year"),
        ([ANNA, YEAR], [ANNA, YEAR], "birth_year"),
        ([ANNA, HOME], [ANNA, HOME], "address"),
        ([ANNA, BORN], [{"family_name": "Mülelr", "given_name": "Anna"}, BORN], "similar_birth_date"),
        ([ANNA, MAIL], [{"family_name": "Mülelr", "given_name": "Anna"}, MAIL], "similar_email"),
        ([ANNA, YEAR, HOME], [{"family_name": "Mülelr", "given_name": "Anna"}, YEAR, HOME], "similar_year"),
        ([ANNA, YEAR, MAIL], [{"family_name": "Müller", "given_name": "Änne"}, YEAR, MAIL], "form_of_name"),
        ([ANNA, YEAR, MAIL], [{"family_name": "Müller-Lohse", "given_name": "Anna"}, YEAR, MAIL], "form_of_name"),
        ([ANNA, BORN, HOME], [{"family_name": "Anna"}, BORN, HOME], "form_of_name"),
        ([SVETLANA, BORN, HOME], [{"family_name": "Brunkohrst", "given_name": "Svetlama"}, BORN, HOME], "form_of_name"),
        ([KARA, BORN, PHONE], [{"family_name": "Kaya", "given_name": "Ali"}, BORN, PHONE], "form_of_name"),
    ],
)
def test_each_level_joins(one: list[dict[str, Any]], other: list[dict[str, Any]], level: str) -> None:
    assert joined(signed_up(1, *one), signed_up(2, *other)) == [level]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The name alone.
        ([ANNA, YEAR], [ANNA]),
        # One year, but nothing by which somebody is reached is the same.
        ([ANNA, YEAR, MAIL, {"postcode": "38300"}], [ANNA, YEAR, {"email": "x@y.example", "postcode": "38173"}]),
        # 1957 for 1975, with one address.
        ([ANNA, YEAR, MAIL], [ANNA, {"birth_year": 1957}, MAIL]),
        # A slip by which the given name comes before the family name in the alphabet.
        ([BERTA, YEAR], [{"family_name": "Bsrthold", "given_name": "Berta"}, YEAR]),
        # A short form without a way to reach the person; an initial of a family's address.
        ([ANNA, BORN], [{"family_name": "Müller", "given_name": "Änne"}, BORN]),
        ([ANNA, MAIL], [{"family_name": "Müller", "given_name": "A."}, MAIL]),
        # One digit of the day, with one residence.
        ([ANNA, BORN, HOME], [ANNA, {"birth_date": date(1975, 3, 13), "birth_year": 1975}, HOME]),
        # The month first, and nothing else is known; with one residence.
        ([ANNA, BORN], [ANNA, {"birth_date": date(1975, 12, 3), "birth_year": 1975}, MAIL]),
        ([ANNA, BORN, HOME], [ANNA, {"birth_date": date(1975, 12, 3), "birth_year": 1975}, HOME]),
        # A slip of the pen without any birth, in one residence: in the family name, in the given name.
        ([SVETLANA, HOME], [{"family_name": "Brunkohrst", "given_name": "Svetlana"}, HOME]),
        ([SVETLANA, HOME, YEAR], [{"family_name": "Brunkhorst", "given_name": "Svetlama"}, HOME]),
        # The first of January stands for a day that nobody knows.
        ([ANNA, NEW_YEAR, MAIL], [ANNA, NEW_YEAR, {"email": "x@y.example"}]),
        # A new family name after a marriage.
        ([ANNA, BORN, MAIL], [{"family_name": "Brandes", "given_name": "Anna"}, BORN, MAIL]),
        # One name only.
        ([ANNA, BORN], [{"family_name": "Anna"}, BORN]),
    ],
)
def test_what_only_speaks_for_one_person_is_asked(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> None:
    assert joined(signed_up(1, *one), signed_up(2, *other)) == ["?"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Father and son, namesakes, a couple, twins.
        ([ANNA, YEAR, MAIL], [ANNA, {"birth_year": 1992}, MAIL]),
        ([ANNA, YEAR, HOME], [ANNA, {"birth_year": 1957}, HOME]),
        ([ANNA, MAIL, PHONE], [{"family_name": "Müller", "given_name": "Ben"}, MAIL, PHONE]),
        ([ANNA, BORN, MAIL, HOME], [{"family_name": "Müller", "given_name": "Ute"}, BORN, MAIL, HOME]),
        # Kara and Kaya, for both of whom nobody knew the day.
        ([KARA, NEW_YEAR], [{"family_name": "Kaya", "given_name": "Ali"}, NEW_YEAR]),
        # Twins of nearly one name would be asked for, of two names they are two.
        ([KARA, BORN, HOME], [{"family_name": "Kara", "given_name": "Ahmet"}, BORN, HOME]),
        # One digit of the day, and nothing else is known; the month first, of two addresses.
        ([ANNA, BORN], [ANNA, {"birth_date": date(1975, 3, 13), "birth_year": 1975}]),
        ([ANNA, BORN, MAIL], [ANNA, {"birth_date": date(1975, 12, 3), "birth_year": 1975}, {"email": "x@y.example"}]),
        # Nothing but the name, and all else is different.
        ([ANNA, MAIL, PHONE, HOME], [ANNA, {"email": "x@y.example", "phone": "0160 7", "postcode": "38173"}]),
    ],
)
def test_two_people_stay_two(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> None:
    assert joined(signed_up(1, *one), signed_up(2, *other)) == ["|"]


def test_a_row_that_fits_two_people_joins_neither() -> None:
    rows = [signed_up(1, ANNA, YEAR, MAIL), signed_up(2, ANNA, {"birth_year": 1992}, MAIL), signed_up(3, ANNA, MAIL)]
    groups, asked, _ = join_people([Group([row]) for row in rows], Decisions(), Stated(Decisions(), rows))
    assert (len(groups), len(asked)) == (3, 1)
    assert len(asked[0].candidates) == 2


def test_a_chain_never_joins_what_contradicts_itself() -> None:
    # 1 and 2 share the address, 2 and 3 the number; 1 and 3 are of other years.
    rows = [
        signed_up(1, ANNA, YEAR, MAIL),
        signed_up(2, ANNA, MAIL, PHONE),
        signed_up(3, ANNA, {"birth_year": 1992}, PHONE),
    ]
    groups, *_ = join_people([Group([row]) for row in rows], Decisions(), Stated(Decisions(), rows))
    years = [{row.birth_year for row in group.sightings} - {None} for group in groups]
    assert sorted(map(sorted, years)) == [[1975], [1992]]


def same(one: Sighting, other: Sighting) -> str:
    return f"same|{one.key}|{other.key}"


def test_anybody_can_be_stated_to_be_one_or_two() -> None:
    one, two, three = (
        signed_up(1, ANNA, YEAR, MAIL),
        signed_up(2, ANNA, YEAR, MAIL),
        signed_up(3, ANNA, {"birth_year": 1957}),
    )
    said = Decisions({same(one, two): "no", same(one, three): "yes"})
    groups, *_ = join_people([Group([row]) for row in (one, two, three)], said, Stated(said, [one, two, three]))
    assert sorted(sorted(row.table_id for row in group.sightings) for group in groups) == [[1, 3], [2]]


def test_statements_that_contradict_each_other_have_no_effect() -> None:
    one, two, three = (signed_up(at, {"family_name": name}) for at, name in enumerate(("Abel", "Bahr", "Cohn")))
    said = Decisions({same(one, two): "yes", same(two, three): "yes", same(one, three): "no", "same|x|y": "yes"})
    stated = Stated(said, [one, two, three])
    groups, *_ = join_people([Group([row]) for row in (one, two, three)], said, stated)
    assert len(groups) == 3
    assert sorted(one.key for one in stated.misstated) == sorted(said)


def test_two_candidates_with_one_key_are_two_answers() -> None:
    father = signed_up(1, ANNA, YEAR, MAIL, {"phone": "05331 1111"}, course="IB-2020-1")
    son = signed_up(2, ANNA, YEAR, MAIL, {"phone": "05331 2222"}, course="IB-2020-1")
    row, candidates = Group([signed_up(3, ANNA)]), [Group([father]), Group([son])]
    first = who_is_it(row, candidates, Decisions(), keys=["k"])
    assert (father.key == son.key, len(first.question.options)) == (True, 3)
    for answer, meant in zip(first.question.options, ("05331 1111", "05331 2222"), strict=False):
        decided = Decisions({"k": answer})
        decided.evidence["k"] = first.question.evidence
        asked = who_is_it(row, candidates, decided, keys=["k"])
        assert (asked.question.answer, asked.chosen and asked.chosen.first.phone) == (answer, meant)


def test_candidates_of_whom_only_the_residence_differs_are_two_answers_that_read_differently() -> None:
    there = signed_up(1, ANNA, {"postcode": "38173", "place": "Sickte"}, course="IB-2020-1")
    here = signed_up(2, ANNA, HOME, course="IB-2020-1")
    candidates = [Group([there]), Group([here])]
    row = Group([signed_up(3, ANNA)])
    options = who_is_it(row, candidates, Decisions(), keys=["k"]).question.options
    by_name, _ = ask_by_name([row], candidates, Decisions())

    assert sorted(options.values()) == [
        "Müller, Anna (IB-2020-1; 38173 Sickte)",
        "Müller, Anna (IB-2020-1; 38300 Wolfenbüttel)",
        "jemand anderes",
    ]
    assert dict(by_name.question.options) == dict(options)
    for answer, meant in zip(options, candidates, strict=False):
        assert who_is_it(row, candidates, Decisions({"k": answer}), keys=["k"]).chosen is meant


def test_an_answer_that_may_mean_two_is_asked_again() -> None:
    candidates = [Group([signed_up(1, ANNA, HOME)]), Group([signed_up(1, ANNA, {"postcode": "38173"})])]
    answered = Decisions({"k": candidates[0].key})
    assert who_is_it(Group([signed_up(3, ANNA)]), candidates, answered, keys=["k"]).question.answer is None
