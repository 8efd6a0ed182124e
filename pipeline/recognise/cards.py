"""Cards below each other, `Name: | Fricke`, `Ort: | Sickte`, and so on -> a view with a row for each card.

A card may be a person's form or the minutes of a session; its labels become the headings.
"""

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

    value: Value
    place: Place


def as_rows(grid: Grid, words: Vocabulary) -> Grid | None:
    """Return the view of a sheet with a row for each of its cards, below a row of their labels; None without cards."""
    if grid.height > _MOST_ROWS:
        return None
    labels: dict[str, str] = {}
    cards: list[dict[str, _Entry]] = []
    for row in range(grid.height):
        for column in grid.filled(row):
            text = grid.text(row, column)
            if not text.endswith(":") or len(text) > _LONGEST_LABEL:
                continue
            label = fold(text)
            if not cards or label in cards[-1]:
                cards.append({})
            beside = grid.text(row, column + 1)
            value = None if beside.endswith(":") else grid.value(row, column + 1)
            cards[-1][label] = _Entry(value, (row, column + 1))
            labels.setdefault(label, text.rstrip(": "))
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
