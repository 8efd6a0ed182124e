"""What was found in a file -> the sender's own file with the problem cells marked, to be sent back.

In: what a set of files says. Out: for every readable file a copy with coloured cells, comments and a first sheet that
lists the findings. A copy holds nothing of any other file; put back into data/raw/, it reads like the original.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path, PurePath

from pipeline.annotate.comments import place_comments
from pipeline.annotate.copies import Copy, as_sent, name_original, reads_like, rebuilt
from pipeline.annotate.formulas import restore_results
from pipeline.annotate.marks import Heads, mark
from pipeline.annotate.report_sheet import add_report_sheet
from pipeline.handed_out import is_as_we_left_it, packed, put_in_place
from pipeline.issues import Issue
from pipeline.read import SourceFile
from pipeline.recognise import SheetTable
from pipeline.recognise.columns import NAMES
from pipeline.recognise.grid import cell_name
from pipeline.spreadsheet import parts_of
from pipeline.supersede.corrected import CHECKED, CHECKED_BEFORE
from pipeline.understand import Understood

# Room for the words behind it: 255 bytes are the most a name may have.
_LONGEST_STEM = 100


def annotate(understood: Understood, folder: Path, *, lang: str | None = None) -> tuple[Path, ...]:
    """Write a marked copy of every readable file into `folder`, sub-folders kept; return the copies.

    A file that lies there is replaced only where it is an earlier copy that nobody has worked in; a source never is.
    Raises BusyError where a copy is open in another program, PipelineError where the disk does not take it.
    """
    by_path: dict[str | None, list[Issue]] = defaultdict(list)
    for issue in understood.issues:
        by_path[issue.place.path].append(issue)
    files = [one.file for one in understood.balances]
    copies: list[Path] = []
    for file in files:
        if file.is_readable:
            tables = [table for table in understood.recognised.tables if table.file.path == file.path]
            content = _marked(file, by_path[file.path], tables, lang)
            copies.append(put_in_place(content, _free_name(file, folder, copies, files)))
    return tuple(copies)


def _marked(file: SourceFile, found: list[Issue], tables: list[SheetTable], lang: str | None) -> bytes:
    """Return the marked copy: the sender's own workbook where it can be kept, else one built from the cells."""
    heads = {
        (table.sheet_name, row + 1): cell_name(*table.region.head_of(row))
        for table in tables
        if not table.grid.is_moved and NAMES & table.region.columns.keys()
        for row in table.region.rows.data
    }
    return _kept(file, found, heads, lang) or _finished(rebuilt(file, tables, lang), file, found, heads, lang)


def _kept(file: SourceFile, found: list[Issue], heads: Heads, lang: str | None) -> bytes | None:
    """Return the sender's own workbook, marked; None where openpyxl cannot keep it as it is."""
    try:
        content = _finished(as_sent(file), file, found, heads, lang)
    except (
        Exception
    ):  # openpyxl stumbles over other programs' files in ways of its own: TypeError, KeyError, ValueError
        return None
    return content if reads_like(content, file) else None


def _finished(copy: Copy, file: SourceFile, found: list[Issue], heads: Heads, lang: str | None) -> bytes:
    marked = mark(copy.sheets, file, found, heads, lang)
    add_report_sheet(copy.workbook, file, marked, lang)
    name_original(copy.workbook, file)
    parts = parts_of(copy.workbook, modified_at=file.modified_at)
    place_comments(parts, copy.workbook)
    restore_results(parts, copy, file)
    return packed(parts)


def _free_name(file: SourceFile, folder: Path, copies: Iterable[Path], files: Iterable[SourceFile]) -> Path:
    """Return where a copy may be written: no other copy, no source and nobody's work lies there."""
    path = PurePath(file.path)
    is_below = not path.is_absolute() and ".." not in path.parts
    into = folder / path.parent if is_below else folder
    stem = CHECKED_BEFORE.sub("", unicodedata.normalize("NFC", path.stem))[:_LONGEST_STEM].strip()
    taken = {_folded(copy) for copy in copies} | {_folded(source.location) for source in files}
    numbers = ("", *(f" ({number})" for number in range(2, len(taken) + 1_000)))
    names = (into / f"{stem} {CHECKED}{number}.xlsx" for number in numbers)
    return next(name for name in names if _folded(name) not in taken and (not name.exists() or is_as_we_left_it(name)))


def _folded(path: Path) -> str:
    """Return a path so that two spellings of one file are equal, on disks that ignore capitals too."""
    return unicodedata.normalize("NFC", str(path.resolve())).casefold()
