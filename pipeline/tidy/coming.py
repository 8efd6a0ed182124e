"""Who came when: columns with coming and leaving, with the time online, and signatures -> marks.

In come the cells of one session: `Kommt | Geht | Unterschrift`, or the report of an online meeting with a row for each
time that somebody joined. Out come readings as of any other mark; several stays of one person count together, once.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pipeline import issues, values, written_names
from pipeline.fold import fold, name_key
from pipeline.read import Value
from pipeline.recognise import SheetTable
from pipeline.tidy.marks import MarkReader, MarkReading
from pipeline.tidy.names import Names
from pipeline.tidy.units import in_units, unit_of_amounts
from pipeline.values import text_of
from pipeline.vocabulary import load

# 15.02.17, 17:58:12 / 2/15/2017, 5:58:12 PM / 17.58 Uhr
_CLOCK = re.compile(
    r"(?:^|[\s,T])(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?\s*(?:([ap])\.?\s?m\.?|Uhr|h)?$", re.IGNORECASE
)
# 2017-02-15T16:58:12Z, 2017-02-15T17:58+01:00
_WITH_ZONE = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)")
_MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
# 1 h 23 min, 1 Std. 23 Min. 5 Sek., 83m 10s
_LENGTH = re.compile(
    r"(?:(\d+)\s*(?:h|hr|hrs|hours?|std|stunden?)\b\.?,?)?\s*(?:(\d+)\s*(?:m|min|mins|minutes?|minuten?)\b\.?,?)?"
    r"\s*(?:(\d+)\s*(?:s|sek|sec|sekunden?|seconds?)\b\.?)?",
    re.IGNORECASE,
)
_RUNNING = re.compile(r"(\d{1,2}):(\d{2}):(\d{2})")
_ZONE = ZoneInfo("Europe/Berlin")
_MOST_HOURS = 24
_DAY_SECONDS = 24 * 60 * 60
_MISSING = (MarkReading("excused"), MarkReading("absent"))


class Instant(NamedTuple):
    """A time of the day in seconds, and the day where the cell names it."""

    second: int
    day: date | None = None


@dataclass(frozen=True)
class _Stay:
    """One row: when somebody came and went, how long the report says that was."""

    came: Instant | None = None
    went: Instant | None = None
    minutes: int | None = None

    @property
    def seconds(self) -> tuple[int, int] | None:
        """From and until when, in seconds of the day of coming: more than a day has where the days say so."""
        if not (self.came and self.went):
            return None
        days = (self.went.day - self.came.day).days if self.came.day and self.went.day else 0
        return self.came.second, self.went.second + days * _DAY_SECONDS


def instant(value: Value) -> Instant | None:
    """Read the moment at which somebody came or went; None where the cell names none."""
    if isinstance(value, datetime):
        return Instant(_seconds(value.time()), value.date())
    if isinstance(value, time):
        return Instant(_seconds(value))
    if isinstance(value, float) and not value.is_integer() and value > 1:
        read = values.day(int(value)).value
        return Instant(round(value % 1 * _DAY_SECONDS), read) if read else None
    if not (text := text_of(value)):
        return None
    if _WITH_ZONE.fullmatch(text):
        return _local(text)
    if not (match := _CLOCK.search(text)):
        at = values.clock(value).value
        return Instant(_seconds(at)) if at else None
    hour, minute, second = (int(part or 0) for part in match.groups()[:3])
    if match[4]:
        hour = hour % 12 + (12 if match[4].lower() == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    day = text[: match.start()].strip(" ,T")
    if match[4]:
        # Whoever writes 5:58 PM writes the month first.
        day = _MONTH_FIRST.sub(r"\3-\1-\2", day)
    return Instant((hour * 60 + minute) * 60 + second, values.day(day).value)


def _local(text: str) -> Instant | None:
    """Read a moment that names its zone, as the clock on the wall showed it."""
    try:
        local = datetime.fromisoformat(text).astimezone(_ZONE)
    except (ValueError, OverflowError):
        return None
    return Instant(_seconds(local.time()), local.date())


def length(value: Value) -> int | None:
    """Read how long somebody was there, in full minutes: `83`, `1 h 23 min`, `1 Std. 23 Min.`, `01:23:45`."""
    if isinstance(value, timedelta):
        return int(value.total_seconds()) // 60
    if isinstance(value, time):
        return _seconds(value) // 60
    text = text_of(value)
    if match := _RUNNING.fullmatch(text):
        return int(match[1]) * 60 + int(match[2])
    if (match := _LENGTH.fullmatch(text)) and any(match.groups()):
        hours, minutes, _ = (int(part or 0) for part in match.groups())
        return hours * 60 + minutes if hours < _MOST_HOURS else None
    return 0 if text == "0" else values.duration(value)


def read_coming(
    table: SheetTable, reader: MarkReader, names: Names, *, came: int | None, went: int | None, is_only: bool = True
) -> dict[int, MarkReading]:
    """Return what the columns of one session say of each row (from 0).

    `came` and `went` are the columns of the times. Where the table is about one session (`is_only`), its columns for
    the mark, the minutes and the signature count as well, and a person may stand in several rows.
    """
    stays: dict[int, _Stay] = {}
    readings: dict[int, MarkReading] = {}
    stayed: set[int] = set()
    unit = unit_of_amounts(table, load()) if is_only and table.has("minutes_attended") else None
    for row in table.region.rows.data:
        said = _said(table, row, reader) if is_only else None
        times = [None if column is None else table.grid.value(row, column) for column in (came, went)]
        reading = said or next((found for at in times if (found := _word(at, reader))), None)
        attended = table.value(row, "minutes_attended") if is_only else None
        counted = in_units(attended, unit) if unit else None
        minutes = (counted.minutes or 0) if counted else length(attended)
        if reading is None and (counted.problem if counted else text_of(attended) and minutes is None):
            reading = counted or reader.read(attended)
        stay = _Stay(instant(times[0]), instant(times[1]), minutes)
        if reading is None and (stay.came or stay.went or stay.minutes is not None):
            stays[row] = stay
        else:
            readings[row] = reading or (_signed(table, row, reader, names) if is_only else reader.read(""))
            if (stay.came and stay.went) or stay.minutes:
                stayed.add(row)
    missing = {row for row, one in readings.items() if one in _MISSING}
    if missing - stayed:
        # Where everybody has times, they are those of the session.
        contradiction = MarkReading("unread", problem=issues.MARK_CONTRADICTS_TIMES)
        readings |= dict.fromkeys(missing & stayed, contradiction)
    groups = _by_person(table, stays, names) if is_only else {(row,): [stay] for row, stay in stays.items()}
    for rows, own in groups.items():
        readings |= dict.fromkeys(rows, _together(own, table.span))
    return readings


def with_signatures(
    table: SheetTable, readings: dict[int, MarkReading], reader: MarkReader, names: Names
) -> dict[int, MarkReading]:
    """Take what stands in a column of signatures for one where it is no mark: initials, a name, `unterschrieben`."""
    is_unknown = {row: reading.problem is issues.MARK_UNKNOWN for row, reading in readings.items()}
    return {row: _signed(table, row, reader, names) if is_unknown[row] else one for row, one in readings.items()}


def with_names(texts: Mapping[int, str], readings: dict[int, MarkReading], names: Names) -> dict[int, MarkReading]:
    """Take each person's own name in a cell of a matrix for a presence where it is no mark: it is a signature."""
    return {
        row: MarkReading("present")
        if one.problem is issues.MARK_UNKNOWN and _is_signature(texts[row], names.of(row))
        else one
        for row, one in readings.items()
    }


