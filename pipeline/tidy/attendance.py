"""Attendance lists: people x sessions as a matrix, a list of one day, or a long list with a column of days."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from pipeline import issues, values
from pipeline.codes import AttendanceStatus
from pipeline.days import is_day_without_year
from pipeline.fold import fold
from pipeline.issues import Issue, Place
from pipeline.recognise import SheetTable
from pipeline.recognise.cancelling import calls_off
from pipeline.recognise.named_days import day_of_list
from pipeline.recognise.parted import columns_of_other_groups
from pipeline.tidy.columns import session_days
from pipeline.tidy.coming import day_of_coming, read_coming, signed_columns, with_names, with_signatures
from pipeline.tidy.listed import (
    OfSession,
    add_marks,
    add_roster,
    add_session,
    count_marks,
    count_unused,
    mark_column,
    set_aside_unplaced,
)
from pipeline.tidy.lists import courses_of_rows, read_day
from pipeline.tidy.made_up import columns_of_make_ups, with_column, with_make_ups
from pipeline.tidy.marks import MarkReader, MarkReading, repeatable
from pipeline.tidy.meanings import ask_meanings, mark_reader
from pipeline.tidy.people import People, columns_meaning
from pipeline.tidy.tidied import Workbench
from pipeline.tidy.units import Unit, in_units, lengths_above, unit_of, usual_lengths, usual_minutes
from pipeline.values import Reading, looks_like_day
from pipeline.vocabulary import load


def read_attendance(table: SheetTable, bench: Workbench) -> None:
    """Read an attendance list of any shape."""
    reader = mark_reader(table, bench)
    if table.region.sessions:
        _read_matrix(table, bench, reader)
    else:
        _read_list(table, bench, reader)
    reader.counts.update(bench.untold_marks)
    ask_meanings(table, reader, bench)


def _read_matrix(table: SheetTable, bench: Workbench, reader: MarkReader) -> None:
    people = People(table, bench)
    unit = unit_of(table, bench.words)
    usual = usual_lengths(table, unit) if unit else {}
    lengths = lengths_above(table, bench.words)
    columns = _read_columns(table, reader, people, unit)
    days = session_days(table)
    if all(session.day is None and session.number is None for session in table.region.sessions):
        # `vormittags | nachmittags` below the one day of the list.
        is_form = not any(table.marks.keys())
        days = dict.fromkeys(days, _day_above(table, bench, is_form))
    held_on = {column: day.value for column, day in days.items()}
    read = {column: one.readings for column, one in columns.items()}
    make_ups = columns_of_make_ups(table, read, bench.words)
    made_up = with_column(table, with_make_ups(read, make_ups, held_on), held_on, bench)
    columns = {column: one._replace(readings=made_up[column]) for column, one in columns.items()}
    left_at: dict[int, int] = {}
    of_sessions: list[OfSession] = []
    of_others = columns_of_other_groups(table)
    for session in table.region.sessions:
        if session.column in of_others:
            continue
        day = days[session.column]
        lacks_year = day.problem is issues.DATE_UNREADABLE and is_day_without_year(values.text_of(session.day))
        # A plan may tell the year, or which day a number means.
        is_told_later = lacks_year or session.number is not None
        if day.problem is not None and session.row is not None and not is_told_later:
            place = table.place(session.row, session.column)
            bench.issues.append(Issue(day.problem, place, table.heading(session.column) or "", day.expected))
        column = columns[session.column]
        position = session.column + 1
        count_marks(table, session.column, column.readings, bench)
        if session.column in make_ups:
            continue
        left = [row for row, reading in column.readings.items() if reading.meaning == "left"]
        left_at |= {row: min(position, left_at.get(row, position)) for row in left}
        own = column.readings
        if column.is_cancelled:
            own = {row: reading for row, reading in own.items() if reading.meaning != "unread"}
        of_sessions.append(OfSession(position, own, day.value))
        above = (session.topic or "", *(table.grid.text(at, session.column) for at in table.region.header.rows))
        is_cancelled = column.is_cancelled or any(map(reader.calls_off, above))
        add_session(
            table,
            bench,
            position,
            day,
            session.row,
            session.column,
            session.topic,
            is_cancelled,
            number=session.number,
            lacks_year=lacks_year,
            minutes=lengths.get(session.column) or usual.get(session.column),
            # "04.03.2019 17:30–19:00": a session may have its own times above it; "14.02-16.02" are days.
            span=table.grid.span(text for text in above if ":" in text or "Uhr" in text),
        )
    add_marks(table, of_sessions, bench)
    add_roster(table, courses_of_rows(table), bench, people, left_at=left_at)
    set_aside_unplaced(table, of_others, bench)
    for row in table.region.rows.nameless:
        for session in table.region.sessions:
            count_unused(table, row, session.column, bench)


class _Column(NamedTuple):
    """The marks of one session as they are understood beside each other."""

    readings: dict[int, MarkReading]
    is_cancelled: bool


def _read_columns(table: SheetTable, reader: MarkReader, people: People, unit: Unit | None) -> dict[int, _Column]:
    """Read the columns of marks, or of numbers of a `unit`, or of coming and going."""
    sessions, rows = table.region.sessions, table.region.rows.data
    went = {one.column: one.went_column for one in sessions if one.went_column is not None}
    texts = {column: own for column, own in table.columns_of_marks.items() if column not in went}
    off = {column for column, own in texts.items() if _is_spelt_down(own, reader) or _is_day_off(own)}
    times = Counter(chain.from_iterable(own for column, own in texts.items() if column not in off))
    read = {
        text: (in_units(text, unit) if unit else None) or reader.read(text, times=count)
        for text, count in times.items()
    }
    signed = signed_columns(table)
    columns: dict[int, _Column] = {}
    for column in (one.column for one in sessions):
        if column in went:
            is_only = len(sessions) == 1
            coming = read_coming(table, reader, people.names, came=column, went=went[column], is_only=is_only)
            columns[column] = _Column(coming, is_cancelled=False)
        elif column in off:
            said = [MarkReading("cancelled" if text else "blank") for text in texts[column]]
            columns[column] = _Column(dict(zip(rows, said, strict=True)), is_cancelled=True)
        else:
            of_rows = dict(zip(rows, texts[column], strict=True))
            readings = {row: read[text] for row, text in of_rows.items()}
            if column in signed:
                readings = with_names(of_rows, readings, people.names)
            columns[column] = _beside(of_rows, readings, reader)
    return columns


def _is_spelt_down(texts: Sequence[str], reader: MarkReader) -> bool:
    """Whether a column has one letter a row, which together cancel the session: `e n t f ä l l t`."""
    distinct = set(texts)
    is_spelt = len(distinct) - ("" in distinct) >= _FEWEST_LETTERS and max(map(len, distinct)) == 1
    return is_spelt and reader.is_cancelled("".join(texts))


def _is_day_off(texts: Sequence[str]) -> bool:
    """Whether all that stands below a day says why nobody came: `Herbstferien`, right below it or in most rows.

    `frei` beside the name of one person is said of that person.
    """
    written = list(filter(None, texts))
    is_said_of_day = bool(written) and (bool(texts[0]) or len(written) * 2 > len(texts))
    return is_said_of_day and {*map(fold, set(written))} <= load().words["days_off"]


def _texts(table: SheetTable, rows: Collection[int], column: int) -> dict[int, str]:
    return dict(zip(rows, table.grid.cells(rows, [column]), strict=True))


def _beside(texts: Mapping[int, str], readings: Mapping[int, MarkReading], reader: MarkReader) -> _Column:
    """Understand the marks of one session beside each other.

    A blank says something, by the legend, only where somebody made a mark. One `entfällt` and no other mark cancels
    the session for everybody, and so do many beside a slip of the pen; beside other marks nobody knows what it means.
    """
    distinct = set(texts.values())
    written = set(filter(reader.is_written, distinct))
    cancelled = [row for row, reading in readings.items() if reading.meaning == "cancelled"]
    beside = dict(readings)
    if not cancelled and written == distinct:
        return _Column(beside, is_cancelled=False)
    marks = sum(reading.meaning in _CLEAR and texts[row] in written for row, reading in readings.items())
    has_marks = marks > len(cancelled) * _SHARE_OF_SLIPS
    if has_marks:
        for row in cancelled:
            expected = f"{texts[row]} = {AttendanceStatus.EXCUSED.label()}"
            beside[row] = MarkReading("unread", problem=issues.MARK_AMBIGUOUS, expected=expected)
    else:
        for row, reading in readings.items():
            if texts[row] not in written and reading.meaning in _FROM_BLANK:
                beside[row] = MarkReading("blank")
    return _Column(beside, is_cancelled=bool(cancelled) and not has_marks)


def _read_list(table: SheetTable, bench: Workbench, reader: MarkReader) -> None:
    """Read one row a person: of one day named above the table, or of the day in each row."""
    column = mark_column(table, 1)
    for row in table.region.rows.nameless:
        count_unused(table, row, column, bench)
    if not table.region.rows.data:
        return
    people = People(table, bench)
    readings = _with_excuses(table, column, _read_marks(table, column, reader, people), bench)
    is_form = all(reading.meaning == "blank" for reading in readings.values())
    came_on = day_of_coming(table)
    day_of_all = None if table.has("held_on") else Reading(came_on) if came_on else _day_above(table, bench, is_form)
    held: dict[tuple[str | None, Any], dict[int, MarkReading]] = defaultdict(dict)
    days: dict[int, date | None] = {}
    courses = courses_of_rows(table)
    is_of_amounts = column == table.region.columns.get("minutes_attended")
    for row, reading in readings.items():
        course = courses[row]
        if course is None and table.has("course_code"):
            bench.set_aside(table, row, Issue(issues.COURSE_MISSING, table.place(row), expected="IB-2017-1"))
            count_unused(table, row, column, bench)
            continue
        days[row] = day_of_all.value if day_of_all else read_day(table, row, "held_on", bench)
        # Two days that cannot be read are two sessions.
        held[course, days[row] or table.text(row, "held_on")][row] = reading
    of_sessions: list[OfSession] = []
    for position, ((course, _), own) in enumerate(held.items(), start=1):
        first = next(iter(own))
        marks = _beside(_texts(table, own.keys(), column), own, reader)
        topic = table.text(first, "topic") or _labelled(table, "topic")
        if not (is_form and days[first] is None):
            day = day_of_all or Reading(days[first])
            is_called_off = is_form and _is_called_off(table, bench)
            is_cancelled = marks.is_cancelled or is_called_off or reader.calls_off(topic)
            where = None if day_of_all else first
            # Of an online meeting nobody knows by the times of those who came how long it was.
            usual = usual_minutes(own.values()) if table.has("held_on") and is_of_amounts else None
            add_session(table, bench, position, day, where, None, topic or None, is_cancelled, course, minutes=usual)
        read = with_column(table, {column: marks.readings}, {column: days[first]}, bench)[column]
        count_marks(table, column, read, bench)
        of_sessions.append(OfSession(position, read, days[first]))
        left_at = {row: position for row, reading in read.items() if reading.meaning == "left"}
        add_roster(table, dict.fromkeys(read, course), bench, people, left_at=left_at)
    add_marks(table, of_sessions, bench)


def _read_marks(table: SheetTable, column: int, reader: MarkReader, people: People) -> dict[int, MarkReading]:
    """Read what a list of one row a person says of each: a mark, times, minutes, a signature."""
    columns = table.region.columns
    if "came_at" in columns or "went_at" in columns:
        came, went = columns.get("came_at"), columns.get("went_at")
        return read_coming(table, reader, people.names, came=came, went=went)
    if column == columns.get("minutes_attended"):
        return read_coming(table, reader, people.names, came=None, went=None)
    marks = {row: reader.read(table.grid.value(row, column)) for row in table.region.rows.data}
    if column != columns.get("signature") and "signature" in columns:
        # "Unterschrift | Fehlgrund": who signed was there, whoever was not has a mark.
        signed = {row: reader.read(table.value(row, "signature")) for row in marks}
        signed = with_signatures(table, signed, reader, people.names)
        return {row: signed[row] if mark.meaning == "blank" else mark for row, mark in marks.items()}
    if column == columns.get("signature"):
        return with_signatures(table, marks, reader, people.names)
    return marks


def _with_excuses(
    table: SheetTable, column: int, marks: dict[int, MarkReading], bench: Workbench
) -> dict[int, MarkReading]:
    """Excuse whoever was not there where a column of reasons or the remark says so: `nein | entschuldigt`.

    A note names the remark that stands in place of a mark; in words it may say that somebody was missing: `fehlt`.
    """
    remarks = columns_meaning(table, "remark", bench.words)
    beside = [at for at in (*columns_meaning(table, "mark", bench.words), *remarks) if at != column]
    reader = MarkReader(bench.words, table.legend)
    excused: dict[int, MarkReading] = {}
    for row, mark in marks.items() if beside else ():
        said = {at: reader.read(table.grid.text(row, at)) for at in beside if mark.meaning in ("absent", "blank")}
        where = next((at for at, reading in reversed(said.items()) if reading.meaning == "excused"), None)
        if where is None and mark.meaning == "blank":
            where = next((at for at in remarks if at in said and _tells_of_absence(table, row, at, said[at])), None)
        if where is None:
            continue
        excused[row] = said[where]
        if mark.meaning == "blank" and where in remarks:
            found, meant = repeatable(table.grid.text(row, where)), AttendanceStatus[said[where].meaning.upper()]
            bench.issues.append(Issue(issues.MARK_IN_REMARK, table.place(row, where), found, meant.label()))
    return {**marks, **excused}


def _tells_of_absence(table: SheetTable, row: int, column: int, reading: MarkReading) -> bool:
    """Whether a remark says that somebody was missing; `nein`, `-` and letters may answer something else."""
    return reading.meaning == "absent" and len(table.grid.text(row, column)) >= _SHORTEST_WORD_OF_ABSENCE


def _day_above(table: SheetTable, bench: Workbench, is_form: bool) -> Reading[Any]:
    """Find the day of a list: after a label, in a title, in the name of the sheet or of the file.

    A printed form on which nobody has entered anything needs no day.
    """
    # Of two labels the one nearer to the list counts: above it may stand an evening that was called off.
    cells = [
        (-row if _is_day_label(table, row, column - 1) else 1, row, column)
        for row in table.region.title_rows
        for column in table.grid.filled(row)
        if looks_like_day(table.grid.value(row, column))
    ]
    if cells:
        _, row, column = min(cells)
        day = values.day(table.grid.value(row, column), year=table.year)
        if day.problem is not None:
            found = table.grid.text(row, column)
            bench.issues.append(Issue(day.problem, table.place(row, column), found, day.expected))
        return day
    if named := day_of_list(table):
        return Reading(named)
    if is_form:
        return Reading()
    place = Place(table.file.path, table.sheet_name)
    bench.issues.append(Issue(issues.SESSION_UNDATED, place, table.file.location.name, values.EXAMPLE_DAY))
    return Reading()


def _is_called_off(table: SheetTable, bench: Workbench) -> bool:
    """Whether a line above the list of one day says that nobody met: `Termin entfällt wegen Erkrankung`."""
    return any(calls_off(title, bench.words) for title in table.region.titles)


def _is_day_label(table: SheetTable, row: int, column: int) -> bool:
    """Whether a cell says that a day stands beside it: `Datum:`, not `Stand:`."""
    return load().field_of(table.grid.text(row, column)) == "held_on"


def _labelled(table: SheetTable, field: str) -> str:
    """Return what stands beside a label above the table: `Thema: | Asylrecht`."""
    return next((text for label, text in table.region.labels if load().field_of(label) == field), "")


# More letters than lists have marks of one: a word.
_FEWEST_LETTERS = 4
_SHORTEST_WORD_OF_ABSENCE = 5
# What a blank may mean, by the legend.
# So many marks beside the word that cancels a session may be slips of the pen.
_SHARE_OF_SLIPS = 0.25
_FROM_BLANK = frozenset({"absent", "excused", "not_applicable", "blank"})
_CLEAR = frozenset({"present", "excused", "absent", "not_applicable"})
