"""Where a sheet's tables stand: below each other, side by side, or turned with the people across.

Every table is brought to one form: people down, sessions across. A turned sheet is looked at through a turned grid,
whose cells keep the names that the sender sees.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.codes import SourceKind
from pipeline.fold import fold
from pipeline.recognise.amounts import with_amounts
from pipeline.recognise.coded import with_course_column
from pipeline.recognise.columns import NAMES, kind_of
from pipeline.recognise.dated import with_check_ins, with_signup_days, without_years_of_joining
from pipeline.recognise.days import day_within
from pipeline.recognise.grid import Grid
from pipeline.recognise.headers import find_headers
from pipeline.recognise.headings import Header
from pipeline.recognise.marked import holds_marks, is_poll, with_mark_column
from pipeline.recognise.meeting import is_passed_over, without_hosts, without_repeats, without_title_below
from pipeline.recognise.naming import code_in
from pipeline.recognise.of_one import with_person_above
from pipeline.recognise.others import is_other_list
from pipeline.recognise.people import is_name_like
from pipeline.recognise.region import Region, labels_in, labels_of
from pipeline.recognise.roles import is_course_section
from pipeline.recognise.rows import classify_rows
from pipeline.recognise.sides import side_by_side
from pipeline.vocabulary import Vocabulary

# A course has so many sessions at most: a longer list is not turned.
_MOST_TURNED_ROWS = 400
# What only participants are asked for.
_OF_SIGNUPS = frozenset({"birth_date", "birth_year", "areas", "signed_up_on", "course_code", "status"})
_SHARE_OF_NAMES = 0.7
_FEWEST_OTHER_COLUMNS = 2
_FEWEST_OF_FORM = 3


def find_regions(grid: Grid, words: Vocabulary, hints: Sequence[str]) -> list[Region]:
    """Return the tables of a sheet, from top to bottom and from left to right.

    `hints` are the names of the sheet and of the file.
    """
    regions = [with_person_above(region, words, hints) for region in _upright(grid, words, hints)]
    named = [region for region in regions if region.header.is_named and NAMES & region.columns.keys()]
    passed_over = sum(
        len(region.rows.nameless) + sum(role != "header" for role in region.rows.skipped.values()) for region in named
    )
    people = sum(len(region.rows.data) for region in named)
    # `Vorname` may head a row of names, and nobody stands below it.
    if (named and people >= passed_over) or any(region.sessions for region in regions):
        return regions
    if grid.height > _MOST_TURNED_ROWS or grid.is_moved:
        return regions
    across = grid.turned()
    first = _first_of_body(grid)
    views: list[tuple[Grid, Grid | None]] = [(across, None)]
    if first:
        views.insert(0, (across.within(range(first, grid.height)), grid.between(range(first))))
    for view, over in views:
        found = [region for region in _upright(view, words, hints, over) if region.rows.data]
        turned = [region for region in found if region.sessions and _names_somebody(region)]
        if sum(len(region.rows.data) for region in turned) > people:
            return turned
    return regions or _forms(found)


def _first_of_body(grid: Grid) -> int:
    """Return the first row that is more than half as full as the fullest one: above it stand titles and labels.

    A row right above it that begins further right belongs to it: family names above given names.
    """
    filled = [grid.filled(row) for row in range(grid.height)]
    most = max(map(len, filled), default=0)
    first = next((row for row, used in enumerate(filled) if len(used) * 2 > most), 0)
    while first and len(above := filled[first - 1]) > 1 and above[0] > filled[first][0]:
        first -= 1
    return first


def _names_somebody(region: Region) -> bool:
    """Whether people stand across a turned sheet: `TN | 11 | 10` over `Zertifikate` in a survey of courses does not."""
    names = [at for field, at in region.columns.items() if field in NAMES]
    written = [" ".join(region.grid.cells([row], names)) for row in region.rows.data]
    return len(written) > 1 or len(written[0].split()) > 1


def _forms(regions: list[Region]) -> list[Region]:
    """Return the forms that somebody filled in by typing: labels below each other, one person beside them."""
    return [
        region
        for region in regions
        if region.kind == SourceKind.SIGNUP and len(region.rows.data) == 1 and len(region.columns) >= _FEWEST_OF_FORM
    ]


def _upright(grid: Grid, words: Vocabulary, hints: Sequence[str], over: Grid | None = None) -> list[Region]:
    """Return the tables of a view of a sheet; `over` stands above all of them, where the view leaves it out."""
    views = side_by_side(grid, words, hints)
    found = [region for view in views for region in _below_each_other(view, grid, words, hints, over)]
    found.sort(key=lambda region: (region.first_row, min(region.columns.values())))
    kept = without_repeats([(region.grid, region.header, region.rows) for region in found])
    # What stands above the part of a report that is passed over is said of the other part.
    passed_over = [region for region, rows in zip(found, kept, strict=True) if is_passed_over(rows)]
    titles = tuple(title for region in passed_over for title in region.titles)
    labels = tuple(label for region in passed_over for label in region.labels)
    return [
        replace(region, rows=rows, titles=(*region.titles, *titles), labels=(*region.labels, *labels))
        if "came_at" in region.columns
        else region
        for region, rows in zip(found, kept, strict=True)
    ]


def _below_each_other(
    grid: Grid, whole: Grid, words: Vocabulary, hints: Sequence[str], over: Grid | None
) -> Iterator[Region]:
    """Yield the tables of one view of a sheet; `whole` is the sheet with what stands beside, `over` what is above."""
    over_texts = over.texts(range(over.height)) if over else ()
    over_labels = labels_of(over) if over else ()
    headers = find_headers(grid, words, hints=hints)
    ends = [*(header.rows[0] for header in headers[1:]), grid.height][: len(headers)]
    before: Region | None = None
    first_row = 0
    for header, end in zip(headers, ends, strict=True):
        if end == header.rows[-1] + 1 < grid.height:
            # `Angaben zur Person | Anwesenheit` right above the headings: it names groups of columns, and no table.
            continue
        if before and _repeats(before, header, grid):
            header = replace(before.header, rows=header.rows)
        before = before and replace(before, rows=before.rows.without_titles(first_row))
        above = _above(grid, whole, header, first_row, before, words)
        said = [text for row in range(first_row, header.rows[0] + 1) for text in grid.sheet.said.get(row, ())]
        titles = (*over_texts, *said, *above.texts(range(above.height)))
        rows = classify_rows(grid, header, range(header.rows[-1] + 1, end), words)
        all_rows = without_title_below(grid, header, rows, end)
        rows = without_hosts(grid, header, all_rows, words, titles)
        said_around = [*titles, *hints]
        header = with_mark_column(grid, header, rows.data, words, said_around)
        header = with_amounts(grid, header, rows.data, words, said_around)
        header = with_course_column(grid, header, rows.data, said_around)
        header = without_years_of_joining(grid, header, rows.data)
        header = with_check_ins(grid, header, rows.data, words)
        header = with_signup_days(grid, header, rows.data, words, said_around)
        kind = kind_of(header.columns, has_sessions=bool(header.sessions), hints=said_around, words=words)
        labels = (*over_labels, *labels_in(said), *labels_of(above))
        region = Region(kind, first_row, header, rows, grid, titles, labels)
        first_row = max([header.rows[-1], *all_rows.data]) + 1
        if _is_of_something_else(region, words, said_around) or _is_of_lecturers(region, words, hints):
            continue
        if before and _goes_on(before, region):
            before = replace(before, rows=before.rows.joined(rows))
            continue
        if before:
            yield from _by_course(before)
        before = region
    if before:
        yield from _by_course(before)


def _above(grid: Grid, whole: Grid, header: Header, first_row: int, before: Region | None, words: Vocabulary) -> Grid:
    """Return what stands above a table; over tables side by side one title may cover all."""
    if grid.is_turned:
        used = min([*header.columns.values(), *(session.column for session in header.sessions)])
        own = min((column for row in range(grid.height) for column in grid.filled(row)), default=0)
        return whole.turned().between(range(own, used))
    rows = [row for row in range(first_row, header.rows[0]) if not (before and _is_total(grid, row, before, words))]
    own_rows, all_rows = grid.between(rows), whole.between(rows)
    of_own, of_all = (_said_of_course(one.texts(range(one.height)), words) for one in (own_rows, all_rows))
    # `Datum: | 12.03. | Thema: | Knoten`: a line over both tables, whose end stands above the second.
    is_rest = not of_own and 0 < len(of_all) <= len({kind for kind, _ in of_all})
    return own_rows if own_rows.has_rows and not is_rest else all_rows


def _is_total(grid: Grid, row: int, before: Region, words: Vocabulary) -> bool:
    """Whether a row counts who came to the table before; `Anwesend am 12.03.2024` is the title of the next."""
    if before.rows.skipped.get(row) != "totals":
        return False
    return len(grid.filled(row)) > 1 or day_within(grid.line(row), words) is None


def _said_of_course(texts: Iterable[str], words: Vocabulary) -> set[tuple[str, str]]:
    """Return the codes and the days that lines above a table name."""
    codes = {("code", code) for text in texts if (code := code_in(text))}
    return codes | {("day", str(day)) for text in texts if (day := day_within(text, words))}


def _repeats(before: Region, header: Header, grid: Grid) -> bool:
    """Whether a header repeats one of several rows of the header before: the topics below the days, not the days."""
    lines = [grid.row(row) for row in before.header.rows]
    return len(header.rows) < len(lines) and all(grid.row(row) in lines for row in header.rows)


def _goes_on(before: Region, region: Region) -> bool:
    """Whether a header only repeats the one before, as after a page break: same headings, no title of its own."""
    said = [{fold(_without_page(text)) for text in one.titles} for one in (before, region)]
    same_days = [session.day for session in before.sessions] == [session.day for session in region.sessions]
    is_same = before.columns == region.columns and before.header.headings == region.header.headings and same_days
    return is_same and said[1] <= said[0] | {""}


def _without_page(text: str) -> str:
    """Return a title without what a page adds: `Anwesenheit - Seite 2 von 3`."""
    words = fold(text).split()
    cut = next((at for at, word in enumerate(words) if word in ("seite", "page", "blatt")), len(words))
    return " ".join(words[:cut])


def _by_course(region: Region) -> Iterator[Region]:
    """Yield a table for each course that a line between the people names; all have the same header."""
    starts = [row for row, text in sorted(region.rows.sections.items()) if is_course_section(text)]
    starts = [row for row in starts if row < max(region.rows.data, default=0)]
    if not starts:
        yield region
        return
    bounds = [-1, *starts, region.grid.height]
    for at, start in enumerate(bounds[:-1]):
        rows = region.rows.between(start, bounds[at + 1])
        if at == 0 and not rows.data:
            # Nobody stands above the first line: what was skipped there belongs to the first course.
            continue
        titles = region.titles if at == 0 else (region.rows.sections[start], *region.titles)
        is_first = at == 0 or (at == 1 and not region.rows.between(-1, starts[0]).data)
        skipped = dict(rows.skipped)
        if is_first:
            skipped |= {row: role for row, role in region.rows.skipped.items() if row < bounds[at + 1]}
        yield replace(region, rows=replace(rows, skipped=skipped), titles=titles)


def _is_of_something_else(region: Region, words: Vocabulary, hints: Sequence[str]) -> bool:
    """Whether this is about something else: grades, or people and ticks for skills, rooms, days on which they can."""
    grid, header = region.grid, region.header
    if region.sessions:
        return is_poll(grid, region.rows.data, [one.column for one in region.sessions], hints, words)
    if not NAMES & header.columns.keys() or any(words.kind_of(text) in ("signup", "deployment") for text in hints):
        return False
    if is_other_list(header.headings, header.columns, words):
        return True
    plain = NAMES | {"number", "remark", "total", "place", "title", "consent"}
    if header.columns.keys() - plain:
        return False
    unknown = [column for column in header.headings if column not in header.columns.values()]
    ticked = [column for column in unknown if holds_marks(grid, region.rows.data, [column], words)]
    return len(ticked) >= _FEWEST_OTHER_COLUMNS


def _is_of_lecturers(region: Region, words: Vocabulary, hints: Sequence[str]) -> bool:
    """Whether a title or the sheet's name says that these people teach: `Referent/innen` with their addresses."""
    if region.kind is not SourceKind.SIGNUP or region.columns.keys() & _OF_SIGNUPS:
        return False
    # Above another title it labels what stands there: "Ansprechpartnerin:", and her name below.
    said = map(fold, (*region.titles[-1:], *hints))
    return any(words.headings.get(text) == "lecturer" or text in words.words["lists_of_lecturers"] for text in said)


def continued(grid: Grid, before: Region, words: Vocabulary) -> Region | None:
    """Return a sheet without a header as the continuation of a table on the sheet before, where its columns fit."""
    is_known = before.sessions or before.kind == SourceKind.SIGNUP
    if before.grid.is_turned or not is_known or find_headers(grid, words):
        return None
    sessions = tuple(replace(session, row=None) for session in before.sessions)
    header = replace(before.header, rows=(), sessions=sessions)
    rows = classify_rows(grid, header, range(grid.height), words)
    names = [column for field, column in before.columns.items() if field in NAMES]
    texts = [grid.text(row, column) for row in rows.data for column in names if grid.text(row, column)]
    alike = [text for text in texts if is_name_like(text, words)]
    others = [text for row in rows.data for at in grid.filled(row) if at not in names and (text := grid.text(row, at))]
    days = [session.column for session in sessions]
    fits = holds_marks(grid, rows.data, days, words) if days else bool(others)
    begins = next((row for row in range(grid.height) if grid.has_value(row)), 0)
    if rows.data and rows.data[0] - begins > 1:
        return None
    if not alike or len(alike) < _SHARE_OF_NAMES * len(texts) or not fits:
        return None
    return replace(before, first_row=0, header=header, rows=rows, grid=grid)