def signed_columns(table: SheetTable) -> set[int]:
    """Return the sessions whose cells are signed, as their heading or a title says: `Unterschriftenliste`."""
    columns = {one.column for one in table.region.sessions}
    if any(load().has_word("signature_lists", text) for text in table.region.titles):
        return columns
    return {column for column in columns if load().has_word("signature_lists", table.heading(column) or "")}


def day_of_coming(table: SheetTable) -> date | None:
    """Return the day that most of the times name."""
    columns = [table.region.columns[field] for field in ("came_at", "went_at") if table.has(field)]
    moments = [instant(table.grid.value(row, column)) for column in columns for row in table.region.rows.data]
    days = Counter(moment.day for moment in moments if moment and moment.day)
    return days.most_common(1)[0][0] if days else None


def _said(table: SheetTable, row: int, reader: MarkReader) -> MarkReading | None:
    """Return what the mark of a row says, or a word in place of the signature, where that is no presence."""
    for field in ("mark", "signature"):
        reading = reader.read(table.value(row, field))
        if table.text(row, field) and reading.meaning != "present" and (field == "mark" or reading.problem is None):
            return reading
    return None


def _word(value: Value, reader: MarkReader) -> MarkReading | None:
    """Read a word that stands in place of a time: `entschuldigt`."""
    if not text_of(value) or instant(value):
        return None
    reading = reader.read(value)
    return replace(reading, problem=issues.TIME_UNREADABLE, expected="18:05") if reading.problem else reading


