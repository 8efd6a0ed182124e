"""What lists say of one person that cannot all be right -> a note for each; both stay on record, the newest counts."""

from collections.abc import Iterator, Mapping
from datetime import date

from pipeline import issues
from pipeline.issues import Issue
from pipeline.match.known import Newest
from pipeline.match.sightings import Sighting
from pipeline.recognise import SheetTable
from pipeline.said import say_day

_LASTING = ("birth_date", "birth_year", "gender")


def conflicts(people: Newest, tables: Mapping[int, SheetTable]) -> Iterator[Issue]:
    """Yield a note where the rows of a person name other births or genders: what changes with time is no conflict."""
    for rows in people.values():
        # Most say it once: lists have the name only.
        telling = [row for row in rows if row.birth_date or row.birth_year or row.gender] if len(rows) > 1 else []
        for field in _LASTING if len(telling) > 1 else ():
            told = [row for row in telling if getattr(row, field) is not None]
            for row in told[1:]:
                # A year that differs with the day is told with the day.
                is_told = field == "birth_year" and told[0].birth_date and row.birth_date
                if getattr(row, field) != getattr(told[0], field) and not is_told:
                    yield _conflict(row, told[0], field, tables)


def _conflict(row: Sighting, newest: Sighting, field: str, tables: Mapping[int, SheetTable]) -> Issue:
    table = tables[row.table_id]
    # The year of birth may stand in a column of whole dates, and the other way round.
    column = field if table.has(field) else "birth_date" if table.has("birth_date") else "birth_year"
    values = {"name": row.full_name, "path": tables[newest.table_id].file.path, "row": newest.row}
    place = table.place_of(row.row - 1, column)
    return Issue(issues.PERSON_CONFLICT, place, _text(row, field), _text(newest, field), values)


def _text(row: Sighting, field: str) -> str:
    value = getattr(row, field)
    return say_day(value) if isinstance(value, date) else str(value)
