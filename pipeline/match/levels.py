"""Two rows of different lists -> by what they may be one person: named levels, the surest first.

A level says how alike the names must be and what else must be the same. Where both rows name another birth, no level
joins them. What joins is done without asking; what only speaks for it is asked.
"""

from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Indel

from pipeline.codes import JoinedBy
from pipeline.match.names import Likeness, compare
from pipeline.match.sightings import Group, Sighting, births_differ
from pipeline.match.spelling import MANY_NAMES


class Shared:
    """What two rows may have in common beside the name: bits, as plain numbers because every pair needs some."""

    EMAIL = 1
    PHONE = 2
    BIRTH_DATE = 4
    BIRTH_YEAR = 8
    POSTCODE = 16
    PLACE = 32
    COURSE = 64


ALL_MAY_DIFFER = 3
"""E-mail address, telephone number and postcode: more contacts cannot differ."""
# Of 12 letters a slip changes at most two, which leaves a share of 0.83 as it was; other vowels leave more than 0.8.
LETTERS_SHARED = 0.75


class Level(NamedTuple):
    """What a level needs: names as alike as `least`, one of each of `shared`, and no more contacts that differ."""

    by: JoinedBy
    least: Likeness
    shared: tuple[int, ...]
    differing: int = ALL_MAY_DIFFER
    asks: bool = False


_MONTHS = 12
_ADDRESS = Shared.POSTCODE | Shared.PLACE

LEVELS = (
    Level(JoinedBy.EMAIL, Likeness.SPELLING, (Shared.EMAIL,)),
    Level(JoinedBy.BIRTH_DATE, Likeness.SPELLING, (Shared.BIRTH_DATE,)),
    Level(JoinedBy.PHONE, Likeness.SPELLING, (Shared.PHONE,)),
    Level(JoinedBy.ADDRESS_AND_YEAR, Likeness.SPELLING, (Shared.BIRTH_YEAR, _ADDRESS)),
    Level(JoinedBy.SIMILAR_BIRTH_DATE, Likeness.SLIP, (Shared.BIRTH_DATE,)),
    Level(JoinedBy.SIMILAR_EMAIL, Likeness.SLIP, (Shared.EMAIL,)),
    Level(JoinedBy.SIMILAR_YEAR, Likeness.SLIP, (Shared.BIRTH_YEAR, Shared.PHONE | Shared.POSTCODE)),
    Level(JoinedBy.FORM_OF_NAME, Likeness.INITIAL, (Shared.BIRTH_YEAR, Shared.EMAIL | Shared.PHONE)),
    Level(JoinedBy.FORM_OF_NAME, Likeness.MISTYPED, (Shared.BIRTH_DATE, Shared.EMAIL | Shared.PHONE | _ADDRESS)),
    Level(JoinedBy.BIRTH_YEAR, Likeness.SPELLING, (Shared.BIRTH_YEAR,), differing=0),
    Level(JoinedBy.REPEATED, Likeness.SAME, (Shared.COURSE,), differing=0),
    Level(JoinedBy.ADDRESS, Likeness.SAME, (Shared.POSTCODE, Shared.PLACE), differing=0),
    # What only speaks for one person.
    Level(JoinedBy.FORM_OF_NAME, Likeness.SHORT, (Shared.BIRTH_DATE,), asks=True),
    Level(JoinedBy.FORM_OF_NAME, Likeness.LONE, (Shared.EMAIL | Shared.PHONE | Shared.BIRTH_DATE,), asks=True),
    Level(JoinedBy.FORM_OF_NAME, Likeness.INITIAL, (Shared.BIRTH_YEAR, _ADDRESS), asks=True),
    Level(JoinedBy.FORM_OF_NAME, Likeness.NEAR, (Shared.BIRTH_YEAR, Shared.EMAIL | Shared.PHONE | _ADDRESS), asks=True),
    Level(JoinedBy.BIRTH_YEAR, Likeness.SLIP, (Shared.BIRTH_YEAR,), asks=True),
    Level(JoinedBy.ADDRESS, Likeness.SLIP, (Shared.POSTCODE, Shared.PLACE), differing=1, asks=True),
    Level(JoinedBy.NAME, Likeness.SPELLING, (), differing=2, asks=True),
)
_ASKED_AFTER_MARRIAGE = next(number for number, level in enumerate(LEVELS) if level.asks)
_ASKED_OF_BIRTH = next(number for number, level in enumerate(LEVELS) if level.asks and level.by == JoinedBy.BIRTH_YEAR)


def level_of(one: Sighting, other: Sighting) -> int | None:
    """Return the number of the level (in `LEVELS`) by which two rows may be one person; -1: they say the same."""
    # A row that names several courses is about each of them.
    if one.at == other.at or (one.name == other.name and one.said == other.said):
        return -1
    if births_differ(one, other):
        return _ASKED_OF_BIRTH if _is_slip_of_birth(one, other) else None
    shared, apart = _shared(one, other)
    if _are_far(one, other, least_of(shared, apart)):
        return None
    likeness = compare(one.words, other.words)
    if likeness is Likeness.OTHER:
        return _ASKED_AFTER_MARRIAGE if _may_have_married(one, other, shared) else None
    return surest(likeness, shared, apart)


@cache
def least_of(shared: int, apart: int) -> Likeness:
    """Return how alike two names must at least be for any level; OTHER, where the family name may be another."""
    if _has_birth_and_contact(shared):
        return Likeness.OTHER
    enough = (likeness for likeness in reversed(Likeness) if surest(likeness, shared, apart) is not None)
    return next(enough, Likeness.SAME)


