"""Rows that name people -> the pairs of them that may be of one person, the surest first.

Only rows that share something are compared: an address, a number, a day of birth and some word, the sound of the name
with a year or a postcode. The order of rows plays no part: pairs are put in the order of what their rows say.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations, compress, count, product
from operator import attrgetter
from typing import NamedTuple

from pipeline.match.levels import level_of
from pipeline.match.sightings import Sighting

_Key = tuple[Hashable, ...]
Keys = Iterable[tuple[int, _Key]]
"""The turns of rows, each with a key that it has."""
_KeysOf = Callable[[list[Sighting], set[_Key] | None], Keys]
"""How to take keys of rows: all, or those that are looked for."""

# Larger crowds of one key are told apart by a finer one; a name that more rows have by more than the name.
MOST_ALIKE = 400
MOST_OF_ONE_NAME = 100
FEWEST_BY_COLUMNS = 40_000
"""From so many rows with a birth on, by which most are compared, it is worth while to load numpy."""


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
    born = sum(row.birth_year is not None for row in rows)
    if born >= FEWEST_BY_COLUMNS and is_fresh is None:
        told = _told_once(rows, turns)
        if len(told) == len(set(turns)):
            pairs = pairs_by_columns([rows[at] for at in told])
            if len(told) == len(rows):
                return pairs
            return [Pair(level, told[one], told[other]) for level, one, other in pairs]
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
    found = sorted((level, *sorted((place[one], place[other]))) for (one, other), level in levels.items())
    return [Pair(level, paired[one], paired[other]) for level, one, other in found]


def pairs_by_columns(rows: list[Sighting]) -> list[Pair]:
    """Return what `pairs_of` returns for rows of nobody yet; it takes numpy, and a fraction of the time."""
    from pipeline.match.columns import NumberedSightings, numbered
    from pipeline.match.judging import by_level

    columns = NumberedSightings(rows)
    pairs = [columns.alike(*numbered(born_and_named(rows)), most=MOST_ALIKE)]
    pairs += (columns.alike(*columns.shared(fields), most=MOST_ALIKE) for fields in KEYS)
    pairs += (columns.alike(*columns.shared(fields), most=MOST_OF_ONE_NAME, is_undated=True) for fields in UNDATED_KEYS)
    return list(map(Pair._make, by_level(columns, *columns.turns(pairs))))


def alike(rows: list[Sighting], turns: list[int], is_fresh: list[bool] | None) -> Iterator[tuple[int, int]]:
    """Yield the rows that share a key, by their turn; those that share several more than once."""
    for keys_of in LOOKED_UP:
        for block in _blocks(rows, turns, keys_of, is_fresh, most=MOST_ALIKE):
            yield from combinations(block, 2)
    is_undated = [not row.birth_year for row in rows]
    for keys_of in UNDATED:
        for block in _blocks(rows, turns, keys_of, is_fresh or is_undated, most=MOST_OF_ONE_NAME):
            # Two rows of one name and year share a key already, and those of two years are of two people.
            undated = [at for at in block if is_undated[at]]
            dated = [at for at in block if not is_undated[at]]
            yield from combinations(undated, 2)
            yield from ((min(both), max(both)) for both in product(undated, dated))


def _blocks(
    rows: list[Sighting],
    turns: list[int],
    keys_of: _KeysOf,
    is_fresh: list[bool] | None,
    *,
    most: int,
) -> Iterator[Sequence[int]]:
    """Yield the turns of the rows that share a key, at most so many; those that are all known already are left out."""
    looked_for = None if is_fresh is None else {key for _, key in keys_of(list(compress(rows, is_fresh)), None)}
    if looked_for is not None and not looked_for:
        return
    # Most keys are one row's: only of those that are shared a list is made.
    first: dict[Hashable, int] = {}
    blocks: dict[Hashable, list[int]] = {}
    for at, key in keys_of(rows, looked_for):
        earliest = first.setdefault(key, at)
        if earliest != at:
            blocks.setdefault(key, [earliest]).append(at)
    for sharing in blocks.values():
        block = _told_once(rows, turns, sharing)
        if 1 < len(block) <= most:
            yield block


def _told_once(rows: list[Sighting], turns: list[int], among: Sequence[int] | None = None) -> Sequence[int]:
    """Return which rows, `among` some or all, say what no other row of the same person says in the same words."""
    among = range(len(rows)) if among is None else among
    if len({turns[at] for at in among}) == len(among):
        return among
    # A list with a column of days names somebody once a day, in the same words: one row stands for all.
    return sorted({(turns[at], rows[at].said, rows[at].full_name): at for at in among}.values())


def _by(fields: Sequence[str]) -> _KeysOf:
    """Return how to take some fields of all rows together as their key; a row that lacks one has none."""

    def keys_of(rows: list[Sighting], looked_for: set[_Key] | None = None) -> Keys:
        # Of those who stand on lists only, nobody's address or birth is known.
        if any(all(value is None for value in map(attrgetter(field), rows)) for field in fields):
            return ()
        if looked_for is None:
            keys = zip(*(map(attrgetter(field), rows) for field in fields), strict=True)
            return ((at, key) for at, key in enumerate(keys) if None not in key)
        # Of few keys most rows lack the first part already.
        firsts = {key[0] for key in looked_for}
        turns = list(compress(count(), map(firsts.__contains__, map(attrgetter(fields[0]), rows))))
        found = keys_of([rows[at] for at in turns])
        return ((turns[at], key) for at, key in found if key in looked_for)

    return keys_of


def born_and_named(rows: list[Sighting], looked_for: set[_Key] | None = None) -> Keys:
    """Take a day of birth, which is many people's, with each word of the name."""
    born = ((at, row) for at, row in enumerate(rows) if row.birth_date)
    keys = ((at, (row.birth_date, word)) for at, row in born for word in set(row.sound.split()))
    return keys if looked_for is None else ((at, key) for at, key in keys if key in looked_for)


KEYS = (
    ("mail",),
    ("digits",),
    ("birth_date", "postcode"),
    ("birth_date", "home"),
    ("sound", "birth_year"),
    ("sound", "postcode"),
    ("written.family.bones", "birth_year", "written.given.initial"),
    ("written.given.bones", "birth_year", "written.family.initial"),
    ("written.family.bones", "birth_year", "postcode"),
)
"""The fields of a row that two rows share, of any of these; first what most rows do not share."""
UNDATED_KEYS = (
    ("sound",),
    ("written.family.bones", "postcode", "home", "written.given.initial"),
    ("written.given.bones", "postcode", "home", "written.family.initial"),
)
"""The same, where of one of two rows no year of birth is known: the name, or one mistyped in one residence."""

LOOKED_UP = (born_and_named, *map(_by, KEYS))
UNDATED = tuple(map(_by, UNDATED_KEYS))
