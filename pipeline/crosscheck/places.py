"""Places that belong to no known municipality, or to several."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from pipeline import issues
from pipeline.crosscheck.facts import Facts
from pipeline.issues import Issue
from pipeline.recognise import SheetTable
from pipeline.reference import AMBIGUOUS, UNKNOWN
from pipeline.said import say_some
from pipeline.tables.written import Signup

# On a list of another district hardly any place is known: one of five at most.
_FEWEST_OF_LIST, _KNOWN_AMONG = 5, 5


def unclear_places(facts: Facts) -> Iterator[Issue]:
    """Find sign-ups that name a place which neither name nor postcode settles; a list of another district once."""
    known = facts.municipalities
    named: Counter[int] = Counter()
    unclear: dict[int, list[tuple[Signup, str]]] = defaultdict(list)
    for row in facts.tidied.rows[Signup]:
        code = known.find(row.place, row.postcode) if row.place else None
        named[row.table_id] += code is not None
        if code in (UNKNOWN, AMBIGUOUS):
            unclear[row.table_id].append((row, code))
    for table_id, rows in unclear.items():
        table = facts.table(table_id)
        field = "place" if table.has("place") else "address"
        unknown = [row.place or "" for row, code in rows if code == UNKNOWN]
        is_known = named[table_id] - len(unknown)
        is_elsewhere = (
            table.has(field) and len(unknown) >= _FEWEST_OF_LIST and is_known * _KNOWN_AMONG <= named[table_id]
        )
        if is_elsewhere:
            yield _of_list(table, field, unknown)
        for row, code in rows:
            place = table.place_of(row.row - 1, field)
            if code == UNKNOWN and not is_elsewhere:
                yield Issue(issues.PLACE_UNKNOWN, place, row.place)
            elif code == AMBIGUOUS and (units := known.units_of(row.place, row.postcode)):
                labels = [label for unit, label in known.labels().items() if unit in units]
                yield Issue(issues.PLACE_AMBIGUOUS, place, row.place, say_some(labels, between="; "))
            elif of_code := known.contradicted_by(row.place or "", row.postcode or ""):
                labels = [label for unit, label in known.labels().items() if unit in of_code]
                beside = table.place_of(row.row - 1, "postcode" if table.has("postcode") else field)
                written = " ".join(filter(None, (row.postcode, row.place)))
                yield Issue(issues.PLACE_CONTRADICTS_POSTCODE, beside, written, say_some(labels))


def _of_list(table: SheetTable, field: str, places: Iterable[str]) -> Issue:
    """Return what is said once, at the heading, of a list that names places of another district."""
    return Issue(issues.PLACES_UNKNOWN, table.place_of_column(field), say_some([*dict.fromkeys(places)]))
