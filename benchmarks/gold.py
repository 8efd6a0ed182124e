"""A gold set for who is who: invented people on sign-ups and attendance lists of several years, and who each row is.

How it is made: people get German, Arabic, Turkish, Ukrainian and Persian names from `gold_names.toml`; some share an
e-mail address or a telephone number with their family, some are twins, some are namesakes of somebody else. They sign
up for a basic course and later for workshops; between two sign-ups some move, some change their address, some leave
out the year of birth. Every list is typed anew: a share of the names comes with umlauts written out or lost, in
capitals, exchanged, with a title, with a slip of the pen, in another spelling of the same name, as a short form, with
half a double name, or with an initial. All from one seed; nobody exists.

Of a few thousand people any name of the lists is as frequent as another. Of a million that would be too easy: as in
life, some names are many people's, and most family names are rare. That is drawn with `as_in_life`.
"""

import random
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

Draw = Callable[[Sequence[str], random.Random], str]
"""How a name is drawn from a list."""

SHARE_OF_ORIGINS = {"german": 45, "arabic": 20, "turkish": 12, "ukrainian": 13, "persian": 10}

_NAMES = tomllib.loads(Path(__file__).with_name("gold_names.toml").read_text(encoding="utf-8"))
FAMILY_NAMES: dict[str, list[str]] = _NAMES["family"]
STEMS: dict[str, list[str]] = _NAMES["stems"]
ENDINGS: dict[str, list[str]] = _NAMES["endings"]
SHARE_OF_RARE_NAMES = 0.7
# By how much the first names of a list are more frequent than the last. Set by hand until the draw looked like names in
# life, and taken from no statistics: among 98 women the most frequent name has 5 of 100, the first ten 22.
_SKEW = 1.5
GIVEN_NAMES: dict[str, dict[str, list[str]]] = _NAMES["given"]
OTHER_SPELLINGS: dict[str, list[str]] = _NAMES["spellings"]
SHORT_FORMS: dict[str, list[str]] = _NAMES["short_forms"]
# The district's own; beyond its size more are made up, as a million people live in more than one district.
PLACES = [
    *(("38300", "Wolfenbüttel"), ("38302", "Wolfenbüttel"), ("38304", "Wolfenbüttel"), ("38162", "Cremlingen")),
    *(("38315", "Schladen"), ("38271", "Baddeckenstedt"), ("38170", "Schöppenstedt"), ("38319", "Remlingen")),
    *(("38312", "Börßum"), ("38173", "Sickte")),
]
_PEOPLE_A_POSTCODE = 1500

# How many names of a list, in a hundred, are written in some other way; attendance lists are typed with less care.
VARIANTS = {
    "transliterated": 4.0,
    "unaccented": 2.0,
    "capitals": 1.5,
    "exchanged": 1.0,
    "title": 1.0,
    "slip": 1.5,
    "spelling": 5.0,
    "short form": 1.0,
    "half": 1.0,
    "initial": 0.5,
}


@dataclass(frozen=True)
class Person:
    """Somebody invented, as on the day of a sign-up."""

    number: int
    family_name: str
    given_name: str
    origin: str
    gender: str
    born_on: date
    email: str | None
    phone: str | None
    postcode: str
    place: str
    household: int


@dataclass(frozen=True)
class GoldRow:
    """A row of a list and who it is about: a sign-up with all it says, or a name on an attendance list."""

    person: int
    course: str
    is_signup: bool
    listed_on: date
    family_name: str
    given_name: str
    born_on: date | None = None
    birth_year: int | None = None
    email: str | None = None
    phone: str | None = None
    postcode: str | None = None
    place: str | None = None
    variant: str = "plain"


def people(count: int, *, seed: int, as_in_life: bool = False) -> list[Person]:
    """Return invented people: most alone, some in families with one e-mail address, some twins, some namesakes.

    `as_in_life` draws some names far more often than others.
    """
    dice, draw = random.Random(seed), _as_in_life if as_in_life else _evenly
    places = _places(count)
    made: list[Person] = []
    while len(made) < count:
        one = _person(len(made), dice, places, draw)
        made.append(one)
        if dice.random() < 0.05:
            made.append(_relative(one, len(made), dice))
        if dice.random() < 0.01:
            made.append(_namesake(one, len(made), dice, places, draw))
    return made[:count]


