"""A sighting is one row that names a person; a `Group` is the sightings taken for one person."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import repeat
from operator import attrgetter
from typing import Any, NamedTuple

from pipeline.codes import JoinedBy
from pipeline.fold import fold, plain_words, word_key
from pipeline.match.names import Name, sounds
from pipeline.match.spelling import MANY_NAMES, bones
from pipeline.tables.base import Table, columns_of
from pipeline.tables.written import Deployment, RosterRow, Signup
from pipeline.written_names import OLDER, YOUNGER

NamesPerson = Signup | RosterRow | Deployment
"""A row that names a person."""


class NameKey(NamedTuple):
    """A name made comparable."""

    family: str
    given: str

    @property
    def whole(self) -> str:
        """Both names in one, in an order that does not depend on which is which."""
        return self.family + self.given if self.family < self.given else self.given + self.family


class Written(NamedTuple):
    """What a written name is compared and looked up by; the same for all rows that have it."""

    name: NameKey
    letters: str
    words: Name
    sound: str
    family: "WrittenPart"
    given: "WrittenPart"


class WrittenPart(NamedTuple):
    """What a family name, or a given name, is looked up by."""

    key: str
    words: tuple[str, ...]
    sounds: tuple[str, ...]
    bones: str | None
    """None where there is no name."""
    initial: str | None


@dataclass(slots=True, eq=False)
class Sighting:
    """One row of a sheet that names a person; missing values are None."""

    kind: type[Table]
    table_id: int
    row: int
    course_id: str | None
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
    person_number: str | None
    signed_up_on: date | None
    signed_up_at: int | None
    stage: str | None
    entry_on: date | None
    left_on: date | None
    left_at: int | None
    deployed_in: str | None
    since: date | None
    until: date | None
    is_signup: bool
    """Whether the row stands on a sign-up list."""
    mail: str | None
    digits: str | None
    name: NameKey
    letters: str
    """The whole name, as `NameKey` has it."""
    words: Name
    """The name in words that can be compared with those of another."""
    sound: str
    """What all spellings of the name share."""
    written: Written
    """What it is looked up by."""
    home: str | None
    """The place made comparable."""
    _order: tuple[Any, ...] | None = field(default=None, init=False, repr=False)
    _key: str | None = field(default=None, init=False, repr=False)

    @property
    def at(self) -> tuple[int, int]:
        """Where the row stands: table and row."""
        return self.table_id, self.row

    @property
    def said(self) -> tuple[Any, ...]:
        """All that the row says, to compare two rows; where it stands plays no part."""
        return (
            *(self.course_id, *self.name, self.birth_date, self.birth_year, self.gender, self.mail or ""),
            *(self.phone, self.postcode, self.place, self.areas, self.signed_up_on, self.stage),
            *(self.left_on, self.person_number),
        )

    @property
    def order(self) -> tuple[Any, ...]:
        """What rows are put in order by: what they say, so that the order of files plays no part."""
        if self._order is None:
            self._order = str(self.said), self.family_name, self.given_name or "", self.at
        return self._order

    @property
    def order_begins(self) -> str:
        """What `order` begins with: that is enough to order most rows."""
        return f"({self.course_id!r}, {self.name.family!r}, {self.name.given!r}"

    def __lt__(self, other: "Sighting") -> bool:
        """Whether the row comes before another by `order`."""
        mine, yours = self.order_begins, other.order_begins
        return mine < yours if mine != yours else self.order < other.order

    def is_named_as(self, other: "Sighting") -> bool:
        """Whether two rows write a name in the same way; case, accents, titles and the order play no part."""
        # What is written alike was looked up once for both.
        return self.written is other.written or self._plain_name == other._plain_name

    @property
    def _plain_name(self) -> frozenset[str]:
        return frozenset((*plain_words(self.family_name), *plain_words(self.given_name or "")))

    @property
    def full_name(self) -> str:
        """The name as written, family name first."""
        return f"{self.family_name}, {self.given_name}" if self.given_name else self.family_name

    @property
    def key(self) -> str:
        """A lasting key of the row, from what it says of the person and the course."""
        if self._key is None:
            family, given = self.name
            content = f"{family}|{given}|{self.birth_year}|{fold(self.email or '')}|{self.course_id}"
            self._key = hashlib.sha256(content.encode()).hexdigest()[:8]
        return self._key


@dataclass(eq=False, slots=True)
class Group:
    """The sightings taken for one person, and by what each was joined to the others."""

    sightings: list[Sighting] = field(default_factory=list)
    is_provisional: bool = False
    joined: dict[tuple[int, int], JoinedBy] = field(default_factory=dict)
    _first: Sighting | None = field(default=None, init=False, repr=False)

    @property
    def names(self) -> set[NameKey]:
        """Every spelling of the name."""
        return {sighting.name for sighting in self.sightings}

    @property
    def courses(self) -> set[str]:
        """The courses in which the person was seen."""
        return {sighting.course_id for sighting in self.sightings if sighting.course_id}

    @property
    def listed(self) -> set[str]:
        """The courses of whose attendance lists a row stands here."""
        return {row.course_id for row in self.sightings if row.kind is RosterRow and row.course_id}

    @property
    def first(self) -> Sighting:
        """The row that stands for the person: a sign-up, if there is one."""
        if len(self.sightings) == 1:
            return self.sightings[0]
        if self._first is None:
            self._first = min(self.sightings, key=lambda row: (not row.is_signup, row))
        return self._first

    @property
    def key(self) -> str:
        """A lasting key of the person, from normalised content."""
        return self.first.key

    @property
    def keys(self) -> set[str]:
        """Every key that the person may have had while fewer rows were known: an answer given then still counts."""
        return {row.key for row in self.sightings}

    @property
    def full_name(self) -> str:
        """The name as at the sign-up, if there is one."""
        return self.first.full_name

    def take(self, rows: Iterable[Sighting], by: JoinedBy) -> None:
        """Take rows for the person."""
        self._first = None
        for row in rows:
            self.sightings.append(row)
            self.joined[row.at] = by

    def take_all(self, other: "Group", by: JoinedBy) -> None:
        """Take all rows of another person; the one that all others there were joined to is joined `by`."""
        self.joined |= other.joined | {row.at: by for row in other.sightings if row.at not in other.joined}
        self.sightings += other.sightings
        other.sightings = []
        self._first = other._first = None


def sightings(rows: Sequence[NamesPerson], courses: list[str | None]) -> list[Sighting]:
    """Return what rows of one kind say of people; `courses` are the courses that they are about, row by row."""
    if not rows:
        return []
    kind = type(rows[0])
    nothing = [None] * len(rows)
    said: dict[str, list[Any]] = {
        field: list(map(attrgetter(field), rows)) if field in columns_of(kind) else nothing for field in _WRITTEN
    }
    said["course_id"] = courses
    written = list(map(_written, said["family_name"], said["given_name"]))
    derived: dict[str, Iterable[Any]] = {
        "kind": repeat(kind),
        "is_signup": repeat(kind is Signup),
        "mail": [email.casefold() if email else None for email in said["email"]],
        "digits": [_digits(phone) if phone else None for phone in said["phone"]],
        "home": [(fold(place) or None) if place else None for place in said["place"]],
        "written": written,
    }
    for name in ("name", "letters", "words", "sound"):
        derived[name] = map(attrgetter(name), written)
    columns = said | derived
    # By position: by name it takes twice as long.
    return list(map(Sighting, *(columns[name] for name in Sighting.__match_args__)))


_WRITTEN = {name for kind in (Signup, RosterRow, Deployment) for name in columns_of(kind)} & {*Sighting.__match_args__}


@lru_cache(MANY_NAMES)
def _written(family_name: str, given_name: str | None) -> Written:
    family, given = _part(family_name), _part(given_name or "")
    name = NameKey(family.key, given.key)
    words = Name(family.words, given.words, tuple(sorted(family.words + given.words)))
    return Written(name, name.whole, words, " ".join(sorted(family.sounds + given.sounds)), family, given)


@lru_cache(MANY_NAMES)
def _part(text: str) -> WrittenPart:
    plain = plain_words(text)
    words = tuple(map(word_key, plain))
    has_words = bool(words)
    return WrittenPart(
        word_key("".join(plain)),
        words,
        sounds(words),
        bones("".join(words)) if has_words else None,
        words[0][:1] if has_words else None,
    )


def contradict(one: Sighting, group: Group) -> bool:
    """Whether something that a person has once only differs: date or year of birth, or who of two of one name it is."""
    says = bool(one.birth_year or one.birth_date or one.person_number)
    return says and any(are_two(one, other) for other in group.sightings)


def are_two(one: Sighting, other: Sighting) -> bool:
    """Whether two rows cannot be of one person: their births differ, or one is `jun.` and the other `sen.`"""
    numbers = one.person_number, other.person_number
    return births_differ(one, other) or (numbers[0] != numbers[1] and {*numbers} == {OLDER, YOUNGER})


def births_differ(one: Sighting, other: Sighting) -> bool:
    """Whether two rows name other days or years of birth."""
    return bool(
        (one.birth_year and other.birth_year and one.birth_year != other.birth_year)
        or (one.birth_date and other.birth_date and one.birth_date != other.birth_date)
    )


def agree(one: Sighting, group: Group) -> bool:
    """Whether, beside the name, something else that tells people apart is the same."""
    return any(
        (one.mail and one.mail == other.mail)
        or (one.birth_date and one.birth_date == other.birth_date)
        or (one.birth_year and one.birth_year == other.birth_year)
        or (one.digits and one.digits == other.digits)
        or (one.person_number and one.person_number == other.person_number)
        for other in group.sightings
    )


def _digits(phone: str) -> str | None:
    return "".join(filter(str.isdigit, phone)).removeprefix("0049").removeprefix("49").lstrip("0") or None
