"""Rows that name people -> the pairs of them that may be of one person, the surest first.

Only rows that share something are compared: an address, a number, a day of birth and some word, the sound of the name
with a year or a postcode. The order of rows plays no part: pairs are put in the order of what their rows say.
"""

from collections.abc import Callable, Collection, Hashable, Iterator
from itertools import combinations
from typing import NamedTuple

from pipeline.fold import fold
from pipeline.match.levels import level_of
from pipeline.match.sightings import Sighting
from pipeline.match.spelling import bones

# Larger crowds of one key are told apart by a finer one; a name that more rows have by more than the name.
MOST_ALIKE = 400
MOST_OF_ONE_NAME = 100


class Pair(NamedTuple):
    """Two rows that may be of one person, by their turn; `level` counts in LEVELS."""

    level: int
    one: int
    other: int


def pairs_of(rows: list[Sighting], turns: list[int], is_fresh: list[bool] | None) -> list[Pair]:
    """Return the rows that may be of one person with the level, the surest first.

    `turns` has for each row the person that it is of already: no pair is of one person. `is_fresh` tells the rows that
    were not compared before, of which each pair has one; all, where it is None.
    """
    levels: dict[tuple[int, int], int] = {}
    for both in alike(rows, turns, is_fresh):
        one, other = both
        is_known = turns[one] == turns[other] or not (is_fresh is None or is_fresh[one] or is_fresh[other])
        if not is_known and both not in levels:
            level = level_of(rows[one], rows[other])
            if level is not None:
                levels[both] = level
    paired = sorted({at for both in levels for at in both}, key=lambda at: rows[at].order)
    place = {at: number for number, at in enumerate(paired)}
    found = (Pair(level, *sorted(both, key=place.__getitem__)) for both, level in levels.items())
    return sorted(found, key=lambda pair: (pair.level, place[pair.one], place[pair.other]))


def alike(rows: list[Sighting], turns: list[int], is_fresh: list[bool] | None) -> Iterator[tuple[int, int]]:
    """Yield the rows that share a key, by their turn; those that share several more than once."""
    for keys_of in KEYS:
        for block in _blocks(rows, turns, keys_of, is_fresh, most=MOST_ALIKE):
            yield from combinations(block, 2)
    for block in _blocks(rows, turns, named, is_fresh, most=MOST_OF_ONE_NAME):
        # Two rows of one name and year share a key already, and those of two years are of two people.
        undated = {at for at in block if not rows[at].birth_year}
        yield from (both for both in combinations(block, 2) if not undated.isdisjoint(both))


def _blocks(
    rows: list[Sighting],
    turns: list[int],
    keys_of: Callable[[Sighting], Collection[Hashable]],
    is_fresh: list[bool] | None,
    *,
    most: int,
) -> Iterator[list[int]]:
    """Yield the turns of the rows that share a key, at most so many; those that are all known already are left out."""
    looked_for = None
    if is_fresh is not None:
        looked_for = {key for row, fresh in zip(rows, is_fresh, strict=True) if fresh for key in keys_of(row)}
    # Most keys are one row's: only of those that are shared a list is made.
    first: dict[Hashable, int] = {}
    blocks: dict[Hashable, list[int]] = {}
    for at, row in enumerate(rows):
        for key in keys_of(row):
            if looked_for is None or key in looked_for:
                earliest = first.setdefault(key, at)
                if earliest != at:
                    blocks.setdefault(key, [earliest]).append(at)
    for block in blocks.values():
        if len({turns[at] for at in block}) < len(block):
            # A list with a column of days names somebody once a day, in the same words: one row stands for all.
            block = sorted({(turns[at], rows[at].said, rows[at].full_name): at for at in block}.values())
        if 1 < len(block) <= most:
            yield block


def _reached(row: Sighting) -> Collection[Hashable]:
    return [contact for contact in (row.mail, row.digits) if contact]


def named(row: Sighting) -> Collection[Hashable]:
    """The name alone: it counts where of one of two rows the year of birth is not known."""
    return (row.sound,)


def _named_and_born(row: Sighting) -> Collection[Hashable]:
    return ((row.sound, row.birth_year),) if row.birth_year else ()


def _named_and_living(row: Sighting) -> Collection[Hashable]:
    return ((row.sound, row.postcode),) if row.postcode else ()


def _born(row: Sighting) -> Collection[Hashable]:
    """A day of birth is many people's: they share a word of the name, too, or live in one place."""
    if not row.birth_date:
        return ()
    return {
        (row.birth_date, word) for word in (*row.sound.split(), row.postcode, row.place and fold(row.place)) if word
    }


def _family_and_born(row: Sighting) -> Collection[Hashable]:
    family, given = row.words.family, row.words.given
    return ((row.birth_year, bones("".join(family)), given[0][:1]),) if row.birth_year and given else ()


def _given_and_born(row: Sighting) -> Collection[Hashable]:
    family, given = row.words.family, row.words.given
    return ((row.birth_year, bones("".join(given)), family[0][:1]),) if row.birth_year and given and family else ()


def _family_living_and_born(row: Sighting) -> Collection[Hashable]:
    if not (row.birth_year and row.postcode):
        return ()
    return ((row.birth_year, bones("".join(row.words.family)), row.postcode),)


KEYS: tuple[Callable[[Sighting], Collection[Hashable]], ...] = (
    _reached,
    _born,
    _named_and_born,
    _named_and_living,
    _family_and_born,
    _given_and_born,
    _family_living_and_born,
)
