"""People x sessions as a matrix, sessions in columns or in rows: the marks of each session, its day, its length."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from pipeline import issues, values
from pipeline.days import is_day_without_year
from pipeline.fold import fold
from pipeline.issues import Issue
from pipeline.recognise import SheetTable
from pipeline.recognise.parted import columns_of_other_groups
from pipeline.tidy.beside import OfColumn, beside_each_other, day_above
from pipeline.tidy.columns import disagreeing_weekdays, session_days
from pipeline.tidy.coming import read_coming, signed_columns, with_names
from pipeline.tidy.listed import (
    OfSession,
    add_marks,
    add_roster,
    add_session,
    count_marks,
    count_unused,
    set_aside_unplaced,
)
from pipeline.tidy.lists import courses_of_rows
from pipeline.tidy.made_up import columns_of_make_ups, with_column, with_make_ups
from pipeline.tidy.marks import MarkReader, MarkReading
from pipeline.tidy.people import People
from pipeline.tidy.tidied import Workbench
from pipeline.tidy.units import Unit, in_percent, in_units, lengths_above, unit_of, usual_lengths
from pipeline.vocabulary import load

# More letters than lists have marks of one: a word.
_FEWEST_LETTERS = 4


def read_matrix(table: SheetTable, bench: Workbench, reader: MarkReader) -> None:
    """Read an attendance list with a column, or a row, for each session."""
    people = People(table, bench)
    parts = in_percent(table)
    unit = None if parts else unit_of(table, bench.words)
    usual = usual_lengths(table, unit) if unit else {}
    lengths = lengths_above(table, bench.words)
    columns = _read_columns(table, reader, people, unit, parts)
    days = session_days(table)
    if all(session.day is None and session.number is None for session in table.region.sessions):
        # `vormittags | nachmittags` below the one day of the list.
        is_form = not any(table.marks.keys())
        days = dict.fromkeys(days, day_above(table, bench, is_form))
    held_on = {column: day.value for column, day in days.items()}
    bench.issues += disagreeing_weekdays(table, days)
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


def _read_columns(
    table: SheetTable, reader: MarkReader, people: People, unit: Unit | None, parts: Mapping[str, str]
) -> dict[int, OfColumn]:
    """Read the columns of marks, of numbers of a `unit` or that are `parts` of a whole, or of coming and going."""
    sessions, rows = table.region.sessions, table.region.rows.data
    went = {one.column: one.went_column for one in sessions if one.went_column is not None}
    texts = {column: own for column, own in table.columns_of_marks.items() if column not in went}
    off = {column for column, own in texts.items() if _is_spelt_down(own, reader) or _is_day_off(own)}
    times = Counter(chain.from_iterable(own for column, own in texts.items() if column not in off))
    read = {
        text: (in_units(text, unit) if unit else None) or reader.read(parts.get(text, text), times=count)
        for text, count in times.items()
    }
    signed = signed_columns(table)
    columns: dict[int, OfColumn] = {}
    for column in (one.column for one in sessions):
        if column in went:
            is_only = len(sessions) == 1
            coming = read_coming(table, reader, people.names, came=column, went=went[column], is_only=is_only)
            columns[column] = OfColumn(coming, is_cancelled=False)
        elif column in off:
            said = [MarkReading("cancelled" if text else "blank") for text in texts[column]]
            columns[column] = OfColumn(dict(zip(rows, said, strict=True)), is_cancelled=True)
        else:
            of_rows = dict(zip(rows, texts[column], strict=True))
            readings = {row: read[text] for row, text in of_rows.items()}
            if column in signed:
                readings = with_names(of_rows, readings, people.names)
            columns[column] = beside_each_other(of_rows, readings, reader)
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
