"""Files -> what each says by itself, together: sources, what was recognised, what the reading of each table gave.

Many new files are shared with a second process; what a file said in an earlier run may come from a cache. Neither makes
a difference to what comes out.
"""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.codes import SourceKind
from pipeline.config import Config
from pipeline.ground import Ground
from pipeline.intake.cache import FOLDER, Cache
from pipeline.intake.one import Taken, take_one
from pipeline.intake.worker import working_on
from pipeline.long import LongLists, is_long
from pipeline.questions import OpenQuestion
from pipeline.read import SourceFile
from pipeline.recognise import Recognised, SheetTable
from pipeline.recognise.corrections import Corrections
from pipeline.tables.written import Mark
from pipeline.tidy import Rows, Tidied, tidy
from pipeline.tidy.tidied import MarkBalance
from pipeline.validate import validate

File = tuple[Path, str]
"""Where a file lies, and its path as shown."""

# Below this a second process takes longer to start than it saves.
FEWEST_TO_SHARE = 60


@dataclass(frozen=True)
class Intake:
    """All files, each by itself."""

    sources: list[SourceFile]
    recognised: Recognised
    ground: Ground
    parts: dict[int, tuple[SheetTable, Tidied]]
    """table_id -> the table as recognised, and what its reading gave."""

    def tidied(self, tables: Iterable[SheetTable]) -> Tidied:
        """Return what the reading of these tables gave; one that was changed after recognition is read again."""
        return _joined([self._part(table) for table in tables])

    def _part(self, table: SheetTable) -> Tidied:
        as_recognised, part = self.parts[table.table_id]
        if table is as_recognised:
            return part
        ground = self.ground
        return validate(tidy([table], words=ground.words, areas=ground.areas, decisions=ground.decisions))


def take_in(
    files: Iterable[File],
    *,
    config: Config,
    ground: Ground,
    is_kept: bool,
    on_file: Callable[[str], None] = lambda _: None,
    long: LongLists | None = None,
) -> Intake:
    """Read, recognise, tidy and validate each of the files; `is_kept` keeps what they say below data/processed/.

    `on_file` is told each path before the file is taken in. With `long`, long lists are told by some of their rows.
    """
    files = list(files)
    if not is_kept and len(files) < FEWEST_TO_SHARE:
        taken = list(_told(files, on_file, ground, long))
        for at in _give_up_long(files, taken, long):
            taken[at] = take_one(*files[at], ground, long)
        return _together(taken, ground)
    with _folder_for(config, is_kept=is_kept) as folder:
        cache = Cache(folder, ground)
        intake = _together(_all(files, config, ground, cache, on_file, long, is_kept=is_kept), ground)
        if is_kept:
            cache.clear_unused()
    return intake


def _told(
    files: Iterable[File], on_file: Callable[[str], None], ground: Ground, long: LongLists | None
) -> Iterator[Taken]:
    for location, path in files:
        on_file(path)
        yield take_one(location, path, ground, long)


@contextmanager
def _folder_for(config: Config, *, is_kept: bool) -> Iterator[Path]:
    if is_kept:
        yield config.processed_folder / FOLDER
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def _all(
    files: Sequence[File],
    config: Config,
    ground: Ground,
    cache: Cache,
    on_file: Callable[[str], None],
    long: LongLists | None,
    *,
    is_kept: bool,
) -> list[Taken]:
    """Take in every file, as far as possible from the cache, the new ones together with a second process.

    That one begins with the last file: where the two meet, there is nothing left to do.
    """
    # In a folder of this run alone a number is enough to know a file by.
    keys = [cache.key(*file) if is_kept else str(at) for at, file in enumerate(files)]
    taken: dict[int, Taken] = {}

    def fetch(at: int) -> bool:
        if (kept := cache.get(keys[at])) is not None:
            on_file(files[at][1])
            taken[at] = kept
        return kept is not None

    def take(at: int) -> None:
        location, path = files[at]
        taken[at] = take_one(location, path, ground, long)
        # What some rows of a long list say is not what the file says.
        if is_kept and not (long and long.tells(location)):
            cache.put(keys[at], taken[at])

    new = [at for at in range(len(files)) if not (is_kept and fetch(at))]
    # The other process does not know which rows of a long list are wanted.
    shared = [at for at in new if not (long and is_long(files[at][0]))]
    if len(shared) >= FEWEST_TO_SHARE and (os.cpu_count() or 1) > 1:
        with working_on([(keys[at], *files[at]) for at in reversed(shared)], config, cache):
            for at in shared:
                if fetch(at):
                    break
                on_file(files[at][1])
                take(at)
    for at in new:
        if at not in taken and not fetch(at):
            on_file(files[at][1])
            take(at)
    for at in _give_up_long(files, [taken[at] for at in range(len(files))], long):
        take(at)
    return [taken[at] for at in range(len(files))]


