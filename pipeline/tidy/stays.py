"""Times within a mark: `x 18:20`, `x (bis 19 Uhr)`, `18:00-18:30, 19:00-19:30` -> when somebody came and went.

Times are minutes of the day. What the mark itself means is left to `marks`.
"""

import re
from collections.abc import Iterable
from datetime import time
from typing import NamedTuple

# `12.03.` is a day, no time: a point behind it tells.
_CLOCK = re.compile(
    r"(?<![\d.,])(?:(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?!\d)|\.(?P<dotted>\d{2})(?!\d|\.(?!\s*Uhr)))"
    r"|(?P<whole>\d{1,2})(?=\s*Uhr\b))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:Uhr)?\s*(?:-|–|—|bis|to|until)\s*", re.IGNORECASE)
_A_DAY = 24 * 60


class Stay(NamedTuple):
    """When somebody came and went; for several stays the minutes of all of them together."""

    came_at: int | None = None
    went_at: int | None = None
    minutes: int | None = None


def times_in(text: str) -> list[int]:
    """Return the times of the day that a text names."""
    return [_minute(match) for match in _CLOCK.finditer(text)]


def stay_in(text: str, *, has_left: bool, span: tuple[time, time] | None) -> Stay | None:
    """Return the stay that the times of a text tell of; None where they tell of none.

    `has_left` says that a single time is when somebody left; `span` is when the session took place: what lies outside
    of it does not count.
    """
    clocks = list(_CLOCK.finditer(text))
    times = [_minute(clock) for clock in clocks]
    if not times or max(times) >= _A_DAY:
        return None
    if len(times) == 1:
        return Stay(went_at=times[0]) if has_left else Stay(came_at=times[0])
    pairs = list(zip(times[::2], times[1::2], strict=False))
    joined = [text[first.end() : second.start()] for first, second in zip(clocks[::2], clocks[1::2], strict=False)]
    if len(times) == 2:
        return Stay(*times) if times[0] < times[1] else None
    if len(times) % 2 or not all(map(_BETWEEN.fullmatch, joined)) or any(start >= end for start, end in pairs):
        return None
    return Stay(minutes=_together(pairs, span))


def _minute(clock: re.Match[str]) -> int:
    hour, minute = clock["hour"] or clock["whole"], clock["minute"] or clock["dotted"] or "0"
    return int(hour) * 60 + int(minute) if int(minute) < 60 else _A_DAY


def _together(stays: Iterable[tuple[int, int]], span: tuple[time, time] | None) -> int:
    """Return the minutes that are in at least one of the stays, and in the session."""
    first, last = (at.hour * 60 + at.minute for at in span) if span else (0, _A_DAY)
    return len({minute for start, end in stays for minute in range(max(start, first), min(end, last))})
