"""From any file to sheets of cells: `find` the files below a folder, `read` one.

What a file is, is decided by its first bytes; the ending only settles what the bytes leave open. A file that cannot be
read comes back with an issue in words for its sender, never as an exception.
"""

import stat
from hashlib import sha256
from pathlib import Path

from pipeline import issues
from pipeline.issues import Issue, Place
from pipeline.read import delimited, spreadsheet_xml, webpage, workbook
from pipeline.read.find import Found, find
from pipeline.read.limits import Limits, megabytes
from pipeline.read.others import other
from pipeline.read.signature import Format, format_of
from pipeline.read.source import Contents, Sheet, SourceFile, Value, is_readable, rejected
from pipeline.read.spoilt import mended
from pipeline.read.unsplit import split

__all__ = ["Found", "Limits", "Sheet", "SourceFile", "Value", "find", "is_open_elsewhere", "read"]


def read(location: Path, *, path: str, limits: Limits) -> SourceFile:
    """Read one file; `path` is how it is shown to people. Never raises because of what is in the file."""
    # A name that is no valid text in the file system must not break every message about it.
    path = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    content, refused = _bytes(location, path, limits.largest_bytes)
    contents = refused or _contents(content, path, limits)
    sheets, unsplit = split(contents.sheets, path)
    sheets, notes = mended(sheets, path)
    if contents.sheets and is_open_elsewhere(location):
        notes.append(Issue(issues.FILE_IS_OPEN, Place(path)))
    found = (*contents.issues, *unsplit, *notes)
    source_id = sha256(content).hexdigest() if is_readable(found) else None
    return SourceFile(path, location, source_id, sheets, found, contents.modified_at, contents.corrects)


def is_open_elsewhere(location: Path) -> bool:
    """Whether Excel's or LibreOffice's lock file lies beside a file."""
    try:
        return any(location.with_name(lock).exists() for lock in (f"~${location.name}", f".~lock.{location.name}#"))
    except OSError:
        return False


def _bytes(location: Path, path: str, largest_bytes: int) -> tuple[bytes, Contents | None]:
    try:
        facts = location.stat()
        if not stat.S_ISREG(facts.st_mode):
            return b"", rejected(path, issues.FILE_UNREADABLE)
        if facts.st_size > largest_bytes:
            sizes = {"found": megabytes(facts.st_size), "expected": megabytes(largest_bytes)}
            return b"", rejected(path, issues.FILE_TOO_LARGE, **sizes)
        content = location.read_bytes()
    except (OSError, ValueError):
        return b"", rejected(path, issues.FILE_UNREADABLE)
    return content, None if content else rejected(path, issues.FILE_EMPTY)


def _contents(content: bytes, path: str, limits: Limits) -> Contents:
    kind, name, archive = format_of(content, path)
    match kind:
        case Format.OPEN_XML | Format.BINARY_XML | Format.OPEN_DOCUMENT | Format.OLE:
            return workbook.read(content, archive, path=path, kind=kind, limits=limits)
        case Format.SPREADSHEET_XML:
            return spreadsheet_xml.read(content, path=path, most_cells=limits.most_cells)
        case Format.WEB_PAGE:
            return webpage.read(content, path=path, most_cells=limits.most_cells)
        case Format.TEXT:
            return delimited.read(content, path=path)
        case Format.PROTECTED:
            return rejected(path, issues.FILE_PROTECTED)
        case Format.DAMAGED:
            return rejected(path, issues.FILE_DAMAGED)
        case _:
            return other(path, name)
