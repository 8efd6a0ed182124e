"""What the rows of each person say together, a column at a time: the newest sheet wins, a blank never overwrites."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any

from pipeline.match.sightings import Sighting
from pipeline.recognise import SheetTable
from pipeline.reference import UNKNOWN, Municipalities

Newest = Mapping[int, list[Sighting]]
"""person_id -> the person's rows, the newest first."""


def newest_first(rows: list[Sighting]) -> list[Sighting]:
    """Return a person's rows, the newest first; sign-ups say more of a person than lists do."""
    if len(rows) == 1:
        return rows
    by_age = {_age(row): row for row in rows}
    if len(by_age) == len(rows):
        return [by_age[age] for age in sorted(by_age, reverse=True)]
    return sorted(rows, key=lambda row: (_age(row), row.order), reverse=True)


def _age(row: Sighting) -> tuple[date, bool, int]:
    return row.signed_up_on or date.min, row.is_signup, row.signed_up_at or 0


def first_known(people: Iterable[Collection[Sighting]], field: str) -> list[Any]:
    """Return for the rows of each person the first value that they have in a field, or None."""
    value_of = attrgetter(field)
    found = []
    for rows in people:
        value = None
        for row in rows:
            value = value_of(row)
            if value is not None:
                break
        found.append(value)
    return found


def homes(people: Iterable[Iterable[Sighting]], municipalities: Municipalities) -> list[str]:
    """Return for the rows of each person the first administrative unit of residence that they tell."""
    found = []
    for rows in people:
        unit = UNKNOWN
        for row in rows:
            unit = municipalities.find(row.place, row.postcode)
            if unit != UNKNOWN:
                break
        found.append(unit)
    return found


def origins(rows: Iterable[Sighting], tables: Mapping[int, SheetTable]) -> dict[str, list[Any]]:
    """Return where rows came from, as the columns of `FromSheet`."""
    stands_in = [(tables[row.table_id], row.row) for row in rows]
    return {
        "source_id": [table.file.source_id for table, _ in stands_in],
        "sheet": [table.sheet_name for table, _ in stands_in],
        "row": [table.row_of(row - 1) for table, row in stands_in],
    }
