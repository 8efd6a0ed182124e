"""Reports of online meetings: who was there as a host, and which part of the report only repeats another.

Teams lists people twice, once with all their time and once with each stay; the stays say more. Whoever held the
meeting is no participant.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.fold import fold
from pipeline.recognise.columns import NAMES
from pipeline.recognise.grid import Grid
from pipeline.recognise.headings import Header
from pipeline.recognise.rows import Rows
from pipeline.values import is_yes
from pipeline.vocabulary import Vocabulary

_MOST_WORDS_OF_PART = 2
_TIMES = frozenset({"came_at", "went_at"})
# The day of `20.11.25, 16:52:10`, `Feb 15, 2017 6:00 PM` and `2024-02-20T17:00`.
_DAY = re.compile(r"([^:]*?\d[^:]*?)[\s,T]+\d{1,2}[:.]\d{2}")


def without_hosts(grid: Grid, header: Header, rows: Rows, words: Vocabulary, titles: Sequence[str] = ()) -> Rows:
    """Skip the rows of those who held a meeting, where their role or the line above tells them from the others."""
    if _TIMES & header.columns.keys() and titles and _is_part_of_hosts(titles[-1], words):
        return _skipping(rows, set(rows.data), "lecturer")
    if not _TIMES & header.columns.keys() and "role" not in header.columns:
        return rows
    hosts = {row for row in rows.data if _is_host(grid, header, row, words)}
    role = header.columns.get("role")
    if role is not None:
        roles = {row: grid.text(row, role) for row in rows.data}
        if any(words.has_word("roles_of_participants", text) for text in set(roles.values())):
            # Beside `Attendee` a `Speaker` teaches; as a volunteer somebody may be one, too.
            hosts |= {row for row, text in roles.items() if words.has_word("hosts_beside_participants", text)}
    # Zoom names above the list by whose account the meeting was held.
    hosts |= {row for row in rows.data if _is_named_above(grid, header, row, titles)}
    # Where all are presenters the word says nothing: some programs call everybody of the own house so.
    if not hosts or len(hosts) * 2 > len(rows.data):
        return rows
    return _skipping(rows, hosts, "lecturer")


def without_title_below(grid: Grid, header: Header, rows: Rows, end: int) -> Rows:
    """Leave out the line before the next part of a report, `Panelist Details`, which looks like a name."""
    last = end - 1
    if end >= grid.height or not _TIMES & header.columns.keys() or rows.data[-1:] != (last,):
        return rows
    return replace(rows, data=rows.data[:-1]) if len(grid.filled(last)) == 1 else rows


def is_passed_over(rows: Rows) -> bool:
    """Whether nothing of a part of a report counts: its people are named in another part, or held the meeting."""
    return not rows.data and bool({"repeated", "lecturer"} & set(rows.skipped.values()))


def without_repeats(tables: Sequence[tuple[Grid, Header, Rows]]) -> list[Rows]:
    """Skip the rows of a report that another part of it repeats: the part with the single stays is kept."""
    kept = [rows for _, _, rows in tables]
    headers = [header for _, header, _ in tables]
    reports = [at for at, header in enumerate(headers) if header.columns.keys() >= _TIMES and not header.sessions]
    for first, second in pairwise(reports):
        people = [{_who_and_when(*tables[at][:2], row) for row in kept[at].data} for at in (first, second)]
        # `Kommt | Geht` of another evening, with nothing but times, repeats nothing.
        if not people[0] or not people[1] or None in people[0] | people[1]:
            continue
        if people[0] <= people[1]:
            kept[first] = _skipping(kept[first], set(kept[first].data), "repeated")
        elif people[1] <= people[0]:
            kept[second] = _skipping(kept[second], set(kept[second].data), "repeated")
    return kept


def _is_part_of_hosts(title: str, words: Vocabulary) -> bool:
    """Whether the line above a part of a report says who is in it: `Panelist Details`, and not `Leitung: U. Fricke`."""
    label, _, said = title.partition(":")
    return not said.strip() and len(label.split()) <= _MOST_WORDS_OF_PART and words.has_word("hosts", label)


def _is_host(grid: Grid, header: Header, row: int, words: Vocabulary) -> bool:
    role = header.columns.get("role")
    if role is not None:
        if words.has_word("presenters", grid.text(row, role)):
            # Teams calls so whoever belongs to the house: the sign-ups tell whether somebody takes part.
            return False
        is_marked = words.has_word("hosts", header.headings.get(role, "")) and is_yes(grid.value(row, role))
        if is_marked or words.has_word("hosts", grid.text(row, role)):
            return True
    names = (grid.text(row, header.columns[field]) for field in NAMES & header.columns.keys())
    return any(words.has_word("hosts", text.rpartition("(")[2]) for text in names if "(" in text)


def _is_named_above(grid: Grid, header: Header, row: int, titles: Sequence[str]) -> bool:
    email = header.columns.get("email")
    address = "" if email is None else grid.text(row, email).casefold()
    return "@" in address and any(address in title.casefold().split() for title in titles)


def _who_and_when(grid: Grid, header: Header, row: int) -> tuple[str, str] | None:
    """Return who joined on which day; None where the moment of joining names no day."""
    day = _DAY.match(grid.text(row, header.columns["came_at"]))
    name = " ".join(fold(grid.text(row, header.columns[field])) for field in sorted(NAMES & header.columns.keys()))
    return (name, day[1]) if day else None


def _skipping(rows: Rows, those: set[int], reason: str) -> Rows:
    data = tuple(row for row in rows.data if row not in those)
    return replace(rows, data=data, skipped={**rows.skipped, **dict.fromkeys(sorted(those), reason)})
