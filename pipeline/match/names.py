"""Two written names -> how alike they are, as one of a few named levels.

Names are typed anew on every list: other letters (`Mueller`), another order, another alphabet written in ours
(`Youssef`, `Yusuf`), short forms (`Hans`), slips of the pen. What a level is worth is for those who join to decide.
"""

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from pipeline.fold import PARTICLES, plain_words, word_key
from pipeline.given_names import given_names
from pipeline.match.spelling import MANY_NAMES, VOWELS, bones, share_list, spelling

# Shorter names differ by one letter and are two names: Jan and Jana, Ali and Alia.
_SHORTEST_WITH_SLIP = 5
_SHORTEST_WITH_TWO_SLIPS = 9
_FEWEST_CONSONANTS = 3
_VOWELS_ALIKE = 0.84
_SHORTEST_NEAR = 3
_LETTERS_ALIKE = 0.9
_LONGEST_SHORTENED = 3
# Ly is a whole name.
_SOUNDED = f"{VOWELS}y"


class Likeness(IntEnum):
    """How alike two names are, the most alike first."""

    SAME = 0
    """The same name, but for case, accents, hyphens, titles, umlauts written out, and the order of its parts."""
    SPELLING = 1
    """Another spelling of the same name: `Yusuf`, `Youssef`; `Schmidt`, `Schmitt`; `von Bülow`, `Bülow`."""
    SLIP = 2
    """A slip of the pen, or other vowels: `Brunkohrst`, `Brunkhorst`."""
    PART = 3
    """One has a part more than the other: `Meyer-Lohse`, `Meyer`; `Anna Maria`, `Anna`."""
    SHORT = 4
    """A short or familiar form of the given name: `Hans`, `Johannes`."""
    INITIAL = 5
    """One of the two names by its first letter only: `A. Müller`, `Anna M.`."""
    LONE = 6
    """One of the two is a single name that the other has."""
    MISTYPED = 7
    """A slip in both names; or the very given name, and a family name too short for a slip: `Rosa`, `Roas`."""
    NEAR = 8
    """Too alike to pass by and not alike enough to join: `Jan` and `Jana`."""
    OTHER = 9
    """Another name."""


class Name(NamedTuple):
    """A written name in comparable words, without titles."""

    family: tuple[str, ...]
    given: tuple[str, ...]
    words: tuple[str, ...]
    """All words, in an order that does not depend on which is which."""


def name_of(family_name: str, given_name: str | None) -> Name:
    """Return the comparable words of a name as written."""
    family, given = words_of(family_name), words_of(given_name or "")
    return Name(family, given, tuple(sorted(family + given)))


def words_of(text: str) -> tuple[str, ...]:
    """Return the comparable words of a family name, or of a given name."""
    return tuple(map(word_key, plain_words(text)))


@lru_cache(MANY_NAMES)
def compare(one: Name, other: Name) -> Likeness:
    """Return how alike two names are; the less alike of family and given name counts."""
    if one.words == other.words:
        return Likeness.SAME
    if not (one.family and one.given and other.family and other.given):
        return _lone(one.words, other.words)
    in_order = _in_order(one.family, other.family, one.given, other.given)
    if in_order is Likeness.SPELLING:
        return in_order
    turned = _turned(one, other)
    # Twins have one family name: only where it is the given name that is the same, the other one is surely mistyped.
    is_mistyped = in_order is Likeness.NEAR and _parts(one.given, other.given) <= Likeness.SPELLING
    return Likeness.MISTYPED if is_mistyped and turned >= Likeness.NEAR else min(in_order, turned)


