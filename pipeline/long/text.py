"""A long text file -> whether DuckDB can cut it into rows and cells just as `read` does, and how it is to be cut.

How it is cut is told by its head. All bytes are looked at in pieces, so that they never are in memory as a whole; a
file in another character set is written anew in UTF-8. Whatever is doubtful is left to `read`.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.read.delimited import LINE_END, SEPARATOR_LINE
from pipeline.read.dialect import dialect_of, unwrapped
from pipeline.read.text import decode

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[np.int64]]

_PIECE = 1 << 20
_LONGEST_HEAD = 1 << 19
_MARK = b"\xef\xbb\xbf"
_C1_CONTROLS = re.compile(rb"\xc2[\x80-\x9f]")
# Before a quote, for DuckDB a blank belongs to the cell and the quote is none.
_BLANK_BEFORE_QUOTE = re.compile(rb'(?:^|[;\t,|\n]) "')


class LongText(NamedTuple):
    """A file in UTF-8 and how its lines are cut into cells."""

    location: Path
    separator: str
    columns: int


class Looked(NamedTuple):
    """What all bytes of a file say; plain is UTF-8 without a mark, control characters or line ends of its own kind."""

    source_id: str
    is_plain: bool
    bounds: "Numbers"
    """Where each line begins, and the end of the last."""


def long_text(location: Path) -> LongText | None:
    """Return how a text file is cut, by its head; None where that is not certain, or the head is not bare UTF-8."""
    with location.open("rb") as file:
        start = file.read(_LONGEST_HEAD)
    if start.startswith(_MARK):
        return None
    try:
        head = LINE_END.split(start[: start.rfind(b"\n") + 1].decode("utf-8"))[:-1]
    except UnicodeDecodeError:
        return None
    if len(head) < 2 or SEPARATOR_LINE.fullmatch(head[0]) or unwrapped(head) != head:
        return None
    dialect, is_clear = dialect_of(head)
    if not is_clear or dialect.quote != '"' or dialect.has_escapes or dialect.foreign:
        return None
    return LongText(location, dialect.separator, dialect.columns)


def looked_at(location: Path) -> Looked:
    """Look at all bytes of a file."""
    import numpy as np

    digest = sha256()
    is_plain, size = True, 0
    found = [np.zeros(1, np.int64)]
    for piece in _pieces(location):
        digest.update(piece)
        signs = np.frombuffer(piece, np.uint8)
        # Few signs come before the blank: ends of lines, tabs and what no text should have.
        below_blank = np.flatnonzero(signs < ord(" "))
        controls = signs[below_blank]
        is_plain = is_plain and _is_plain(piece, controls.tobytes()) and (size > 0 or not piece.startswith(_MARK))
        found.append(below_blank[controls == ord("\n")] + (size + 1))
        size += len(piece)
    bounds = np.concatenate(found)
    return Looked(digest.hexdigest(), is_plain, bounds if bounds[-1] == size else np.append(bounds, size))


def _pieces(location: Path) -> Iterator[bytes]:
    """Give the file in pieces that end where lines end."""
    with location.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece + file.readline(_PIECE)


def _is_plain(piece: bytes, controls: bytes) -> bool:
    if not piece.isascii():
        try:
            piece.decode("utf-8")
        except UnicodeDecodeError:
            return False
        if _C1_CONTROLS.search(piece):
            return False
    has_controls = controls.translate(None, b"\t\n\r") or b"\x7f" in piece
    has_odd_ends = b"\r" in piece and piece.count(b"\r") != piece.count(b"\r\n")
    has_odd_quotes = b'"' in piece and b" " in piece and _BLANK_BEFORE_QUOTE.search(piece)
    return not (has_controls or has_odd_ends or has_odd_quotes)


def in_utf8(location: Path, folder: Path) -> Path | None:
    """Write a copy of the text in UTF-8; None where its character set is not certain."""
    text, odd_lines = decode(location.read_bytes())
    if text is None or odd_lines:
        return None
    handle, name = tempfile.mkstemp(suffix=".csv", dir=folder)
    with os.fdopen(handle, "wb") as file:
        file.write(text.encode("utf-8", "replace"))
    return Path(name)
