"""What was understood of each sheet, for people and for programs: the answer to “why was this read like that?”

In: what a set of files says. Out: per sheet its tables with range, header, columns, sessions, course, legend and rows;
each with the key under which a line in `decisions.csv` corrects it. How it looks on the screen is left to `screen`.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from pipeline import values
from pipeline.codes import SourceKind
from pipeline.read import Sheet, SourceFile
from pipeline.recognise import Recognised, SheetTable
from pipeline.recognise.amounts import names_hours
from pipeline.recognise.columns import NAMES
from pipeline.recognise.corrections import HEADER_ROW, column_key, key_of
from pipeline.recognise.headings import SessionColumn
from pipeline.reference import Areas
from pipeline.said import N_, language, say
from pipeline.tidy.ticked import Ticked
from pipeline.understand import Understood
from pipeline.vocabulary import FOLDER, load


@dataclass(frozen=True)
class ColumnRead:
    """A column: its letter, what stands above it, the field it was taken for (None: not read) and that field's name.

    Of a turned list it is a row: its number, and what stands before it.
    """

    column: str
    heading: str | None
    field: str | None
    label: str | None
    key: str


@dataclass(frozen=True)
class SessionRead:
    """A session of a matrix: its column, what stands above, the day as an ISO date (None: not read), the topic."""

    column: str
    heading: str | None
    held_on: str | None
    topic: str | None
    key: str


@dataclass(frozen=True)
class TableRead:
    """One table as it was understood. `keys` name what concerns the whole table; rows count from 1."""

    layout: str
    kind: SourceKind
    range: str
    header_rows: tuple[int, ...]
    is_turned: bool
    """Whether the sessions, or the fields of a form, stand below each other: rows are then named where columns are."""
    columns: tuple[ColumnRead, ...]
    sessions: tuple[SessionRead, ...]
    course: str | None
    course_found_in: str | None
    year: int | None
    legend: Mapping[str, str]
    rows_with_data: int
    rows_without_name: int
    names_who_came: bool
    """Whether it has no marks: whoever stands on it was there."""
    keys: Mapping[str, str]


@dataclass(frozen=True)
class SheetRead:
    """One sheet: its tables, and how many rows hold no data, by reason. `layout` is set where there is no table."""

    sheet: str | None
    is_hidden: bool
    tables: tuple[TableRead, ...]
    rows_skipped: Mapping[str, int]
    layout: str | None
    keys: Mapping[str, str]


@dataclass(frozen=True)
class FileRead:
    """One file: what it was taken for, its sheets; why it was not read where it was not."""

    path: str
    kind: SourceKind
    sheets: tuple[SheetRead, ...]
    not_read: str | None


def explain(understood: Understood) -> list[FileRead]:
    """Return what was understood of every file."""
    recognised = understood.recognised
    return [
        FileRead(
            path=one.file.path,
            kind=one.kind,
            sheets=tuple(
                _sheet(one.file, sheet, recognised, understood.areas) for sheet in one.file.sheets if sheet.rows
            ),
            not_read=None if one.file.is_readable else " ".join(issue.message() for issue in one.file.issues),
        )
        for one in understood.balances
    ]


def explained_as_json(understood: Understood) -> dict[str, list[dict[str, Any]]]:
    """Return the same as `check --explain --format json` prints it."""
    return {"files": [asdict(file) for file in explain(understood)]}


def _sheet(file: SourceFile, sheet: Sheet, recognised: Recognised, areas: Areas) -> SheetRead:
    tables = [table for table in recognised.tables if table.file.path == file.path and table.sheet_name == sheet.name]
    skipped = Counter(row.reason for row in recognised.skipped if row.path == file.path and row.sheet == sheet.name)
    layout = None if tables else recognised.layouts.get((file.path, sheet.name))
    keys = {what: key_of(layout, what) for what in (HEADER_ROW, "ignore")} if layout else {}
    read = tuple(_table(table, areas) for table in tables)
    return SheetRead(sheet.name, sheet.is_hidden, read, dict(skipped), layout, keys)


def _table(table: SheetTable, areas: Areas) -> TableRead:
    region, layout = table.region, table.layout_id
    course = () if table.course.where in ("nowhere", "decision") else (table.course.code or "",)
    # Of a turned list no row of headings can be named.
    correctable = ("kind", "ignore") if table.grid.is_turned else ("kind", HEADER_ROW, "ignore")
    keys = {what: key_of(layout, what) for what in correctable}
    sessions = tuple(_session(table, session) for session in region.sessions)
    return TableRead(
        layout=layout,
        kind=table.kind,
        range=_range(table),
        header_rows=_header_rows(table),
        is_turned=table.grid.is_turned,
        columns=tuple(_columns(table, areas)),
        sessions=sessions,
        course=table.course.code,
        course_found_in="column" if table.has("course_code") else table.course.where if table.course.code else None,
        year=table.year,
        legend=dict(table.legend),
        rows_with_data=len(region.rows.data),
        rows_without_name=len(region.rows.nameless),
        names_who_came=table.has("mark") and "mark" not in _fields(table),
        keys=keys | {"course": key_of(layout, "course", *course), "legend": key_of(layout, "legend", "")},
    )


def _header_rows(table: SheetTable) -> tuple[int, ...]:
    """Return the rows of the sheet that hold the header; of a turned list those that name the people."""
    region = table.region
    if region.grid.is_turned:
        naming = (region.columns[field] for field in NAMES & region.columns.keys())
        return tuple(sorted(region.grid.address(0, at)[0] + 1 for at in naming))
    return tuple(sorted({region.grid.address(row, 0)[0] + 1 for row in region.header.rows}))


def _range(table: SheetTable) -> str:
    """Return where the table stands, header included: `A4:M27`."""
    region = table.region
    rows = [*region.header.rows, *region.rows.data, *region.rows.nameless]
    columns = [*_fields(table).values(), *(session.column for session in region.sessions)]
    corners = (min(rows), min(columns)), (max(rows), max(columns))
    return ":".join(table.grid.cell(*corner) for corner in corners)


def _fields(table: SheetTable) -> dict[str, int]:
    """Return field -> column of those that stand on the sheet: the marks of a list of who came stand beside it."""
    width = max(map(len, table.grid.sheet.rows))
    is_upright = not table.grid.is_moved
    return {
        field: at
        for field, at in table.region.columns.items()
        if not (is_upright and table.grid.address(0, at)[1] >= width)
    }


def _columns(table: SheetTable, areas: Areas) -> Iterable[ColumnRead]:
    """Yield the columns but those of sessions, from left to right; those with a heading that nobody knows as well."""
    ticked = Ticked(table, load(), areas)
    field_at = {at: "gender" if at in ticked.genders else "areas" for at in ticked.columns}
    # What is known to say nothing of anybody, such as the name of an account, is not read either.
    field_at |= {at: field for field, at in _fields(table).items() if field != "unrelated"}
    sessions = {session.column for session in table.region.sessions}
    for at in sorted({*_fields(table).values(), *table.region.header.headings} - sessions):
        heading, field = table.heading(at) or None, field_at.get(at)
        yield ColumnRead(_letters(table, at), heading, field, _label(table, at, field), _column_key(table, at, heading))


def _label(table: SheetTable, column: int, field: str | None) -> str | None:
    """Return what a column means, in a word; of hours that somebody was there the unit as well: `anwesend (UStd)`."""
    if field is None:
        return None
    names = labels(language(), "headings")
    said = (table.region.header.corrected.get(column), table.heading(column)) if field == "minutes_attended" else ()
    unit = next((text for text in said if text and names_hours(text, load())), None)
    return f"{names['mark']} ({unit})" if unit else names.get(field, field)


def _session(table: SheetTable, session: SessionColumn) -> SessionRead:
    heading = table.heading(session.column)
    day = values.day(session.day, year=table.year).value
    key = _column_key(table, session.column, heading)
    held_on = day.isoformat() if day else None
    return SessionRead(_letters(table, session.column), heading, held_on, session.topic, key)


def _letters(table: SheetTable, column: int) -> str:
    """Return the letters of a column; of a turned table the number of the row that it is on the sheet."""
    cell = table.grid.cell(0, column)
    return cell[1:] if table.grid.is_turned else cell[:-1]


def _column_key(table: SheetTable, column: int, heading: str | None) -> str:
    return key_of(table.layout_id, "column", column_key(heading or "", _letters(table, column)))


@cache
def labels(lang: str, section: str) -> Mapping[str, str]:
    """Return what a section of the vocabulary (`headings`, `meanings`) means -> its name for people.

    It is the first word listed for it, in `lang` where that language has one.
    """
    found: dict[str, str] = {}
    for file in sorted(FOLDER.glob("*.toml"), key=lambda file: file.stem != lang):
        for field, words in tomllib.loads(file.read_text(encoding="utf-8"))[section].items():
            found.setdefault(field, words[0])
    return found


FOUND_IN: Mapping[str, str] = {
    "column": N_("from a column"),
    "title": N_("from the title"),
    "sheet name": N_("from the name of the sheet"),
    "file name": N_("from the name of the file"),
    "folder name": N_("from the name of the folder"),
    "decision": N_("as decided"),
}
"""Where a course was found -> how that is said."""

REASONS: Mapping[str, str] = {
    "title": N_("title"),
    "header": N_("header"),
    "totals": N_("totals"),
    "legend": N_("legend"),
    "footer": N_("footer"),
    "section": N_("line between sections"),
    "empty_line": N_("numbered line without a person"),
    "outside": N_("outside a table"),
    "ignored": N_("left out as decided"),
    "copy": N_("copy of another list"),
    "superseded": N_("replaced by a newer list"),
    "check_report": N_("our own check report"),
    "lecturer": N_("host or lecturer"),
    "end_of_stay": N_("end of a stay that began further up"),
    "remarks": N_("line of remarks on the person above"),
    "poll": N_("answer of a poll of possible days"),
    "other_list": N_("row of a list of something else"),
    "repeated": N_("repeated in another part of the report"),
}
"""Why a row holds no data -> how that is said."""


def said_reason(reason: str) -> str:
    """Return why rows hold no data, in the language in use."""
    return say(REASONS[reason]) if reason in REASONS else reason
