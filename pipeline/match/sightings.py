"""A sighting is one row that names a person; a `Group` is the sightings taken for one person."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from pipeline.fold import fold, name_key, plain_words
from pipeline.tables.base import Table, columns_of
from pipeline.tables.written import Deployment, RosterRow, Signup

NamesPerson = Signup | RosterRow | Deployment
"""A row that names a person."""


class NameKey(NamedTuple):
    """A name made comparable."""

    family: str
    given: str

    @property
    def swapped(self) -> "NameKey":
        """The same name, family and given name exchanged."""
        return NameKey(self.given, self.family)

    @property
    def whole(self) -> str:
        """Both names in one, in an order that does not depend on which is which."""
        return "".join(sorted((self.family, self.given)))


@dataclass(frozen=True)
class Sighting:
    """One row of a sheet that names a person; missing values are None."""

    kind: type[Table]
    table_id: int
    row: int
    course_id: str | None
    name: NameKey
    family_name: str
    given_name: str | None
    birth_date: date | None
    birth_year: int | None
    gender: str | None
    email: str | None
    phone: str | None
    postcode: str | None
    place: str | None
    areas: str | None
    signed_up_on: date | None = None
    signed_up_at: int | None = None
    stage: str | None = None
    entry_on: date | None = None
    left_at: int | None = None
    deployed_in: str | None = None
    since: date | None = None
    until: date | None = None

    @property
    def is_signup(self) -> bool:
        """Whether the row stands on a sign-up list."""
        return self.kind is Signup

    @property
    def at(self) -> tuple[int, int]:
        """Where the row stands: table and row."""
        return self.table_id, self.row

    @cached_property
    def said(self) -> tuple[Any, ...]:
        """All that the row says, to compare two rows; where it stands plays no part."""
        return (
            *(self.course_id, self.name, self.birth_date, self.birth_year, self.gender, fold(self.email or "")),
            *(self.phone, self.postcode, self.place, self.areas, self.signed_up_on, self.stage),
        )

    @cached_property
    def order(self) -> tuple[Any, ...]:
        """What rows are put in order by: what they say, so that the order of files plays no part."""
        return str(self.said), self.family_name, self.given_name or "", self.at

    @property
    def plain_name(self) -> frozenset[str]:
        """The words of the name without case, accents and titles, in no order."""
        return frozenset(plain_words(f"{self.family_name} {self.given_name or ''}"))

    @property
    def full_name(self) -> str:
        """The name as written, family name first."""
        return f"{self.family_name}, {self.given_name}" if self.given_name else self.family_name


@dataclass(eq=False)
class Group:
    """The sightings taken for one person."""

    sightings: list[Sighting] = field(default_factory=list)
    is_provisional: bool = False

    @property
    def names(self) -> set[NameKey]:
        """Every spelling of the name."""
        return {sighting.name for sighting in self.sightings}

    @property
    def courses(self) -> set[str]:
        """The courses in which the person was seen."""
        return {sighting.course_id for sighting in self.sightings if sighting.course_id}

    @property
    def key(self) -> str:
        """A lasting key of the person, from normalised content."""
        return _key(min(self.sightings, key=lambda s: (not s.is_signup, s.order)))

    @property
    def keys(self) -> set[str]:
        """Every key that the person may have had while fewer rows were known: an answer given then still counts."""
        return {_key(sighting) for sighting in self.sightings}

    @property
    def full_name(self) -> str:
        """The name as at the sign-up, if there is one."""
        return min(self.sightings, key=lambda s: (not s.is_signup, s.order)).full_name


def _key(sighting: Sighting) -> str:
    content = (*sighting.name, sighting.birth_year, fold(sighting.email or ""), sighting.course_id)
    return hashlib.sha256("|".join(map(str, content)).encode()).hexdigest()[:8]


def sighting(row: NamesPerson, course_id: str | None) -> Sighting:
    """Return what a row says of a person; `course_id` is the course that it is about."""
    values = {name: getattr(row, name) for name in _SAID[type(row)]}
    name = NameKey(name_key(row.family_name), name_key(row.given_name))
    return Sighting(kind=type(row), course_id=course_id, name=name, **values)


_SAID = {
    kind: [name for name in Sighting.__dataclass_fields__ if name in columns_of(kind)]
    for kind in (Signup, RosterRow, Deployment)
}


def newest_first(group: Group) -> list[Sighting]:
    """Return a person's rows, the newest first; sign-ups say more of a person than lists do."""

    def age(row: Sighting) -> tuple[Any, ...]:
        return row.signed_up_on or date.min, row.is_signup, row.signed_up_at or 0, row.order

    return sorted(group.sightings, key=age, reverse=True)


def contradict(one: Sighting, group: Group) -> bool:
    """Whether something that a person has once only differs: date or year of birth."""
    return any(
        (other.birth_date and one.birth_date and other.birth_date != one.birth_date)
        or (other.birth_year and one.birth_year and other.birth_year != one.birth_year)
        for other in group.sightings
    )


def agree(one: Sighting, group: Group) -> bool:
    """Whether, beside the name, something else that tells people apart is the same."""
    return any(
        (one.email and other.email and fold(one.email) == fold(other.email))
        or (one.birth_date and one.birth_date == other.birth_date)
        or (one.birth_year and one.birth_year == other.birth_year)
        or (one.phone and other.phone and _digits(one.phone) == _digits(other.phone))
        for other in group.sightings
    )


def _digits(phone: str) -> str:
    return "".join(letter for letter in phone if letter.isdigit()).removeprefix("0049").removeprefix("49").lstrip("0")
