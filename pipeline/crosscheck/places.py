"""Places that belong to no known municipality, or to several."""

from collections.abc import Iterator

from pipeline import issues
from pipeline.crosscheck.facts import Facts
from pipeline.issues import Issue
from pipeline.reference import AMBIGUOUS, UNKNOWN
from pipeline.said import say_some
from pipeline.tables.written import Signup


def unclear_places(facts: Facts) -> Iterator[Issue]:
    """Find sign-ups that name a place which neither name nor postcode settles."""
    known = facts.municipalities
    for row in facts.tidied.rows[Signup]:
        code = known.find(row.place, row.postcode) if row.place else None
        if code not in (UNKNOWN, AMBIGUOUS):
            continue
        table = facts.table(row.table_id)
        place = table.place_of(row.row - 1, "place" if table.has("place") else "address")
        if code == UNKNOWN:
            yield Issue(issues.PLACE_UNKNOWN, place, row.place)
        elif units := known.units_of(row.place, row.postcode):
            named = [label for unit, label in known.labels().items() if unit in units]
            yield Issue(issues.PLACE_AMBIGUOUS, place, row.place, say_some(named, between="; "))
