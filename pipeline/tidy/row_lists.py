"""Attendance lists of one row a person: of one day named above the table, or of the day in each row."""

from collections import defaultdict
from datetime import date
from typing import Any

from pipeline import issues
from pipeline.codes import AttendanceStatus
from pipeline.fold import fold
from pipeline.issues import Issue
from pipeline.recognise import SheetTable
from pipeline.recognise.cancelling import calls_off
from pipeline.tidy.beside import beside_each_other, day_above
from pipeline.tidy.coming import day_of_coming, read_coming, with_signatures
from pipeline.tidy.listed import OfSession, add_marks, add_roster, add_session, count_marks, count_unused, mark_column
from pipeline.tidy.lists import courses_of_rows, read_day
from pipeline.tidy.made_up import with_column
from pipeline.tidy.marks import MarkReader, MarkReading, repeatable
from pipeline.tidy.people import People
from pipeline.tidy.tidied import Workbench
from pipeline.tidy.units import usual_minutes
from pipeline.values import Reading
from pipeline.vocabulary import load

_SHORTEST_WORD_OF_ABSENCE = 5


def read_row_list(table: SheetTable, bench: Workbench, reader: MarkReader) -> None:
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
    day_of_all = None if table.has("held_on") else Reading(came_on) if came_on else day_above(table, bench, is_form)
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
        marks = beside_each_other(dict(zip(own, table.grid.cells(own, [column]), strict=True)), own, reader)
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

    A note names the remark that stands in place of a mark where it says more than a mark does: `hat sich abgemeldet`.
    In words it may say that somebody was missing: `fehlt`.
    """
    remarks = table.columns_meaning("remark", bench.words)
    beside = [at for at in (*table.columns_meaning("mark", bench.words), *remarks) if at != column]
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
        remark = table.grid.text(row, where)
        if mark.meaning == "blank" and where in remarks and fold(remark) not in bench.words.meanings:
            found, meant = repeatable(remark), AttendanceStatus[said[where].meaning.upper()]
            bench.issues.append(Issue(issues.MARK_IN_REMARK, table.place(row, where), found, meant.label()))
    return {**marks, **excused}


def _tells_of_absence(table: SheetTable, row: int, column: int, reading: MarkReading) -> bool:
    """Whether a remark says that somebody was missing; `nein`, `-` and letters may answer something else."""
    return reading.meaning == "absent" and len(table.grid.text(row, column)) >= _SHORTEST_WORD_OF_ABSENCE


def _is_called_off(table: SheetTable, bench: Workbench) -> bool:
    """Whether a line above the list of one day says that nobody met: `Termin entfällt wegen Erkrankung`."""
    return any(calls_off(title, bench.words) for title in table.region.titles)


def _labelled(table: SheetTable, field: str) -> str:
    """Return what stands beside a label above the table: `Thema: | Asylrecht`."""
    return next((text for label, text in table.region.labels if load().field_of(label) == field), "")
