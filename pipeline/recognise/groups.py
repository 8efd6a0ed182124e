"""Lines that part the people of a list by what no vocabulary has: `Ortswehr Sickte`, `TSV Denkte`.

In come the rows taken for people, out go those that are the heading of a group. Such a line holds one cell and stands
right below the headings of the columns, and another one further down; people stand below each.
"""

from collections.abc import Collection, Sequence

from pipeline.fold import fold, name_key
from pipeline.given_names import given_names
from pipeline.recognise.columns import NAMES
from pipeline.recognise.grid import Grid
from pipeline.recognise.headings import Header
from pipeline.vocabulary import Vocabulary

_FEWEST = 2
_FEWEST_WORDS = 2
_SHARE_OF_PEOPLE = 0.8


def groups_in(grid: Grid, header: Header, rows: Sequence[int], known: Collection[int], words: Vocabulary) -> list[int]:
    """Return the rows that only head a group, where names are surely written in another way than those lines.

    Names in two columns, or with a comma; or all groups are of one kind. Somebody of whom nothing is recorded may
    stand alone in a row, too. `known` are the groups that the vocabulary has.
    """
    # Nearly all lists begin with a person: one look tells.
    if grid.is_turned or not rows or rows[0] - 1 not in header.rows or not _is_alone(grid, header, rows[0]):
        return []
    alone = {row: _text(grid, header, row) for row in rows if _is_alone(grid, header, row)}
    people = [row for row in rows if row not in alone]
    is_parted = all(row + 1 not in alone for row in alone) and bool(people) and people[-1] > max(alone)
    if len({*alone, *known}) < _FEWEST or not is_parted or any(_may_be_person(text, words) for text in alone.values()):
        return []
    is_worded = all(len(text.split()) >= _FEWEST_WORDS for text in alone.values())
    is_kind = is_worded and len(alone) >= _FEWEST and len({text.split()[0] for text in alone.values()}) == 1
    return list(alone) if is_kind or _are_named_otherwise(grid, header, people) else []


def _may_be_person(text: str, words: Vocabulary) -> bool:
    """Whether a line may be somebody, or a family that has come together: `Abdi, Ali`, `Anna Abdi`, `Familie Omar`."""
    parts = text.split()
    has_given_name = len(parts) == _FEWEST_WORDS and any(name_key(part) in given_names()["known"] for part in parts)
    return "," in text or has_given_name or fold(parts[0]) in words.words["groups"]


def _are_named_otherwise(grid: Grid, header: Header, people: Sequence[int]) -> bool:
    """Whether people have family name and given name in cells of their own, or a comma between them."""
    columns = [header.columns[field] for field in sorted(NAMES & header.columns.keys())]
    names = [grid.along(row, columns) for row in people]
    parted = sum(len(cells) > 1 or any("," in text for text in cells) for cells in names)
    return parted >= _SHARE_OF_PEOPLE * len(people)


def _is_alone(grid: Grid, header: Header, row: int) -> bool:
    return sum(map(bool, grid.row(row)[: header.last_column + 1])) == 1


def _text(grid: Grid, header: Header, row: int) -> str:
    return next(filter(None, grid.row(row)[: header.last_column + 1]))
