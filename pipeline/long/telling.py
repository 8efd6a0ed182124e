"""A loaded text -> a long list: which of its columns mean what, which of its marks and days are read without finding.

The stages read the head, each distinct mark and each distinct day, just as they would read the whole.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pipeline.codes import SourceKind
from pipeline.fold import course_key
from pipeline.ground import Ground
from pipeline.long.loaded import Cells, Loaded, Roles, Told, Untold
from pipeline.long.text import LongText, Looked, in_utf8, long_text, looked_at
from pipeline.read import Sheet, SourceFile, Value, is_open_elsewhere
from pipeline.read.delimited import cell_value
from pipeline.read.source import trimmed
from pipeline.read.spoilt import mended
from pipeline.recognise import SheetTable, recognise
from pipeline.recognise.courses import codes_of_cell
from pipeline.tables.base import changed
from pipeline.tables.written import ListedSession, RosterRow
from pipeline.tidy import Tidied
from pipeline.tidy.columns import day_column
from pipeline.tidy.listed import add_session
from pipeline.tidy.marks import MarkReading
from pipeline.tidy.meanings import mark_reader, may_excuse
from pipeline.tidy.tidied import Workbench
from pipeline.values import Reading, text_of
from pipeline.vocabulary import sign

_NAMES = ("full_name", "family_name", "given_name")
_OTHER_MARKS = frozenset({"came_at", "went_at", "minutes_attended", "signature", "total", "number", "made_up_on"})
_SAID_OF_SESSIONS = frozenset({"topic", "course_title"})
_MOST_DISTINCT_MARKS = 1000


@dataclass
class LongList:
    """A long list, and the people (by their rows' `person`) of whom it turned out that all rows are needed."""

    loaded: Loaded
    roles: Roles
    courses: Mapping[str, str]
    """Text -> the code of the course that it names, where a session needs no row to be told."""
    days: Mapping[str, date]
    """Text -> the day that it surely means."""
    location: Path
    path: str
    source_id: str
    whole: set[int] = field(default_factory=set)
    has_all_sessions: bool = False
    """Whether each session is told by a row, because there is something to be said of one."""
    told: list[Told] = field(default_factory=list)
    """The rows that are told, in the order in which the sheet has them."""
    untold: list[Untold] = field(default_factory=list)
    """The sessions that no row tells: while all is understood they count as rows below those that are told."""

    def source(self) -> SourceFile:
        """Return the file with the telling rows alone."""
        self.told = self.loaded.telling(self.whole, has_all_sessions=self.has_all_sessions)
        self.untold = self.loaded.untold_sessions()
        return _source((row.cells for row in self.told), self.location, self.path, self.source_id)

    def untold_marks(self) -> Counter[str]:
        """Return how often each mark, as a cell has it, stands in rows that are not told."""
        return _in_cells({text: rows for text, (rows, _) in self.loaded.untold_marks().items()})

    def row_of(self, row: int) -> int:
        """Return the row of the file, from 0, that a row stands for (from 1, of the told ones and those below)."""
        at = row - 1
        return self.told[at].row if at < len(self.told) else self.untold[at - len(self.told)].row

    def is_untold(self, row: int) -> bool:
        """Whether a row (from 1) stands for a session that no row tells."""
        return row > len(self.told)

    def add_sessions(self, tidied: Tidied, ground: Ground) -> None:
        """Add the sessions that no row tells to those that were read from the rows, in the order of the file."""
        table = next(iter(tidied.tables.values()), None)
        if not self.untold or table is None or table.kind is not SourceKind.ATTENDANCE:
            return
        bench = Workbench(ground.words, ground.areas)
        read = tidied.rows[ListedSession]
        rows = sorted([*(self.row_of(session.row or 1) for session in read), *(one.row for one in self.untold)])
        turn_of = {row: turn for turn, row in enumerate(rows, start=1)}
        for at, one in enumerate(self.untold):
            add_session(
                table,
                bench,
                position=turn_of[one.row],
                day=Reading(self.days[one.day]),
                row=len(self.told) + at,
                column=None,
                topic=None,
                is_cancelled=False,
                course=self.courses[one.course],
                is_marked_untold=one.is_marked,
            )
        turns = {session.position: turn_of[self.row_of(session.row or 1)] for session in read}
        tidied.rows.marks.renumber("position", turns)
        renumbered = [changed(session, position=turns[session.position]) for session in read]
        read[:] = sorted([*renumbered, *bench.rows[ListedSession]], key=lambda session: session.position)
        for at, row in enumerate(tidied.rows[RosterRow]):
            if row.left_at:
                tidied.rows[RosterRow][at] = changed(row, left_at=turns[row.left_at])


def long_list(location: Path, path: str, ground: Ground, folder: Path) -> LongList | None:
    """Return a file as a long list, or None where it is none or cannot surely be told by some of its rows.

    What is written meanwhile goes to `folder`.
    """
    as_source = partial(_source, location=location, path=path)
    try:
        with ThreadPoolExecutor(max_workers=1) as beside:
            # All bytes are looked at while DuckDB cuts them.
            looking = beside.submit(looked_at, location)
            found = _loaded(long_text(location), looking.result, as_source, ground, folder)
        copy = None if found or looking.result().is_plain else in_utf8(location, folder)
        if copy:
            found = _loaded(long_text(copy), lambda: looked_at(copy), as_source, ground, folder)
    except OSError:
        return None
    return LongList(*found, location, path, looking.result().source_id) if found else None


class _Read(NamedTuple):
    """What a list's columns mean, and the texts that name courses and days."""

    roles: Roles
    courses: Mapping[str, str]
    days: Mapping[str, date]


def _loaded(
    text: LongText | None,
    looked: Callable[[], Looked],
    as_source: Callable[[Iterable[Cells]], SourceFile],
    ground: Ground,
    folder: Path,
) -> tuple[Loaded, Roles, Mapping[str, str], Mapping[str, date]] | None:
    if text is None:
        return None
    loaded = Loaded(text, folder)
    head = loaded.head()
    table = long_table(as_source(head), ground) if head else None
    read = _understood(loaded, looked, table, ground) if table else None
    if read is None:
        loaded.close()
        return None
    return loaded, *read


def _understood(loaded: Loaded, looked: Callable[[], Looked], table: SheetTable, ground: Ground) -> _Read | None:
    """Load a list and read its marks, days and courses; None where some of its rows are not enough."""
    roles = roles_of(table)
    if not loaded.load(roles):
        return None
    is_plain, bounds = looked()[1:]
    if not is_plain or not loaded.group(bounds):
        return None
    marks = _marks(loaded.texts("mark"), _in_cells(loaded.marks_below_head()), table, ground)
    days = _days(loaded.texts("day"), table)
    courses = _courses(loaded.texts("course"))
    if marks is None or days is None or courses is None:
        return None
    if _SAID_OF_SESSIONS & table.region.columns.keys():
        # The first row of a session says more of it than its course and its day.
        courses = {}
    loaded.understand(marks=marks, days=days, courses=courses)
    return _Read(roles, courses, days)


def _source(rows: Iterable[Cells], location: Path, path: str, source_id: str | None = None) -> SourceFile:
    values: list[list[Value]] = [[cell_value(cell or "") for cell in cells] for cells in rows]
    sheets = (Sheet(None, trimmed(values)),)
    return SourceFile(path, location, source_id, sheets, (), None)


def long_table(source: SourceFile, ground: Ground) -> SheetTable | None:
    """Return the one table of a source, if it is a list with one row for each person and session and nothing else."""
    # What was spoilt or is open elsewhere is said by the normal way.
    if mended(source.sheets, source.path)[1] or is_open_elsewhere(source.location):
        return None
    found = recognise([source], words=ground.words, decisions=ground.decisions)
    return found.tables[0] if len(found.tables) == 1 and is_plain(found.tables[0]) else None


def is_plain(table: SheetTable) -> bool:
    """Whether a table is a long list whose rows all hold data."""
    region = table.region
    needed = {"held_on", "mark"} <= region.columns.keys() and not _OTHER_MARKS & region.columns.keys()
    is_list = table.kind is SourceKind.ATTENDANCE and not region.sessions and not region.grid.is_moved
    has_names = any(map(table.has, _NAMES))
    if not (needed and is_list and has_names and region.rows.data) or region.rows.sections:
        return False
    return max(region.rows.skipped, default=-1) < region.rows.data[0] < 10


def roles_of(table: SheetTable) -> Roles:
    """Return which columns of a long list hold what."""
    columns = table.region.columns
    names = tuple(columns[name] for name in _NAMES if name in columns)
    return Roles(columns.get("course_code"), columns["held_on"], names, columns["mark"])


def _in_cells(marks: Mapping[str, int]) -> Counter[str]:
    """Return how often each mark stands in the file, as a cell has it."""
    counts: Counter[str] = Counter()
    for text, rows in marks.items():
        counts[text_of(cell_value(text))] += rows
    return counts


def _marks(
    texts: Collection[str], below_head: Counter[str], table: SheetTable, ground: Ground
) -> dict[str, str] | None:
    """Return what every text means that is a plain mark or a blank; what a `1` means, all rows together say."""
    if len(texts) > _MOST_DISTINCT_MARKS or any(
        may_excuse(text, ground.words) and sign(text) not in table.legend for text in texts
    ):
        # Whether `abgemeldet` excuses people or says that they left is told by all rows.
        return None
    reader = mark_reader(table, Workbench(ground.words, ground.areas, ground.decisions, untold_marks=below_head))
    found: dict[str, str] = {}
    for text in texts:
        reading = replace(reader.read(cell_value(text)), asked=None)
        if reading == _BLANK or (reading in _PLAIN and reader.is_written(text)):
            found[text] = reading.meaning
        elif not reader.is_written(text):
            # By the legend a blank says something where somebody made a mark.
            return None
    return found


_PLAIN = tuple(MarkReading(meaning) for meaning in ("present", "excused", "absent"))
_BLANK = MarkReading("blank")


def _days(texts: Collection[str], table: SheetTable) -> dict[str, date] | None:
    """Return text -> its day for those that surely are days; None where two of them are the same day."""
    texts = [text for text in texts if text]
    column = day_column([cell_value(text) for text in texts], year=table.year)
    read = {text: column.read(cell_value(text)) for text in texts}
    plain = {text: reading.value for text, reading in read.items() if reading.value and not reading.problem}
    return plain if len(set(plain.values())) == len(plain) else None


def _courses(texts: Collection[str]) -> dict[str, str] | None:
    """Return text -> the code of its course for those that name one; None where one is written in several ways."""
    courses = {text: codes_of_cell(text) for text in texts}
    keys = [course_key(codes[0]) for codes in courses.values() if codes]
    are_apart = len(set(keys)) == len(keys) and all(len(codes) < 2 for codes in courses.values())
    return {text: codes[0] for text, codes in courses.items() if codes} if are_apart else None
