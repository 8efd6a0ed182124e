"""Logs in which coming and leaving are a row each, `17:28 | Ute Fricke | beigetreten`, -> a row for each stay."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pipeline.fold import fold
from pipeline.read import Value
from pipeline.recognise.columns import NAMES
from pipeline.recognise.region import Region
from pipeline.recognise.told import Told, view_of
from pipeline.values import day, looks_like_day, text_of
from pipeline.vocabulary import Vocabulary

# `17:28`, `17.28 Uhr`, but not the `04.03` of a day.
_CLOCK = re.compile(r"(?<![\d.])\d{1,2}[:.]\d{2}(?![\d.])")
# `00:10`, `3:59:30`, but not `3:59 PM`, nor the zone of `17:45+02:00`.
_AFTER_MIDNIGHT = re.compile(r"(?<![\d.:+])0?[0-3]:\d{2}(?![\d.])(?!.*PM)", re.IGNORECASE)
_KEPT = NAMES | {"email", "course_code", "held_on"}
_ROWS_LOOKED_AT = 20
_LONGEST_EVENT = 40
_FEWEST_DAYS = 2


def with_stays(region: Region, words: Vocabulary) -> Region:
    """Return a log with a row for each stay; the row of leaving is read with that of coming. Others stay as they are.

    Who left without having come, or came and never left, has a stay of which one end is not known. A log may tell of
    several days: nobody stays from one to the next.
    """
    region = _with_day_of_coming(region)
    names = sorted(at for name, at in region.columns.items() if name in NAMES)
    if not names or region.sessions or region.grid.is_moved or not region.rows.data:
        return region
    times, events = _columns(region, region.rows.data[:_ROWS_LOOKED_AT], words)
    if times is None or events is None:
        return region
    stays: list[dict[str, int]] = []
    staying: dict[tuple[str, str], dict[str, int]] = {}
    days = _days(region, times)
    for row in region.rows.data:
        who = fold(" ".join(region.grid.text(row, at) for at in names)), text_of(days[row])
        event = event_of(region.grid.text(row, events), words)
        if event == "went" and who in staying:
            staying.pop(who)[event] = row
        elif event is not None:
            stays.append({event: row})
            staying |= {who: stays[-1]} if event == "came" else {}
    own = {min(stay.values()) for stay in stays}
    ends = {row: "end_of_stay" for stay in stays for row in stay.values() if row not in own}
    nameless = tuple(row for row in region.rows.data if row not in own | ends.keys())
    rows = replace(region.rows, nameless=(*region.rows.nameless, *nameless), skipped={**region.rows.skipped, **ends})
    kept = {name: at for name, at in region.columns.items() if name in _KEPT}
    told = [_told(region, stay, times) for stay in stays]
    fields: tuple[str, ...] = ("came_at", "went_at")
    if "held_on" not in kept and len(set(map(text_of, days.values()))) > 1:
        told = [one._replace(cells=(*one.cells, (days[one.row], (one.row, times)))) for one in told]
        fields = (*fields, "held_on")
    return view_of(replace(region, rows=rows), told, fields=fields, kept=kept, words=words)


def _with_day_of_coming(region: Region) -> Region:
    """Return a list of moments on several days, `11.02.2025 17:12:07 | Ute Fricke`, with its day in the same column.

    Whoever comes after midnight still comes to the meeting of the evening before.
    """
    column, rows = region.columns.get("came_at"), region.rows.data
    if column is None or region.sessions or {"held_on", "went_at"} & region.columns.keys() or not rows:
        return region
    moments = {region.grid.value(row, column) for row in rows}
    days = {day(_day_before_time(one)).value for one in moments}
    of_meetings = {day(_day_before_time(one)).value for one in moments if not _AFTER_MIDNIGHT.search(text_of(one))}
    if None in days or len(of_meetings) < _FEWEST_DAYS:
        return region
    return replace(region, header=replace(region.header, columns={**region.columns, "held_on": column}))


def _told(region: Region, stay: dict[str, int], times: int) -> Told:
    row = min(stay.values())
    at = {event: stay.get(event) for event in ("came", "went")}
    values = {event: None if one is None else region.grid.value(one, times) for event, one in at.items()}
    return Told(row, tuple((values[event], (row if one is None else one, times)) for event, one in at.items()))


def _days(region: Region, times: int) -> dict[int, Value]:
    """Return the day of each row: from its own column, or before its time; None where neither says one."""
    column = region.columns.get("held_on")
    return {
        row: _day_before_time(region.grid.value(row, times)) if column is None else region.grid.value(row, column)
        for row in region.rows.data
    }


def _day_before_time(value: Value) -> Value:
    if isinstance(value, datetime):
        return value.date()
    text = text_of(value)
    clock = _CLOCK.search(text)
    before = text[: clock.start()].strip(" ,T") if clock else ""
    return before if looks_like_day(before) else None


def _columns(region: Region, rows: Sequence[int], words: Vocabulary) -> tuple[int | None, int | None]:
    """Return the columns of the times and of the events; None for either that the rows do not have."""
    grid = region.grid
    events = times = None
    for at in region.header.headings:
        # Nearly all lists are none of these: one cell tells.
        if event_of(grid.text(rows[0], at), words) is not None:
            said = {event_of(grid.text(row, at), words) for row in rows}
            events = at if said == {"came", "went"} else events
        elif times is None and all(_CLOCK.search(grid.text(row, at)) for row in rows):
            times = at
    return times, events


def event_of(text: str, words: Vocabulary) -> str | None:
    """Return whether a text says that somebody came, or that they went."""
    folded = fold(text) if len(text) <= _LONGEST_EVENT else ""
    return next((event for event in ("came", "went") if folded in words.words[f"{event}_events"]), None)