def _places(count: int) -> list[tuple[str, str]]:
    further = range(len(PLACES), count // _PEOPLE_A_POSTCODE)
    return PLACES + [(f"{10_000 + 97 * at % 90_000}", f"Ort {at}") for at in further]


def _person(number: int, dice: random.Random, places: list[tuple[str, str]], draw: Draw) -> Person:
    (origin,) = dice.choices(list(SHARE_OF_ORIGINS), list(SHARE_OF_ORIGINS.values()))
    gender = dice.choice("wwm")
    family, given = _family_name(origin, dice, draw), draw(GIVEN_NAMES[origin][gender], dice)
    if origin == "german" and dice.random() < 0.04:
        family = f"{family}-{_family_name(origin, dice, draw)}"
    if dice.random() < 0.03:
        given = f"{given} {draw(GIVEN_NAMES[origin][gender], dice)}"
    postcode, place = dice.choice(places)
    born_on = date(1940, 1, 1) + timedelta(days=dice.randrange(62 * 365))
    has_email, has_phone = dice.random() < 0.75, dice.random() < 0.6
    return Person(
        number=number,
        family_name=family,
        given_name=given,
        origin=origin,
        gender=gender,
        born_on=born_on,
        email=_email(number, dice) if has_email else None,
        phone=_phone(dice) if has_phone else None,
        postcode=postcode,
        place=place,
        household=number,
    )


def _evenly(names: Sequence[str], dice: random.Random) -> str:
    return dice.choice(names)


def _as_in_life(names: Sequence[str], dice: random.Random) -> str:
    return names[int(len(names) * dice.random() ** _SKEW)]


def _family_name(origin: str, dice: random.Random, draw: Draw) -> str:
    if dice.random() >= SHARE_OF_RARE_NAMES:
        return draw(FAMILY_NAMES[origin], dice)
    stem = dice.choice(STEMS[origin])
    # Half of the people with a rare name have one of a hundred thousand.
    if draw is _as_in_life and dice.random() < 0.5:
        stem += dice.choice(STEMS[origin]).lower()
    return stem + dice.choice(ENDINGS[origin])


def _email(number: int, dice: random.Random) -> str:
    return f"kontakt{number}.{dice.randrange(1000)}@{dice.choice(('post', 'mail', 'verein'))}.example"


def _phone(dice: random.Random) -> str:
    return f"0{dice.choice(('5331', '151', '160', '176'))} {dice.randrange(10**6, 10**7)}"


def _relative(one: Person, number: int, dice: random.Random) -> Person:
    """Return a spouse, a child or a twin of somebody: one name, one household, one e-mail address or telephone."""
    gender = dice.choice("wm")
    others = [name for name in GIVEN_NAMES[one.origin][gender] if name != one.given_name]
    is_twin = dice.random() < 0.15
    born_on = one.born_on if is_twin else one.born_on + timedelta(days=dice.choice((-1, 1)) * dice.randrange(300, 9000))
    return replace(
        one, number=number, given_name=dice.choice(others), gender=gender, born_on=born_on, household=one.household
    )


def _namesake(one: Person, number: int, dice: random.Random, places: list[tuple[str, str]], draw: Draw) -> Person:
    """Return somebody else of the same name."""
    other = _person(number, dice, places, draw)
    return replace(other, origin=one.origin, family_name=one.family_name, given_name=one.given_name, gender=one.gender)


def rows(everybody: list[Person], *, seed: int, course_size: int = 25, with_birth: float = 0.85) -> Iterator[GoldRow]:
    """Yield the rows of all lists: everybody signs up once, many again in later years, each on lists typed anew.

    `with_birth` is the share of sign-ups that name the year of birth (a third of them the whole date).
    """
    dice = random.Random(seed + 1)
    # Half of those who live together come together: their names stand on one list.
    together = {person.household: (_years(dice), dice.random()) for person in everybody}
    turns = []
    for person in everybody:
        years, place = together[person.household] if dice.random() < 0.5 else (_years(dice), dice.random())
        turns += [(year, place, person) for year in years]
    turns.sort(key=lambda turn: (turn[0], turn[1], turn[2].number))
    now = {person.number: person for person in everybody}
    per_year: dict[int, int] = {}
    places = _places(len(everybody))
    for year, _, person in turns:
        at = per_year[year] = per_year.get(year, -1) + 1
        course, day = f"IB-{year}-{at // course_size + 1}", date(year, 3, 1) + timedelta(days=at // course_size % 200)
        now[person.number] = known = _moved(now[person.number], dice, places)
        is_walk_in, stays_away = dice.random() < 0.03, dice.random() < 0.05
        if not is_walk_in:
            yield _signup(known, course, day, dice, with_birth)
        if not stays_away or is_walk_in:
            family, given, variant = _as_written(known, dice, share=1.0)
            yield GoldRow(known.number, course, False, day, family, given, variant=variant)


def _years(dice: random.Random) -> list[int]:
    first = dice.randrange(2017, 2023)
    later = [first + after for after in (1, 2, 3) if dice.random() < 0.22]
    return [first, *later]


def _moved(person: Person, dice: random.Random, places: list[tuple[str, str]]) -> Person:
    """Return the person as a new sign-up finds it: some have moved, some have another address or number."""
    if dice.random() < 0.06:
        postcode, place = dice.choice(places)
        person = replace(person, postcode=postcode, place=place)
    if dice.random() < 0.08:
        person = replace(person, email=_email(person.number, dice))
    if dice.random() < 0.06:
        person = replace(person, phone=_phone(dice))
    return person


def _signup(person: Person, course: str, day: date, dice: random.Random, with_birth: float) -> GoldRow:
    family, given, variant = _as_written(person, dice, share=0.5)
    has_birth, has_date = dice.random() < with_birth, dice.random() < 1 / 3
    return GoldRow(
        person=person.number,
        course=course,
        is_signup=True,
        listed_on=day,
        family_name=family,
        given_name=given,
        born_on=person.born_on if has_birth and has_date else None,
        birth_year=person.born_on.year if has_birth else None,
        email=person.email if dice.random() < 0.95 else None,
        phone=person.phone if dice.random() < 0.9 else None,
        postcode=person.postcode if dice.random() < 0.95 else None,
        place=person.place,
        variant=variant,
    )


def _as_written(person: Person, dice: random.Random, *, share: float) -> tuple[str, str, str]:
    """Return family name, given name and the way in which they are written; `share` is how careless the list is."""
    family, given = person.family_name, person.given_name
    throw = dice.random() * 100 / share
    for variant, often in VARIANTS.items():
        throw -= often
        if throw < 0:
            written = _written(family, given, variant, dice)
            return (*written, variant) if written != (family, given) else (family, given, "plain")
    return family, given, "plain"


def _written(family: str, given: str, variant: str, dice: random.Random) -> tuple[str, str]:
    match variant:
        case "transliterated":
            return _letters(family, _WRITTEN_OUT), _letters(given, _WRITTEN_OUT)
        case "unaccented":
            return _letters(family, _BARE), _letters(given, _BARE)
        case "capitals":
            return family.upper(), given.upper()
        case "exchanged":
            return given, family
        case "title":
            return family, f"{dice.choice(('Dr.', 'Prof. Dr.', 'Frau', 'Herr'))} {given}"
        case "slip":
            return (_slip(family, dice), given) if dice.random() < 0.6 else (family, _slip(given, dice))
        case "spelling":
            return _other(family, OTHER_SPELLINGS, dice), _other(given, OTHER_SPELLINGS, dice)
        case "short form":
            return family, _other(given, SHORT_FORMS, dice)
        case "half":
            return dice.choice(family.split("-")) if not family.startswith("Al-") else family, given.split()[0]
        case _:
            return family, f"{given[0]}."


_WRITTEN_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
_WRITTEN_OUT |= {"ş": "s", "Ş": "S", "ç": "c", "Ç": "C", "ğ": "g", "ı": "i", "İ": "I"}
_BARE = {**_WRITTEN_OUT, "ä": "a", "ö": "o", "ü": "u", "Ä": "A", "Ö": "O", "Ü": "U"}


def _letters(name: str, letters: dict[str, str]) -> str:
    return "".join(letters.get(letter, letter) for letter in name)


def _other(name: str, forms: dict[str, list[str]], dice: random.Random) -> str:
    return dice.choice(forms[name]) if name in forms else name


def _slip(name: str, dice: random.Random) -> str:
    """Return the name with two letters exchanged, one left out, one doubled or one beside it on the keyboard."""
    if len(name) < 4:
        return name
    at = dice.randrange(1, len(name) - 1)
    match dice.randrange(4):
        case 0:
            return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        case 1:
            return name[:at] + name[at + 1 :]
        case 2:
            return name[:at] + name[at] + name[at:]
        case _:
            return name[:at] + dice.choice("aeinrst") + name[at + 1 :]
