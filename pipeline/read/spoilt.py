"""Letters that were spoilt before a sheet came to us: `MÃ¼ller` was Müller until a program mixed up character sets.

Such text is kept as it came: a name is mended by its sender, who knows it.
"""

import re
from collections.abc import Iterator
from contextlib import suppress

from pipeline import issues
from pipeline.issues import Issue, Place
from pipeline.read.limits import column_letters
from pipeline.read.source import Sheet

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_LOST = "\ufffd"


def spoilt(sheet: Sheet, path: str) -> Iterator[Issue]:
    """Give a finding for every cell with spoilt letters; `expected` is what it probably was."""
    for row, cells in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(cells, start=1):
            if not isinstance(cell, str) or cell.isascii():
                continue
            place = Place(path, sheet.name, row, f"{column_letters(column)}{row}")
            if _LOST in cell:
                yield Issue(issues.TEXT_LOST, place, cell)
            elif (mended := _NOT_ASCII.sub(_mended, cell)) != cell:
                yield Issue(issues.TEXT_SPOILT, place, cell, mended)


def _mended(letters: re.Match[str]) -> str:
    """Return letters before they were misread as those of Windows or of ISO 8859-1; as they are where they were not."""
    for charset in ("cp1252", "latin-1"):
        with suppress(UnicodeError):
            return letters[0].encode(charset).decode("utf-8")
    return letters[0]
