"""Sheets -> tables: what kind of list is it, where does it stand, which column means what, which course?

In come files as cells; out come `SheetTable`s (places and meanings, no values read yet), the rows that hold no data
with the reason, and what was not recognised. Reading the values is left to `tidy`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import MappingProxyType

from pipeline import issues
from pipeline.codes import SourceKind
from pipeline.issues import Issue, Place
from pipeline.read import SourceFile
from pipeline.recognise.answered import with_days_answered
from pipeline.recognise.apiece import with_marks_apiece
from pipeline.recognise.chosen import with_chosen_courses, with_several_courses
from pipeline.recognise.columns import NAMES
from pipeline.recognise.contacts import leave_out_contacts
from pipeline.recognise.corrected import Found, find_tables
from pipeline.recognise.corrections import Corrections, Layout, Misread
from pipeline.recognise.courses import CourseGuess, course_of, with_courses_below, without_groups
from pipeline.recognise.day_parts import with_days_of_parts
from pipeline.recognise.enumerated import with_enumerated_days
from pipeline.recognise.grid import Grid
from pipeline.recognise.hours import leave_out_hours
from pipeline.recognise.keyed import with_names_for_initials
from pipeline.recognise.layout import continued
from pipeline.recognise.legend import BEGINS_LIKE_LEGEND, read_legend, read_statuses
from pipeline.recognise.marked import with_explained_column
from pipeline.recognise.merged import with_merged
from pipeline.recognise.noted import place_notes
from pipeline.recognise.others import is_of_nobody, other_list
from pipeline.recognise.parted import parted
from pipeline.recognise.people import holds_people, is_full_name
from pipeline.recognise.polls import holds_poll
from pipeline.recognise.region import Region
from pipeline.recognise.same_headings import with_marks_as_elsewhere
from pipeline.recognise.summed import leave_out_sums
from pipeline.recognise.table import SheetTable
from pipeline.recognise.who_came import with_those_who_came
from pipeline.vocabulary import Vocabulary

# Our own marked copy of a sheet carries this first sheet: what it says was never sent to us.
CHECK_SHEET = "Prüfbericht"


@dataclass(frozen=True)
class SkippedRow:
    """A row with a value that holds no data, and what it is."""

    path: str
    sheet: str | None
    row: int
    reason: str


@dataclass
class Recognised:
    """All that was understood of a set of files."""

    tables: list[SheetTable] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    kinds: dict[str, SourceKind] = field(default_factory=dict)
    layouts: dict[tuple[str, str | None], str] = field(default_factory=dict)
    """Path and sheet without a table -> what its layout is called in decisions."""
    misread: list[Misread] = field(default_factory=list)
    """Corrections that cannot be understood, or that fit nothing in the sheets of their layout."""
    left_out: list[SheetTable] = field(default_factory=list)
    """The tables of which nothing is read because another one repeats or replaces them."""


def recognise(
    files: Iterable[SourceFile],
    *,
    words: Vocabulary,
    decisions: Mapping[str, str] = MappingProxyType({}),
    corrections: Corrections | None = None,
) -> Recognised:
    """Find the tables in every readable file. `words` is the vocabulary, with the project's own marks.

    `decisions` (key -> answer) correct what is recognised, for every sheet of a layout; `corrections` are the same,
    understood before.
    """
    found = Recognised()
    corrections = corrections or Corrections(decisions, words)
    for file in files:
        found.issues += file.issues
        if not file.is_readable:
            found.kinds[file.path] = SourceKind.UNREADABLE
            continue
        _recognise_file(file, found, words, corrections)
    found.misread = corrections.without_effect()
    return found


def _recognise_file(file: SourceFile, found: Recognised, words: Vocabulary, corrections: Corrections) -> None:
    whole = [Grid(sheet).without_spacers() for sheet in file.sheets if sheet.name != CHECK_SHEET]
    keyed = with_names_for_initials(whole, words)
    for grid, (_, of_key) in zip(whole, keyed, strict=True):
        found.skipped += _skip(file, grid, dict.fromkeys(of_key, "legend"))
    grids = [grid for grid, _ in keyed]
    standing = {id(grid): find_tables(grid, file, words, corrections) for grid in grids}
    for before, grid in pairwise(grids):
        # A long list may go on, without a header, on the next sheet.
        one, regions = standing[id(grid)], standing[id(before)].regions
        if regions and not one.regions and not one.ignored:
            one.regions += filter(None, [continued(grid, regions[-1], words)])
    every = [region for one in standing.values() for region in one.regions]
    for one in standing.values():
        one.regions = with_marks_as_elsewhere(one.regions, every)
    found.issues += leave_out_sums(list(standing.values()), file.path)
    found.issues += place_notes(list(standing.values()), file, words)
    called = [*(grid.sheet.name or "" for grid in grids), file.location.stem]
    leave_out_contacts(list(standing.values()), called, words)
    leave_out_hours(standing.values(), called, words, corrections)
    # A legend may stand on a sheet of its own.
    loose = [text for grid in grids if not standing[id(grid)].regions for text in grid.texts(range(grid.height))]
    first = len(found.tables)
    for grid in grids:
        one = standing[id(grid)]
        if not (one.regions or one.ignored or one.other):
            hints = [grid.sheet.name or "", file.location.stem]
            one.is_poll = holds_poll(grid, words, hints)
            one.other = None if one.is_poll else other_list(grid, words, hints)
        _recognise_sheet(file, grid, one, loose, found, words, corrections)
    for sheet in file.sheets:
        if sheet.name == CHECK_SHEET:
            found.skipped += _skip(file, Grid(sheet), dict.fromkeys(range(len(sheet.rows)), "check_report"))
    tables, notes = with_those_who_came(found.tables[first:], words, corrections)
    found.tables[first:] = tables
    found.issues += notes
    found.kinds[file.path] = _kind_of(tables)
    if not tables and not any(one.ignored or one.is_poll or one.other or one.is_note for one in standing.values()):
        is_none = all(is_of_nobody(grid, words, [grid.sheet.name or "", file.location.stem]) for grid in grids)
        kind = issues.FILE_WITHOUT_LIST if is_none else issues.FILE_NOT_RECOGNISED
        found.issues.append(Issue(kind, Place(file.path), expected="Name, Vorname, Datum, Thema, E-Mail"))
        return
    for grid in grids:
        one, place = standing[id(grid)], Place(file.path, grid.sheet.name)
        if one.regions and grid.sheet.is_hidden:
            found.issues.append(Issue(issues.SHEET_HIDDEN, place, found=grid.sheet.name))
        if one.is_poll:
            found.issues.append(Issue(issues.SHEET_IS_POLL, place))
        elif one.other:
            found.issues.append(Issue(issues.SHEET_IS_OTHER, place, found=one.other))
        elif not (one.regions or one.ignored) and holds_people(grid, words):
            found.issues.append(Issue(issues.SHEET_NOT_RECOGNISED, place, found=grid.sheet.name))


def _recognise_sheet(
    file: SourceFile,
    grid: Grid,
    standing: Found,
    loose: list[str],
    found: Recognised,
    words: Vocabulary,
    corrections: Corrections,
) -> None:
    regions = standing.regions
    if standing.layout_id and not regions:
        found.layouts[file.path, grid.sheet.name] = standing.layout_id
    outside = "poll" if standing.is_poll else "other_list" if standing.other else "outside"
    reasons = dict.fromkeys(range(grid.height), "title" if regions else outside)
    reasons |= dict.fromkeys(standing.ignored, "ignored")
    # One legend may be for all tables of a sheet.
    data = set().union(*(region.data_rows for region in regions))
    elsewhere = (
        [*grid.texts(row for row in range(grid.height) if row not in data), *loose] if len(regions) > 1 else loose
    )
    legend_elsewhere = read_legend(elsewhere, words) if regions else {}
    first = len(found.tables)
    dated = (with_days_of_parts(with_merged(one), words) for one in regions)
    enumerated = (with_enumerated_days(one, words) for one in dated)
    for marked in (with_days_answered(with_marks_apiece(one, words), words) for one in enumerated):
        marked = _with_title_above(file, marked, found.tables[first:], words)
        said = corrections.of(marked.layout_id) or Layout()
        course = said.course_of(_with_plan(course_of(file, marked, words), marked, found.tables[first:]))
        grouped = marked if said.columns else without_groups(marked, course, words)
        texts = _texts_around(grid, grouped)
        legend = read_legend(texts, words) or legend_elsewhere
        region = _with_marks_explained(grouped, legend)
        chosen = with_several_courses(with_chosen_courses(region, words), words)
        reasons |= region.skipped_rows
        table = SheetTable(
            table_id=len(found.tables),
            file=file,
            grid=with_courses_below(region) if chosen is region else chosen.grid,
            region=chosen,
            course=course,
            legend={**legend, **said.legend},
            span=grid.span(texts),
            year=grid.year_in([*region.titles, grid.sheet.name or "", file.location.stem])
            or grid.year_in([course.code or ""]),
            statuses=read_statuses(texts, words) if "status" in region.columns else {},
        )
        found.tables += parted(table)
        if region.header.rows and not region.header.is_named and not _are_whole_names(region, words):
            names = min(region.columns[field] for field in NAMES & region.columns.keys())
            found.issues.append(Issue(issues.HEADING_MISSING, found.tables[-1].place(region.header.rows[-1], names)))
    for row in data:
        reasons.pop(row)
    found.skipped += _skip(file, grid, reasons)


def _with_title_above(file: SourceFile, region: Region, above: list[SheetTable], words: Vocabulary) -> Region:
    """Return a matrix of the people of the one above it, `2. Teil`, with both titles, where its own says little."""
    before = above[-1].region if above else region
    if not (above and region.sessions and before.sessions and region.grid is before.grid):
        return region
    guess = course_of(file, region, words)
    own, theirs = (set(one.names) for one in (region, before))
    if guess.where == "title" or guess.title or len(own & theirs) * 2 <= len(own):
        return region
    return replace(region, titles=(*region.titles, *before.titles))


def _with_plan(course: CourseGuess, region: Region, above: list[SheetTable]) -> CourseGuess:
    """Take the course of the plan above for the list below it, or the other way round, where only one is titled."""
    if course == CourseGuess() and above and above[-1].region.header.headings == region.header.headings:
        # A diary names its course once, above the list of its first evening.
        return above[-1].course
    others = {table.course.code for table in above if table.course.where == "title"}
    is_one = len(others) == 1 and SourceKind.PLAN in {region.kind, *(table.kind for table in above)}
    return CourseGuess(others.pop(), None, "title") if is_one and course == CourseGuess() else course


def _with_marks_explained(region: Region, legend: Mapping[str, str]) -> Region:
    if region.kind is not SourceKind.ATTENDANCE:
        return region
    return replace(region, header=with_explained_column(region.grid, region.header, region.rows.data, legend))


def _are_whole_names(region: Region, words: Vocabulary) -> bool:
    """Whether a column without a heading surely holds names: `Fricke, Ute` in every row."""
    column = region.columns.get("full_name")
    return column is not None and all(is_full_name(region.grid.text(row, column), words) for row in region.rows.data)


def _texts_around(grid: Grid, region: Region) -> list[str]:
    """Return what stands around a table: there may be its legend and its hours."""
    if region.grid.is_turned:
        others = grid.texts(
            row for row in range(grid.height) if row not in region.data_rows | region.skipped_rows.keys()
        )
        return [*others, *region.titles]
    # A retold view has rows of its own.
    rows = region.grid if region.grid.is_moved else grid
    notes = rows.texts(row for row in region.rows.skipped if row not in region.header.rows)
    # A legend may stand to the right of the table, line by line beside the headings and the people.
    lines = (*region.header.rows, *region.rows.data)
    beside = region.grid.texts(lines, start=region.header.last_column + 1)
    # "Name (x = da, e = entschuldigt)"
    of_header = region.grid.cells(region.header.rows, range(region.header.last_column + 1))
    within = [text for text in dict.fromkeys(of_header) if "=" in text]
    # A legend beside the table may begin beside its headings: `/ = da`, below it `E = entschuldigt`.
    headed = [at for at, text in region.header.headings.items() if BEGINS_LIKE_LEGEND.match(text)]
    within += [text for text in region.grid.cells(region.rows.data, headed) if "=" in text]
    # A page may say below its tables what the signs mean.
    said = [text for row, lines in grid.sheet.said.items() if row > region.first_row for text in lines]
    return [*notes, *beside, *region.titles, *within, *said]


def _skip(file: SourceFile, grid: Grid, reasons: Mapping[int, str]) -> list[SkippedRow]:
    return [
        SkippedRow(file.path, grid.sheet.name, row + 1, reason)
        for row, reason in sorted(reasons.items())
        if grid.has_value(row)
    ]


def with_evenings(recognised: Recognised, words: Vocabulary, corrections: Corrections) -> Recognised:
    """Return what was recognised in all files, lists of who came read as such where only the others tell it."""
    tables, notes = with_those_who_came(recognised.tables, words, corrections)
    if not notes:
        return recognised
    of_files: dict[str, list[SheetTable]] = defaultdict(list)
    for table in tables:
        of_files[table.file.path].append(table)
    kinds = {issue.place.path: _kind_of(of_files[issue.place.path]) for issue in notes if issue.place.path}
    return replace(recognised, tables=tables, issues=[*recognised.issues, *notes], kinds={**recognised.kinds, **kinds})


def _kind_of(tables: list[SheetTable]) -> SourceKind:
    kinds = {table.kind for table in tables}
    if not kinds:
        return SourceKind.OTHER
    return kinds.pop() if len(kinds) == 1 else SourceKind.MIXED


__all__ = ["CHECK_SHEET", "Recognised", "SheetTable", "SkippedRow", "recognise", "with_evenings"]