def _are_far(one: Sighting, other: Sighting, least: Likeness) -> bool:
    """Whether a look at the letters is enough to see that two names are less alike than a slip, where none may be."""
    if least > Likeness.SLIP or one.sound == other.sound:
        return False
    shared = Indel.normalized_similarity(
        by_the_alphabet(one.letters), by_the_alphabet(other.letters), score_cutoff=LETTERS_SHARED
    )
    return shared == 0


@lru_cache(MANY_NAMES)
def by_the_alphabet(letters: str) -> str:
    """Return the letters of a name in an order in which two names are compared at a glance."""
    # In `letters` that name stands first which begins with the earlier letter: a slip in it may exchange the two.
    return "".join(sorted(letters))


@cache
def surest(likeness: Likeness, shared: int, apart: int) -> int | None:
    """Return the number of the surest level that is met; few combinations exist, and each is looked up once."""
    for number, level in enumerate(LEVELS):
        if (
            likeness <= level.least
            and apart <= level.differing
            and all(shared & needed for needed in level.shared)
            # Within one course the name alone says nothing: two rows are two people.
            and (level.shared or not shared & Shared.COURSE)
        ):
            return number
    return None


def _may_have_married(one: Sighting, other: Sighting, shared: int) -> bool:
    """Whether only the family name is another: given name, day of birth and a way to reach the person are the same."""
    if not one.words.given or one.words.given != other.words.given:
        return False
    return _has_birth_and_contact(shared)


def _has_birth_and_contact(shared: int) -> bool:
    return bool(shared & Shared.BIRTH_DATE and shared & (Shared.EMAIL | Shared.PHONE | _ADDRESS))


def _shared(one: Sighting, other: Sighting) -> tuple[int, int]:
    """Return what two rows share, and how many of e-mail address, telephone number and postcode differ."""
    shared = apart = 0
    if one.mail and other.mail:
        if one.mail == other.mail:
            shared |= Shared.EMAIL
        else:
            apart += 1
    if one.digits and other.digits:
        if one.digits == other.digits:
            shared |= Shared.PHONE
        else:
            apart += 1
    if one.postcode and other.postcode:
        if one.postcode == other.postcode:
            shared |= Shared.POSTCODE
        else:
            apart += 1
    if one.birth_year and one.birth_year == other.birth_year:
        shared |= Shared.BIRTH_YEAR
        if one.birth_date and one.birth_date == other.birth_date and tells_day(one.birth_date):
            shared |= Shared.BIRTH_DATE
    if one.home and one.home == other.home:
        shared |= Shared.PLACE
    if one.course_id == other.course_id:
        shared |= Shared.COURSE
    return shared, apart


def tells_day(birth_date: date) -> bool:
    """Whether a birth says more than the year: of whom no day is known, offices write the first of January."""
    return (birth_date.month, birth_date.day) != (1, 1)


def differing(one: Group, other: Group) -> int:
    """Return how many of e-mail address, telephone number and postcode differ between all rows of two people.

    An address here and a number there count as one: each can be reached, and in no way that is the same.
    """
    postcodes = [{row.postcode for row in group.sightings} - {None} for group in (one, other)]
    mails = [{row.mail for row in group.sightings} - {None} for group in (one, other)]
    numbers = [{row.digits for row in group.sightings} - {None} for group in (one, other)]
    apart = [bool(mine and yours and mine.isdisjoint(yours)) for mine, yours in (mails, numbers)]
    mine, yours = (mail | number for mail, number in zip(mails, numbers, strict=True))
    contacts = sum(apart) or bool(mine and yours and mine.isdisjoint(yours))
    return contacts + bool(postcodes[0] and postcodes[1] and postcodes[0].isdisjoint(postcodes[1]))


def _is_slip_of_birth(one: Sighting, other: Sighting) -> bool:
    """Whether a birth may be mistyped, 1957 for 1975, of one name with one e-mail address, number or residence.

    Whose month stands first on one of the lists needs no more than that no address or number is another.
    """
    shared, apart = _shared(one, other)
    has_dates = one.birth_date and other.birth_date
    is_month_first = bool(one.birth_date and other.birth_date and month_first(one.birth_date) == other.birth_date)
    # Of one residence father and son may be, who are not of one year.
    is_at_home = has_dates and shared & Shared.BIRTH_YEAR and shared & _ADDRESS == _ADDRESS
    if not (is_at_home or shared & (Shared.EMAIL | Shared.PHONE) or (is_month_first and not apart)):
        return False
    if compare(one.words, other.words) > Likeness.SPELLING:
        return False
    mine, yours = (
        row.birth_date.strftime("%d%m%Y") if has_dates and row.birth_date else str(row.birth_year)
        for row in (one, other)
    )
    at = [place for place, pair in enumerate(zip(mine, yours, strict=True)) if pair[0] != pair[1]]
    is_turned = len(at) == 2 and at[1] == at[0] + 1 and mine[at[0]] == yours[at[1]] and mine[at[1]] == yours[at[0]]
    return len(at) == 1 or is_turned or is_month_first


def month_first(day: date) -> date | None:
    """Return the other day that is meant where the month stands first, 03/07 for 07/03; some write, some read it so."""
    return day.replace(month=day.day, day=day.month) if day.day != day.month and day.day <= _MONTHS else None
