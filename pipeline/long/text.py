"""A long text file -> whether DuckDB can cut it into rows and cells just as `read` does, and how it is to be cut.

It is looked at in pieces, so that it never is in memory as a whole; a file in another character set is written anew in
UTF-8. Whatever is doubtful is left to `read`.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pipeline.read.delimited import LINE_END, SEPARATOR_LINE
from pipeline.read.dialect import dialect_of, unwrapped
from pipeline.read.text import decode

_PIECE = 1 << 20
_LONGEST_HEAD = 1 << 19
_MARK = b"\xef\xbb\xbf"
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 13)) + b"\x7f"
_C1_CONTROLS = re.compile(rb"\xc2[\x80-\x9f]")
# Before a quote, for DuckDB a blank belongs to the cell and the quote is none.
_BLANK_BEFORE_QUOTE = re.compile(rb'(?:^|[;\t,|\n]) "')


class LongText(NamedTuple):
    """A file in UTF-8 that can be cut into rows of so many columns; they stand on so many lines."""

    location: Path
    source_id: str
    separator: str
    columns: int
    lines: int


class _Bytes(NamedTuple):
    """What the bytes of a file say; plain is UTF-8 without a mark, control characters or line ends of its own kind."""

    source_id: str
    is_plain: bool
    lines: int


def long_text(location: Path, folder: Path) -> LongText | None:
    """Look at a text file; a copy in UTF-8 is written to `folder` if needed. None where `read` must read it."""
    try:
        own = found = _looked_at(location)
        plain: Path | None = location
        if not own.is_plain:
            plain = _in_utf8(location, folder)
            found = _looked_at(plain) if plain else own
        if plain is None or not found.is_plain:
            return None
        with plain.open("rb") as file:
            start = file.read(_LONGEST_HEAD)
    except OSError:
        return None
    head = LINE_END.split(start.decode("utf-8", "ignore"))[:-1]
    if len(head) < 2 or SEPARATOR_LINE.fullmatch(head[0]) or unwrapped(head) != head:
        return None
    dialect, is_clear = dialect_of(head)
    if not is_clear or dialect.quote != '"' or dialect.has_escapes or dialect.foreign:
        return None
    return LongText(plain, own.source_id, dialect.separator, dialect.columns, found.lines)


def _looked_at(location: Path) -> _Bytes:
    digest = sha256()
    is_plain, lines, last = True, 0, b""
    for piece in _pieces(location):
        digest.update(piece)
        is_plain = is_plain and _is_plain(piece) and (lines > 0 or not piece.startswith(_MARK))
        lines += piece.count(b"\n")
        last = piece
    return _Bytes(digest.hexdigest(), is_plain, lines + (not last.endswith(b"\n")))


def _pieces(location: Path) -> Iterator[bytes]:
    """Give the file in pieces that end where lines end."""
    with location.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece + file.readline(_PIECE)


def _is_plain(piece: bytes) -> bool:
    if not piece.isascii():
        try:
            piece.decode("utf-8")
        except UnicodeDecodeError:
            return False
        if _C1_CONTROLS.search(piece):
            return False
    has_controls = len(piece.translate(None, _CONTROLS)) < len(piece)
    has_odd_ends = b"\r" in piece and piece.count(b"\r") != piece.count(b"\r\n")
    has_odd_quotes = b' "' in piece and _BLANK_BEFORE_QUOTE.search(piece)
    return not (has_controls or has_odd_ends or has_odd_quotes)


def _in_utf8(location: Path, folder: Path) -> Path | None:
    """Write a copy of the text in UTF-8; None where its character set is not certain."""
    text, odd_lines = decode(location.read_bytes())
    if text is None or odd_lines:
        return None
    handle, name = tempfile.mkstemp(suffix=".csv", dir=folder)
    with os.fdopen(handle, "wb") as file:
        file.write(text.encode("utf-8", "replace"))
    return Path(name)
