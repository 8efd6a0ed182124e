"""Lists that call people by their initials, with a key of names beside, below or on another sheet.

In come the sheets of a file, out come views on them in which names stand for initials, every cell at its place. The
key itself is no list: it is left out of the views. What the key does not have stays as it is, as do initials that
two people share.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.fold import fold
from pipeline.read import Value
from pipeline.recognise.columns import NAMES
from pipeline.recognise.grid import Grid, Place
from pipeline.recognise.people import is_full_name
from pipeline.vocabulary import Vocabulary

# Such lists are made by hand, to be looked at.
_MOST_ROWS = 400
_INITIALS = re.compile(r"[^\W\d_]{1,4}\.?")
_EQUATION = re.compile(r"(?P<initials>[^\W\d_]{1,4})\s*=\s*(?P<name>\S.*)")
_FEWEST = 2
_LONGEST_HEADING = 20


class Keyed(NamedTuple):
    """A sheet with names for initials, and its rows that hold nothing but the key."""

    grid: Grid
    of_key: frozenset[int]


class _Entry(NamedTuple):
    initials: str
    name: str
    cells: tuple[Place, ...]
    """The cells that are nothing but this entry."""


def with_names_for_initials(grids: Sequence[Grid], words: Vocabulary) -> list[Keyed]:
    """Return the sheets of a file, read by the one key among them; as they are where there is none."""
    small = [grid for grid in grids if grid.height <= _MOST_ROWS]
    keys = {id(grid): list(_key(grid, words)) for grid in small}
    names = _names(entry for own in keys.values() for entry in own)
    of_lists = small if len(names) >= _FEWEST else []
    lists = {id(grid): _written(grid, names, keys[id(grid)], words) for grid in of_lists}
    if not any(lists.values()):
        # `Kürzel | Name | 04.03.` is a list itself.
        return [Keyed(grid, frozenset()) for grid in grids]
    return [_keyed(grid, lists.get(id(grid), {}), keys.get(id(grid), [])) for grid in grids]


def _key(grid: Grid, words: Vocabulary) -> Iterator[_Entry]:
    """Yield the entries of a key: below `Kürzel | Name`, or each in a cell, `JA = Jutta Achterberg`."""
    short = {text for text in grid.distinct if len(text) <= _LONGEST_HEADING and fold(text) in words.words["initials"]}
    equations = {text: found for text in grid.distinct if "=" in text and (found := _EQUATION.fullmatch(text))}
    named = {text: found for text, found in equations.items() if is_full_name(found["name"], words)}
    for row in range(grid.height) if short or named else ():
        texts = grid.row(row)
        for column in (at for at, text in enumerate(texts) if text in short):
            yield from _below(grid, row, column, words)
        for found in filter(None, map(named.get, texts)):
            yield _Entry(found["initials"], found["name"], ())


def _below(grid: Grid, row: int, column: int, words: Vocabulary) -> Iterator[_Entry]:
    beside = [at for at in (column - 1, column + 1) if words.field_of(grid.text(row, at)) in NAMES]
    following = [at for at in (column + 1, column + 2) if words.field_of(grid.text(row, at)) in NAMES]
    columns = following if len(following) > 1 else beside[-1:]
    found: list[_Entry] = []
    for at in range(row + 1, grid.height):
        initials, names = grid.text(at, column), grid.along(at, columns)
        if not _INITIALS.fullmatch(initials) or not is_full_name(", ".join(names), words):
            break
        found.append(_Entry(initials, ", ".join(names), tuple((at, one) for one in (column, *columns))))
    if len(found) >= _FEWEST:
        head = tuple((row, one) for one in (column, *columns))
        yield found[0]._replace(cells=(*head, *found[0].cells))
        yield from found[1:]


def _names(entries: Iterable[_Entry]) -> dict[str, str]:
    """Return initials -> the one name that they stand for."""
    named: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        named[_bare(entry.initials)].add(entry.name)
    return {initials: own.pop() for initials, own in named.items() if len(own) == 1}


def _written(grid: Grid, names: Mapping[str, str], key: Iterable[_Entry], words: Vocabulary) -> dict[Place, Value]:
    """Return the cells of the one line of a list that holds initials, each with its name; none where there is none."""
    of_key = {cell for entry in key for cell in entry.cells}
    called = {
        (row, column): text
        for row in range(grid.height)
        for column, text in enumerate(grid.row(row))
        if _bare(text) in names and (row, column) not in of_key
    }
    # `D` stands over and over where it is a mark; the head of a list calls each person once.
    times = Counter(called.values())
    lines: dict[tuple[str, int], dict[Place, Value]] = defaultdict(dict)
    for (row, column), text in called.items():
        if times[text] == 1:
            lines["row", row][row, column] = lines["column", column][row, column] = names[_bare(text)]
    best = max(lines.values(), key=len, default={})
    if len(best) < _FEWEST or len(best) * 2 <= len(names):
        return {}
    row, column = min(best)
    is_headed = fold(grid.text(row - 1, column)) in words.words["initials"]
    return best | ({(row - 1, column): "Name"} if is_headed else {})


def _keyed(grid: Grid, written: Mapping[Place, Value], key: Iterable[_Entry]) -> Keyed:
    blank = dict.fromkeys(cell for entry in key for cell in entry.cells)
    if not written and not blank:
        return Keyed(grid, frozenset())
    view = grid.written({**blank, **written})
    emptied = {row for row, _ in blank if not view.has_value(row)}
    return Keyed(view, frozenset(emptied))


def _bare(initials: str) -> str:
    return initials.rstrip(".")
