"""People and their rows -> the core rows of people, and the areas in which each wishes to help or has helped."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from pipeline.codes import EngagementSource
from pipeline.match.known import Newest, first_known, homes, origins
from pipeline.match.sightings import Group, Sighting
from pipeline.recognise import SheetTable
from pipeline.reference import Municipalities
from pipeline.tables.columns import Columns
from pipeline.tables.known import Engagement, Person
from pipeline.tables.written import Deployment


def persons(
    people: Mapping[int, Group], newest: Newest, tables: Mapping[int, SheetTable], municipalities: Municipalities
) -> Columns[Person]:
    """Return the core rows of people."""
    known = newest.values()
    named = list(map(_named_best, known))
    columns: dict[str, list[Any]] = {
        "person_id": list(newest),
        "family_name": [row.family_name for row in named],
        "given_name": [row.given_name for row in named],
        "municipality": homes(known, municipalities),
        "is_provisional": [people[number].is_provisional for number in newest],
    }
    for field in ("birth_date", "birth_year", "gender", "email", "phone", "postcode"):
        columns[field] = first_known(known, field)
    return Columns(Person, len(named), columns | origins(named, tables))


def _named_best(rows: list[Sighting]) -> Sighting:
    """Return the row that names a person: the newest sign-up; without one, a row of the spelling that most have.

    A row with half a name names nobody whom another row names in full.
    """
    if len(rows) == 1:
        return rows[0]
    rows = [row for row in rows if row.given_name] or rows
    signup = next((row for row in rows if row.is_signup), None)
    if signup:
        turned = [row for row in rows if _is_turned(row, signup)]
        # In one sign-up somebody may have filled in the names the wrong way round.
        return turned[0] if len(turned) * 2 > len(rows) else signup
    times = Counter(row.name for row in rows)
    return max(rows, key=lambda row: times[row.name])


def _is_turned(row: Sighting, signup: Sighting) -> bool:
    return row.family_name == signup.given_name and row.given_name == signup.family_name


def engagements(newest: Newest, tables: Mapping[int, SheetTable], municipalities: Municipalities) -> list[Engagement]:
    """Return each area that a person wished for, once, from the earliest sign-up; and each piece of work done."""
    rows: dict[tuple[Any, ...], Engagement] = {}
    told = ((number, row) for number, own in newest.items() for row in reversed(own) if row.areas)
    for number, row in told:
        is_work = row.kind is Deployment
        place = municipalities.find(*((row.deployed_in, None) if is_work else (row.place, row.postcode)))
        for area in (row.areas or "").split(";"):
            found = Engagement(
                person_id=number,
                area=area,
                source=EngagementSource.DEPLOYMENT if is_work else EngagementSource.SIGNUP,
                municipality=place,
                since=row.since if is_work else row.signed_up_on,
                until=row.until,
                **tables[row.table_id].person_origin(row.row),
            )
            key = (number, area, is_work, (place, row.since, row.until) if is_work else None)
            rows.setdefault(key, found)
    return list(rows.values())
