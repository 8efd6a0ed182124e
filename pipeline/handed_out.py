"""What all sheets and files we hand out have in common, whichever library writes them.

Texts that stay texts, rows as high as what they hold, colours of grades, packages whose bytes depend on nothing but
their parts, files put in place in one move. No library for spreadsheets is loaded here.
"""

import re
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from textwrap import wrap
from uuid import uuid4

from pipeline.codes import Grade
from pipeline.errors import BusyError, PipelineError
from pipeline.said import say

Value = str | int | float | bool | datetime | date | time | timedelta | None

GRADE_COLOURS = {Grade.REJECT_FILE: "FFF5B7B1", Grade.SET_ROW_ASIDE: "FFFAD7A0", Grade.NOTE: "FFFCF3B0"}
"""Grade of a finding -> colour of its cells (ARGB): light enough for black text to stay readable."""
HEADING_COLOUR = "FFDDE6EE"
LINE_COLOUR = "FFBFBFBF"

SAVED_BY = "volunteer-training-pipeline"
CORE = "docProps/core.xml"
"""The part of a package that says who saved it and when."""

# What spreadsheet programs take for the beginning of a formula (OWASP, “CSV Injection”).
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_TEXT = 32_767
_SAVED_BY_US = f"<cp:lastModifiedBy>{SAVED_BY}</cp:lastModifiedBy>".encode("ascii")
# Both libraries stamp what they save with the time of saving.
_STAMPS = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_LINE_HEIGHT = 15.0
# Letters on a line for each digit of a column's width.
_FILLED, _FILLED_BOLD = 1.05, 0.85


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading and its width in characters."""

    heading: str
    width: float


def writable_text(text: str) -> str:
    """Return a text as a workbook can hold it: no control characters, no more than a cell takes."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)[:_LONGEST_TEXT]


def starts_a_formula(text: str) -> bool:
    """Whether a spreadsheet program would make a formula of the text as soon as somebody edits its cell."""
    return text.startswith(_STARTS_A_FORMULA)


def row_height(values: Sequence[Value], columns: Sequence[Column], *, is_heading: bool = False) -> float:
    """Return how high a row must be: not every program makes it as high as its texts when it opens a file."""
    filled = _FILLED_BOLD if is_heading else _FILLED
    lines = 1
    for value, column in zip(values, columns, strict=True):
        if isinstance(value, str):
            width = int(column.width * filled)
            lines = max(lines, sum(_lines_of(line, width) for line in value.split("\n")))
    return lines * _LINE_HEIGHT


@lru_cache(maxsize=10_000)
def _lines_of(line: str, width: int) -> int:
    # Most texts are shorter than their column or stand in many rows; wrapping is dear.
    return 1 if len(line) <= width else len(wrap(line, width)) or 1


def parts_in(package: BytesIO) -> dict[str, bytes]:
    """Return the parts of a package that a library has just saved, without the time at which it did."""
    with zipfile.ZipFile(package) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    parts[CORE] = _STAMPS.sub(b"", parts[CORE])
    return parts


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a package with these parts; the same parts give the same bytes."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
            package.writestr(entry, part)
    return content.getvalue()


def is_as_we_left_it(path: Path) -> bool:
    """Whether a workbook was last saved here, so that nobody's work is lost when it is replaced."""
    try:
        with zipfile.ZipFile(path) as package:
            return _SAVED_BY_US in package.read(CORE)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        return False


def put_in_place(content: bytes, path: Path) -> Path:
    """Write a file in one move: nobody ever sees half of it. Raises BusyError, PipelineError where that fails."""
    writing = path.with_name(f".{uuid4().hex}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        writing.write_bytes(content)
    except OSError as error:
        _remove(writing)
        raise PipelineError(
            say(
                "{path} could not be written: the disk is full, or the folder is write-protected. Please make room or "
                "check the folder, then start again.",
                path=path,
            )
        ) from error
    try:
        writing.replace(path)
    except OSError as error:
        _remove(writing)
        raise BusyError(
            say(
                "{path} cannot be replaced: it is open in another program, such as Excel. Please close it there and "
                "start again.",
                path=path,
            )
        ) from error
    return path


def _remove(writing: Path) -> None:
    with suppress(OSError):
        writing.unlink(missing_ok=True)
