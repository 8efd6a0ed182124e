"""Logs in which coming and leaving are a row each, `17:28 | Ute Fricke | beigetreten`, -> a row for each stay."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.fold import fold
from pipeline.recognise.columns import NAMES
from pipeline.recognise.layout import Region
from pipeline.recognise.told import Told, view_of
from pipeline.vocabulary import Vocabulary

_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.]\d{2}(?!\d)")
_OF_PERSON = NAMES | {"email", "course_code"}
_ROWS_LOOKED_AT = 20
_LONGEST_EVENT = 40


def with_stays(region: Region, words: Vocabulary) -> Region:
    """Return a log with a row for each stay; the row of leaving is read with that of coming. Others stay as they are.

    Who left without having come, or came and never left, has a stay of which one end is not known.
    """
    names = sorted(at for name, at in region.columns.items() if name in NAMES)
    if not names or region.sessions or region.grid.is_moved or not region.rows.data:
        return region
    times, events = _columns(region, region.rows.data[:_ROWS_LOOKED_AT], words)
    if times is None or events is None:
        return region
    stays: list[dict[str, int]] = []
    staying: dict[str, dict[str, int]] = {}
    for row in region.rows.data:
        who = fold(" ".join(region.grid.text(row, at) for at in names))
        event = _event(region.grid.text(row, events), words)
        if event == "went" and who in staying:
            staying.pop(who)[event] = row
        elif event is not None:
            stays.append({event: row})
            staying |= {who: stays[-1]} if event == "came" else {}
    own = {min(stay.values()) for stay in stays}
    ends = {row: "end_of_stay" for stay in stays for row in stay.values() if row not in own}
    nameless = tuple(row for row in region.rows.data if row not in own | ends.keys())
    rows = replace(region.rows, nameless=(*region.rows.nameless, *nameless), skipped={**region.rows.skipped, **ends})
    kept = {name: at for name, at in region.columns.items() if name in _OF_PERSON}
    told = [_told(region, stay, times) for stay in stays]
    return view_of(replace(region, rows=rows), told, fields=("came_at", "went_at"), kept=kept, words=words)


def _told(region: Region, stay: dict[str, int], times: int) -> Told:
    row = min(stay.values())
    at = {event: stay.get(event) for event in ("came", "went")}
    values = {event: None if one is None else region.grid.value(one, times) for event, one in at.items()}
    return Told(row, tuple((values[event], (row if one is None else one, times)) for event, one in at.items()))


def _columns(region: Region, rows: Sequence[int], words: Vocabulary) -> tuple[int | None, int | None]:
    """Return the columns of the times and of the events; None for either that the rows do not have."""
    grid = region.grid
    events = times = None
    for at in region.header.headings:
        # Nearly all lists are none of these: one cell tells.
        if _event(grid.text(rows[0], at), words) is not None:
            said = {_event(grid.text(row, at), words) for row in rows}
            events = at if said == {"came", "went"} else events
        elif times is None and all(_CLOCK.search(grid.text(row, at)) for row in rows):
            times = at
    return times, events


def _event(text: str, words: Vocabulary) -> str | None:
    """Return whether a text says that somebody came, or that they went."""
    folded = fold(text) if len(text) <= _LONGEST_EVENT else ""
    return next((event for event in ("came", "went") if folded in words.words[f"{event}_events"]), None)
