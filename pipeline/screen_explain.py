"""How it looks on the screen what was understood of the sheets: a table for each table found, a line for each part.

The last column holds the end of the key by which a line in `decisions.csv` corrects the part.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from rich import box
from rich.table import Table
from rich.text import Text

from pipeline.codes import SourceKind
from pipeline.explain import FOUND_IN, ColumnRead, FileRead, SessionRead, SheetRead, TableRead, labels, said_reason
from pipeline.recognise.corrections import HEADER_ROW, KIND, key_of
from pipeline.said import N_, language, say, say_day, say_many, say_number

_Line = tuple[str, str, str]


def shown(files: Iterable[FileRead]) -> Iterator[Table | Text]:
    """Yield what is to be shown, file by file."""
    for file in files:
        yield Text(f"{file.path}: {file.kind.label()}", "bold")
        if file.not_read:
            yield Text(file.not_read)
        for sheet in file.sheets:
            for table in sheet.tables:
                title = say("{range}, layout {layout}", range=_named(sheet, table.range), layout=table.layout)
                yield _shown(title, _lines(table), table.layout)
            yield from _outside(sheet)


def how_to_correct(files: Iterable[FileRead], decisions: str) -> str:
    """Return how what was misunderstood is corrected; empty where there is nothing to correct."""
    layouts = [layout for file in files for sheet in file.sheets for layout in _layouts(sheet)]
    if not layouts:
        return ""
    return say(
        "Was something misunderstood? Put a line such as {example} into {file}: the beginning of the key, then what "
        "stands in the last column above. It holds for every later sheet of this layout. Instead of {heading}, any "
        "heading that would be right; “nein” leaves a column unread.",
        example=f"{KIND};{key_of(layouts[0], 'column', '…')};Nachname",
        file=decisions,
        heading="Nachname",
    )


def _layouts(sheet: SheetRead) -> list[str]:
    return [table.layout for table in sheet.tables] or ([sheet.layout] if sheet.layout else [])


def _named(sheet: SheetRead, place: str) -> str:
    name = " ".join(part for part in (sheet.sheet, place) if part)
    return f"{name} ({say('hidden sheet')})" if sheet.is_hidden else name


def _shown(title: str, lines: Iterable[_Line], layout: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(say("Part"), overflow="fold")
    table.add_column(say("understood as"), overflow="fold", ratio=1)
    table.add_column(key_of(layout, "…"), overflow="fold", style="dim")
    for what, meaning, key in lines:
        table.add_row(Text(what), Text(meaning), Text(key.removeprefix(key_of(layout, ""))))
    return table


def _lines(table: TableRead) -> Iterator[_Line]:
    meanings = labels(language(), "meanings")
    yield say("Kind"), table.kind.label(), table.keys["kind"]
    rows = ", ".join(map(str, table.header_rows))
    yield (
        say("Header"),
        say_many("row {rows}", "rows {rows}", len(table.header_rows), rows=rows),
        table.keys.get(HEADER_ROW, ""),
    )
    yield say("Course"), _course(table), table.keys["course"]
    for column in table.columns:
        yield _column(column, table), column.label or say("not read"), column.key
    yield from _sessions(table)
    if table.names_who_came:
        yield say("Marks"), say("none: whoever is named here counts as present"), table.keys["kind"]
    for mark, meaning in table.legend.items():
        yield _mark(mark), meanings.get(meaning, meaning), table.keys["legend"] + mark
    if table.year:
        yield say("Year of days written without one"), str(table.year), ""
    yield say("Columns") if table.is_turned else say("Rows"), _rows(table), ""
    yield say("Whole table"), say("read (“ja” leaves it out)"), table.keys["ignore"]


def _course(table: TableRead) -> str:
    if table.course_found_in is None:
        return say("not named")
    found_in = say(FOUND_IN.get(table.course_found_in, table.course_found_in))
    return found_in if table.course_found_in == "column" else f"{table.course}, {found_in}"


def _column(column: ColumnRead | SessionRead, table: TableRead) -> str:
    if table.is_turned and column.heading:
        return say(N_("Row {row}: “{heading}”"), row=column.column, heading=column.heading)
    if table.is_turned:
        return say(N_("Row {row}, without a heading"), row=column.column)
    if column.heading:
        return say("Column {letter}: “{heading}”", letter=column.column, heading=column.heading)
    return say("Column {letter}, without a heading", letter=column.column)


def _mark(mark: str) -> str:
    return say("Mark “{mark}”", mark=mark) if mark else say("Empty cell")


def _sessions(table: TableRead) -> Iterator[_Line]:
    """Yield one line for the sessions with a day, one for each without."""
    dated = [session for session in table.sessions if session.held_on]
    if dated:
        days = sorted(date.fromisoformat(session.held_on or "") for session in dated)
        counted = say_many("{n} session", "{n} sessions", len(dated))
        span = " – ".join(dict.fromkeys((say_day(days[0]), say_day(days[-1]))))
        topics = [session.topic for session in dated if session.topic]
        named = say("topics: {topics}", topics=", ".join(topics)) if topics else ""
        span_of = " – ".join(dict.fromkeys((dated[0].column, dated[-1].column)))
        columns = say(N_("Rows {rows}"), rows=span_of) if table.is_turned else say("Columns {letters}", letters=span_of)
        yield columns, "; ".join(part for part in (f"{counted}, {span}", named) if part), ""
    for session in table.sessions:
        if not session.held_on:
            yield _column(session, table), say("session without a day"), session.key


def _rows(table: TableRead) -> str:
    parts = [say_many("{n} person", "{n} people", table.rows_with_data)]
    if table.kind == SourceKind.PLAN:
        parts = [say_many("{n} session", "{n} sessions", table.rows_with_data)]
    if table.rows_without_name:
        parts.append(say_many("{n} without a name", "{n} without a name", table.rows_without_name))
    return ", ".join(parts)


def _outside(sheet: SheetRead) -> Iterator[Table | Text]:
    """Yield why rows of a sheet hold no data; for a sheet without a table, how it may be read."""
    reasons = [f"{say_number(count)} {said_reason(reason)}" for reason, count in sheet.rows_skipped.items()]
    told = say("Rows without data: {reasons}", reasons=", ".join(reasons)) if reasons else ""
    if sheet.tables or not sheet.layout:
        yield Text(" ".join(part for part in (_named(sheet, ""), told) if part) if not sheet.tables else told)
        return
    title = say(
        "{sheet}: no table was found, layout {layout}", sheet=_named(sheet, "") or say("Text file"), layout=sheet.layout
    )
    lines = [
        (say("Header"), say("not found: which row names the columns?"), sheet.keys[HEADER_ROW]),
        (say("Columns"), say("what does each mean?"), key_of(sheet.layout, "column", "…")),
        (say("Rows"), told, ""),
        (say("Whole sheet"), say("not read (“ja”: nothing is said of it)"), sheet.keys["ignore"]),
    ]
    yield _shown(title, lines, sheet.layout)
