"""Files that hold no list which is read: what they are called, and what their sender is to do."""

from pipeline import issues
from pipeline.issues import IssueKind
from pipeline.read.source import Contents, rejected

NAME_OF_ENDING = {
    ".eml": "E-Mail",
    ".mbox": "E-Mail",
    ".gsheet": "Google Sheets",
    ".numbers": "Numbers",
    ".fods": "Flat OpenDocument",
    ".sxc": "OpenOffice 1",
    ".slk": "SYLK",
    ".dif": "DIF",
    ".dbf": "dBASE",
    ".wks": "Works",
    ".wdb": "Works",
    ".et": "WPS Office",
    ".pmd": "PlanMaker",
    ".pmdx": "PlanMaker",
    **dict.fromkeys((".wk1", ".wk3", ".wk4", ".123"), "Lotus 1-2-3"),
    **dict.fromkeys((".wb1", ".wb2", ".wb3", ".wq1", ".qpw"), "Quattro Pro"),
}
"""What people call files with an ending that no list of ours has, where their first bytes say nothing."""

_ENVELOPES = frozenset({"ZIP", "7-Zip", "RAR", "GZIP", "Outlook", "E-Mail", "MHTML"})
_OTHER_PROGRAMS = frozenset({*NAME_OF_ENDING.values(), "Excel 2-4", "SQLite", "Access", "Parquet"}) - _ENVELOPES


def other(path: str, name: str) -> Contents:
    """Return the contents of a file that is a `name`, like PDF or ZIP."""
    return rejected(path, _kind_of(name), found=name)


def _kind_of(name: str) -> IssueKind:
    if name in _ENVELOPES:
        return issues.FILE_IN_ENVELOPE
    return issues.FILE_OF_OTHER_PROGRAM if name in _OTHER_PROGRAMS else issues.FILE_KIND_UNKNOWN
