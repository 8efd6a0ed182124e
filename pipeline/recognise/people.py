"""Which columns hold names, told by what stands in them: for lists whose columns of names have no heading."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.recognise.grid import ROWS_LOOKED_AT, Grid
from pipeline.vocabulary import Vocabulary, sign

# Müller, O'Neil, al-Hassan, Dr., Anna-Lena, Ш: letters, with what stands within names.
_WORD = re.compile(r"[^\W\d_]+(?:['’`´.-][^\W\d_]+)*\.?")
_BESIDE_NAME = re.compile(r"\([^()]*\)|[*†,]")
_MOST_WORDS = 5
_SHARE_OF_NAMES = 0.7
# Places, areas and courses repeat from row to row; names rarely do.
_SHARE_OF_DIFFERENT = 0.6
_MOST_SMALL_WORDS = 2
_FEWEST_PEOPLE = 3
_OF_PEOPLE = frozenset({"family_name", "given_name"})


def is_name_like(text: str, words: Vocabulary) -> bool:
    """Whether a text could be somebody's name: a few words with capitals, no digits, no heading, no mark."""
    if not _is_written_like_name(text):
        return False
    return not (sign(text) in words.marks or words.field_of(text) or sign(text) in words.weekdays)


@lru_cache(maxsize=50_000)
def _is_written_like_name(text: str) -> bool:
    bare = _BESIDE_NAME.sub(" ", text)
    parts = bare.split()
    if not parts or len(parts) > _MOST_WORDS or len(bare.strip()) < 2 or not all(map(_WORD.fullmatch, parts)):
        return False
    small = sum(part[0].islower() for part in parts)
    return not small or (small <= _MOST_SMALL_WORDS and small < len(parts))


def is_full_name(text: str, words: Vocabulary) -> bool:
    """Whether a text could be a whole name: `Müller, Anna`, `Anna Müller`; `siehe Liste` is none."""
    # `von Bargen` is half a name; `Kim al-Khatib` a whole one, whose second part only begins small.
    is_whole = sum(part != part.lower() for part in text.replace(",", " ").split()) > 1
    return is_whole and is_name_like(text, words)


def name_columns(grid: Grid, rows: Sequence[int], columns: Sequence[int], words: Vocabulary) -> dict[str, int]:
    """Return the columns that hold names by what stands in them, as fields of a person; none where none surely does.

    A whole name in one column; or two columns side by side, the family name first as lists have it.
    """
    held = {column: [grid.text(row, column) for row in rows if grid.text(row, column)] for column in columns}
    alike = [column for column in columns if _holds_names(held[column], len(rows), words)]
    for column in alike:
        whole = sum(is_full_name(text, words) for text in held[column])
        if whole >= _SHARE_OF_NAMES * len(held[column]):
            return {"full_name": column}
    for first, second in pairwise(alike):
        if second == first + 1:
            return {"family_name": first, "given_name": second}
    return {"full_name": alike[0]} if alike else {}


def _holds_names(texts: Sequence[str], rows: int, words: Vocabulary) -> bool:
    if not texts or len(texts) * 2 < rows:
        return False
    names = [text for text in texts if is_name_like(text, words)]
    return len(names) >= _SHARE_OF_NAMES * len(texts) and len(set(names)) >= _SHARE_OF_DIFFERENT * len(names)


def holds_people(grid: Grid, words: Vocabulary) -> bool:
    """Whether a sheet looks like it lists people: several different whole names, or two columns of names."""
    rows = [row for row in range(min(grid.height, ROWS_LOOKED_AT)) if grid.has_value(row)]
    width = max(map(grid.width, rows), default=0)
    for column in range(width):
        whole = {text for row in rows if is_full_name(text := grid.text(row, column), words)}
        filled = sum(bool(grid.text(row, column)) for row in rows)
        if len(whole) >= _FEWEST_PEOPLE and len(whole) * 2 >= filled:
            return True
    return any(words.field_of(grid.text(row, at)) in _OF_PEOPLE for row in rows for at in grid.filled(row))
