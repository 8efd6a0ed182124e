"""A workbook opened by openpyxl, with all that its cells look like, however far its merged cells reach.

openpyxl makes a cell of each part of a merged range: a column merged down to the last row would be a million of them.
"""

import re
import warnings
import zipfile
from io import BytesIO
from typing import Any

from pipeline.read.limits import column_number

_SHEETS = "xl/worksheets/"
_MERGED = re.compile(rb"(mergeCell\s[^<>]*?ref=[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3}))([0-9]{1,7})")
_MOST_MERGED = 5_000


def opened(content: bytes) -> Any:
    """Return an xlsx as a workbook of openpyxl; whatever that raises for a file it cannot open goes through."""
    # Takes a fifth of a second to import, and most lists need none of it.
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # What openpyxl cannot keep ("Data Validation extension is not supported") is formatting.
        warnings.simplefilter("ignore")
        return load_workbook(BytesIO(_narrowed(content)), rich_text=True)


def _narrowed(content: bytes) -> bytes:
    """Return a workbook none of whose merged ranges has very many cells: the others end at a row further up."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheets = {name: archive.read(name) for name in archive.namelist() if name.startswith(_SHEETS)}
        narrowed = {name: _MERGED.sub(_shortened, part) for name, part in sheets.items()}
        if narrowed == sheets:
            return content
        copy = BytesIO()
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
            for name in archive.namelist():
                target.writestr(name, narrowed.get(name) or archive.read(name))
    return copy.getvalue()


def _shortened(merged: re.Match[bytes]) -> bytes:
    first, last = column_number(merged[2].decode()), column_number(merged[4].decode())
    most_rows = _MOST_MERGED // max(last - first + 1, 1)
    return merged[1] + str(min(int(merged[5]), int(merged[3]) + most_rows)).encode()