def _signed(table: SheetTable, row: int, reader: MarkReader, names: Names) -> MarkReading:
    for field in ("mark", "signature"):
        if text := table.text(row, field):
            is_signed = field == "signature" and _is_signature(text, names.of(row))
            return MarkReading("present") if is_signed else reader.read(table.value(row, field))
    return reader.read("")


def _is_signature(text: str, name: written_names.WrittenName) -> bool:
    return load().has_word("signed", text) or _is_name(text, name)


def _is_name(text: str, name: written_names.WrittenName) -> bool:
    """Whether a text is somebody's name, or the letters with which it begins: `U. Fricke`, `UF`, `Fr.`."""
    parts = [word for part in (name.given or "", name.family) for word in fold(part).split()]
    written = fold(text).split()
    initials = "".join(word[0] for word in parts)
    is_short = "".join(written) in (
        initials,
        initials[::-1],
        initials[:1] + initials[-1:],
        initials[-1:] + initials[:1],
    )
    return bool(written) and (is_short or all(any(known.startswith(word) for known in parts) for word in written))


def _by_person(table: SheetTable, stays: Mapping[int, _Stay], names: Names) -> dict[tuple[int, ...], list[_Stay]]:
    """Return rows -> stays, the rows of one person at one session together."""
    rows_of: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row in stays:
        name = names.of(row)
        session = (table.text(row, "held_on"), table.text(row, "course_code"))
        rows_of[name_key(name.family), name_key(name.given), *session].append(row)
    return {tuple(rows): [stays[row] for row in rows] for rows in rows_of.values()}


def _together(stays: list[_Stay], span: tuple[time, time] | None) -> MarkReading:
    """Return one presence for all stays of a person: what overlaps counts once, what lies outside the session not."""
    came = [stay.came.second for stay in stays if stay.came]
    went = [stay.went.second for stay in stays if stay.went]
    pairs = [stay.seconds for stay in stays if stay.seconds]
    if any(not 0 <= end - start < _DAY_SECONDS for start, end in pairs):
        return MarkReading("unread", problem=issues.LEFT_BEFORE_COMING, expected="18:05–19:30")
    stated = [stay.minutes for stay in stays if stay.minutes is not None]
    minutes = None
    if len(pairs) == len(stays) and (span or not stated):
        minutes = _covered(pairs, span) // 60
    elif stated:
        minutes = sum(stated)
    if minutes == 0:
        return MarkReading("absent")
    # Who was there past midnight left on another day: of the session's there is no such time.
    is_past_midnight = any(end > _DAY_SECONDS for _, end in pairs)
    first = min(came) // 60 if came else None
    last = max(went) // 60 if went and not is_past_midnight else None
    return MarkReading("present", minutes=minutes, came_at=first, went_at=last)


def _covered(stays: Collection[tuple[int, int]], span: tuple[time, time] | None) -> int:
    """Return the seconds that lie in at least one stay and in the session."""
    first, last = (_seconds(at) for at in span) if span else (0, 2 * _DAY_SECONDS)
    covered, end = 0, first
    for start, stop in sorted(stays):
        covered += max(0, min(stop, last) - max(start, end))
        end = max(end, min(stop, last))
    return covered


def _seconds(at: time) -> int:
    return (at.hour * 60 + at.minute) * 60 + at.second


__all__ = [
    *("Instant", "day_of_coming", "instant", "length"),
    *("read_coming", "signed_columns", "with_names", "with_signatures"),
]
