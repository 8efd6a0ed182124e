"""Cards below each other, `Name: | Fricke`, `Ort: | Sickte`, and so on -> a view with a row for each card.

A card may be a person's form or the minutes of a session; its labels become the headings.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import dropwhile
from typing import NamedTuple

from pipeline.fold import fold
from pipeline.read import Value
from pipeline.recognise.columns import NAMES
from pipeline.recognise.grid import Grid, Place
from pipeline.vocabulary import Vocabulary

_BEGINS_CARD = NAMES | {"held_on"}
_MOST_ROWS = 2000
_LONGEST_LABEL = 40
_FEWEST = 2


class _Entry(NamedTuple):
    """What a label on a card says, and where that stands."""

    label: str
    text: str
    value: Value
    place: Place


def as_rows(grid: Grid, words: Vocabulary) -> Grid | None:
    """Return the view of a sheet with a row for each of its cards, below a row of their labels; None without cards."""
    cards = _cards(_entries(grid)) if grid.height <= _MOST_ROWS else []
    labels = {entry.label: entry.text for card in cards for entry in card.values()}
    known = {field for text in labels.values() if (field := words.field_of(text))}
    if len(cards) < _FEWEST or len(known) < _FEWEST or not _BEGINS_CARD & known:
        return None
    begins = [min(entry.place for entry in card.values())[0] for card in cards]
    above = range(begins[0])
    rows = [[grid.value(row, column) for column in range(grid.width(row))] for row in above]
    rows.append(list(labels.values()))
    rows += [[card[label].value if label in card else None for label in labels] for card in cards]
    place_of = {
        (len(above) + 1 + at, column): card[label].place
        for at, card in enumerate(cards)
        for column, label in enumerate(labels)
        if label in card
    }
    return grid.retold(rows, row_of=[*above, begins[0], *begins], place_of=place_of)


def _entries(grid: Grid) -> Iterator[_Entry]:
    for row in range(grid.height):
        for column in grid.filled(row):
            text = grid.text(row, column)
            if text.endswith(":") and len(text) <= _LONGEST_LABEL:
                beside = grid.text(row, column + 1)
                value = None if beside.endswith(":") else grid.value(row, column + 1)
                yield _Entry(fold(text), text.rstrip(": "), value, (row, column + 1))


def _cards(entries: Iterable[_Entry]) -> list[dict[str, _Entry]]:
    """Return label -> entry of each card: another begins where a label comes again.

    What stands above the first label that comes again, `Kurs: | IB-2017-1`, is said of all.
    """
    all_entries = list(entries)
    times = Counter(entry.label for entry in all_entries)
    cards: list[dict[str, _Entry]] = []
    for entry in dropwhile(lambda entry: times[entry.label] == 1, all_entries):
        if not cards or entry.label in cards[-1]:
            cards.append({})
        cards[-1][entry.label] = entry
    return cards