def _lone(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    """Compare where one of the two is a single name."""
    single, whole = sorted((one, other), key=lambda words: (len(words), words))
    has_all = bool(single) and all(any(_alike(word, own) for own in whole) for word in single)
    return Likeness.LONE if has_all else Likeness.OTHER


def _alike(word: str, other: str) -> bool:
    return spelling(word) == spelling(other) or share_list(word, other, "spellings")


def _turned(one: Name, other: Name) -> Likeness:
    """Compare where one of the two has family and given name exchanged; which of the two is not known."""
    ways = (
        _in_order(one.family, other.given, one.given, other.family),
        _in_order(one.given, other.family, one.family, other.given),
    )
    # As family names Maria and Mario are a slip, as given names they are two.
    return Likeness.NEAR if Likeness.NEAR in ways else min(ways)


def _in_order(
    family: tuple[str, ...], other_family: tuple[str, ...], given: tuple[str, ...], other_given: tuple[str, ...]
) -> Likeness:
    by_family = _parts(family, other_family)
    if by_family is Likeness.OTHER:
        return by_family
    by_given = _given(given, other_given)
    # Two departures from a name at once are beyond what anybody would vouch for.
    if min(by_family, by_given) >= Likeness.SLIP:
        if by_family is by_given is Likeness.SLIP:
            return Likeness.MISTYPED
        return Likeness.NEAR if max(by_family, by_given) < Likeness.NEAR else Likeness.OTHER
    return max(by_family, by_given)


def _given(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    """Compare two given names, of which lists of names are known."""
    found = _parts(one, other)
    if found in (Likeness.SAME, Likeness.SPELLING):
        return found
    left, right = "".join(one), "".join(other)
    firsts = one[0], other[0]
    if share_list(left, right, "short_forms") or (one[0] != other[0] and share_list(*firsts, "short_forms")):
        return Likeness.SHORT
    if share_list(*firsts, "spellings"):
        return Likeness.PART
    if found > Likeness.INITIAL and _is_shortened(left, right):
        return Likeness.INITIAL
    is_slip = found is Likeness.SLIP
    return Likeness.NEAR if is_slip and _are_two_names(left, right) else found


def _is_shortened(one: str, other: str) -> bool:
    """Whether a given name is written by its first consonants: `Th.` for Theresa, `Chr.` for Christa."""
    shorter, longer = sorted((one, other), key=lambda name: (len(name), name))
    is_short = len(shorter) <= _LONGEST_SHORTENED and not any(letter in _SOUNDED for letter in shorter)
    return is_short and longer.startswith(shorter) and longer != shorter


def _parts(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    """Compare two family names, or two given names."""
    if one == other:
        return Likeness.SAME
    mine, yours = _part(one), _part(other)
    if mine.joined == yours.joined or mine.in_order == yours.in_order:
        return Likeness.SAME
    if not mine.spellings.isdisjoint(yours.spellings) or _share_article(mine, yours):
        return Likeness.SPELLING
    if len(mine.telling) != len(yours.telling) and _has_part_more(mine.telling, yours.telling):
        return Likeness.PART
    shorter, longer = mine.joined, yours.joined
    if len(longer) < len(shorter):
        shorter, longer = longer, shorter
    if len(shorter) == 1 and longer.startswith(shorter):
        return Likeness.INITIAL
    if _is_slip(shorter, longer) or _are_other_vowels(mine, yours):
        return Likeness.SLIP
    return Likeness.NEAR if _is_near(shorter, longer) else Likeness.OTHER


class _Part(NamedTuple):
    """A family name, or a given name, with what it is compared by."""

    joined: str
    in_order: list[str]
    spellings: frozenset[tuple[str, str | int]]
    """What other spellings share: the words as they sound, all in one, without particles, the list that has it."""
    bones: str
    telling: tuple[str, ...]
    """The words without `von`, `al` and the like, and without initials."""
    bare: str
    """As it sounds, without particles."""
    bare_of_article: str | None
    """The same without the article that it may begin with; None where it has several words."""
    has_article: bool


@lru_cache(MANY_NAMES)
def _part(words: tuple[str, ...]) -> _Part:
    joined = "".join(words)
    spelt_out = _without_short_particles(words)
    bare = "".join(word for word in spelt_out if word not in PARTICLES)
    lists = given_names()["spellings"].get(joined, frozenset())
    shared: set[tuple[str, str | int]] = {
        ("words", " ".join(sorted(map(spelling, words)))),
        ("in one", spelling(joined)),
        ("bare", spelling(bare)),
        *(("list", number) for number in lists),
    }
    return _Part(
        joined=joined,
        in_order=sorted(words),
        spellings=frozenset(shared),
        bones=bones(joined),
        telling=tuple(word for word in spelt_out if word not in PARTICLES and len(word) > 1) or words,
        bare=spelling(bare),
        bare_of_article=spelling(re.sub(r"^[ae]l", "", bare)) if len(words) == 1 else None,
        has_article="al" in words or "el" in words,
    )


def _without_short_particles(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name without a `von` or `von der` before it that is written `v.`, `v. d.` or `vd`."""
    # "Heide, v. d." is written so that it stands below H.
    behind = next((len(end) for end in (("v", "d"), ("vd",)) if words[-len(end) :] == end and words != end), 0)
    if behind:
        return words[:-behind]
    first, *rest = words or ("",)
    if first not in ("v", "vd") or not rest:
        return words
    return tuple(rest[1:] if rest[0] in ("d", "der", "den") and len(rest) > 1 else rest)


def _share_article(one: _Part, other: _Part) -> bool:
    """Whether one name has an article that the other writes with the name: `El Masri`, `Almasri`."""
    return bool(
        (one.has_article and other.bare_of_article == one.bare)
        or (other.has_article and one.bare_of_article == other.bare)
    )


def _has_part_more(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one has every word of the other, and more."""
    fewer, more = sorted((one, other), key=len)
    return all(any(_alike(word, own) for own in more) for word in fewer)


def _is_slip(shorter: str, longer: str) -> bool:
    """Whether one could be typed for the other: letters exchanged, left out, doubled."""
    if len(shorter) < _SHORTEST_WITH_SLIP:
        return False
    allowed = 1 if len(shorter) < _SHORTEST_WITH_TWO_SLIPS else 2
    return OSA.distance(shorter, longer, score_cutoff=allowed) <= allowed


def _are_other_vowels(one: _Part, other: _Part) -> bool:
    """Whether only vowels differ throughout, and not those that tell two names apart at their end."""
    return (
        one.bones == other.bones
        and len(one.bones) >= _FEWEST_CONSONANTS
        and (one.joined[-1] in VOWELS) == (other.joined[-1] in VOWELS)
        and JaroWinkler.similarity(one.joined, other.joined) >= _VOWELS_ALIKE
    )


def _is_near(shorter: str, longer: str) -> bool:
    """Whether two names that are no slip of each other are too alike to pass by."""
    if len(shorter) < _SHORTEST_NEAR:
        return False
    if longer.startswith(shorter) or JaroWinkler.similarity(shorter, longer, score_cutoff=_LETTERS_ALIKE) > 0:
        return True
    return len(shorter) < _SHORTEST_WITH_SLIP and OSA.distance(shorter, longer, score_cutoff=1) <= 1


def _are_two_names(left: str, right: str) -> bool:
    """Whether both are known given names that nobody takes for each other: `Maria` is no slip for `Mario`."""
    known = given_names()["known"]
    # The ending tells the names of women and men apart: Daniel and Daniela, Christian and Christiane.
    return (left in known and right in known) or left.rstrip("aeo") == right.rstrip("aeo")


def sounds(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return what all names of one `SPELLING` share, nearly always: by it names are looked up, not compared."""
    known = given_names()["spellings"]
    own = (word for word in words if word not in PARTICLES)
    return tuple(f"#{min(known[word])}" if word in known else spelling(word) for word in own)