def _give_up_long(files: Sequence[File], taken: Sequence[Taken], long: LongLists | None) -> list[int]:
    """Have long lists read in the normal way where there is another list: beside it all marks of each matter.

    Return which files are to be taken in again.
    """
    lists = [table for one in taken for table in one.recognised.tables if table.kind is SourceKind.ATTENDANCE]
    if long is None or len(lists) < 2:
        return []
    told = [at for at, (location, _) in enumerate(files) if long.tells(location)]
    for at in told:
        long.give_up(files[at][0])
    return told


def _together(all_taken: Iterable[Taken], ground: Ground) -> Intake:
    """Number the tables over all files and join what was recognised."""
    recognised = Recognised()
    corrections = Corrections(ground.corrections, ground.words)
    sources: list[SourceFile] = []
    parts: dict[int, tuple[SheetTable, Tidied]] = {}
    for taken in all_taken:
        sources.append(taken.source)
        found = taken.recognised
        for table, tidied in zip(found.tables, taken.tidied, strict=True):
            at = len(recognised.tables)
            parts[at] = table, _numbered(table, tidied, at)
            recognised.tables.append(table)
        recognised.skipped += found.skipped
        recognised.issues += found.issues
        recognised.kinds |= found.kinds
        recognised.layouts |= found.layouts
        corrections.fitted |= taken.fitted
        corrections.missed |= taken.missed
        corrections.losing |= taken.losing
        corrections.lacking |= taken.lacking
    recognised.misread = corrections.without_effect()
    return Intake(sources, recognised, ground, parts)


def _numbered(table: SheetTable, tidied: Tidied, at: int) -> Tidied:
    """Give a table, all views of it and the rows that were read from it its number; they are nobody else's yet."""
    views = {id(one): one for one in (table, *tidied.tables.values(), *(aside.table for aside in tidied.asides))}
    for view in views.values():
        object.__setattr__(view, "table_id", at)
    tidied.rows.marks.fill("table_id", at)
    for kind, rows in tidied.rows.items():
        for row in rows if kind is not Mark else ():
            row.table_id = at
    return Tidied(
        tidied.rows,
        {view.table_id: view for view in tidied.tables.values()},
        tidied.issues,
        tidied.asides,
        tidied.marks,
        tidied.questions,
    )


def _joined(parts: Iterable[Tidied]) -> Tidied:
    joined = Tidied(Rows(), {}, [], [], {})
    tables: dict[int, SheetTable] = {}
    marks: dict[str, MarkBalance] = {}
    questions: dict[str, OpenQuestion] = {}
    for part in parts:
        for kind, rows in part.rows.items():
            joined.rows[kind].extend(rows)
        tables |= part.tables
        joined.issues.extend(part.issues)
        joined.asides.extend(part.asides)
        for path, found in part.marks.items():
            balance = marks.setdefault(path, MarkBalance())
            balance.read += found.read
            balance.stored += found.stored
            balance.set_aside += found.set_aside
            balance.blank += found.blank
        for question in part.questions:
            # The same mark on several lists of one layout is asked for once.
            questions.setdefault(question.question_id, question)
    return Tidied(joined.rows, tables, joined.issues, joined.asides, marks, tuple(questions.values()))
