"""Places that belong to no known municipality."""

from collections.abc import Iterator

from pipeline import issues
from pipeline.crosscheck.facts import Facts
from pipeline.issues import Issue
from pipeline.reference import UNKNOWN
from pipeline.tables.written import Signup


def unknown_places(facts: Facts) -> Iterator[Issue]:
    """Find sign-ups that name a place which neither name nor postcode settles."""
    for row in facts.tidied.rows[Signup]:
        if row.place and facts.municipalities.find(row.place, row.postcode) == UNKNOWN:
            table = facts.table(row.table_id)
            field = "place" if table.has("place") else "address"
            yield Issue(issues.PLACE_UNKNOWN, table.place_of(row.row - 1, field), row.place)
