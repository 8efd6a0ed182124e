"""Open a workbook with calamine: here, or in a process of its own.

A damaged .xls can end the whole process (calamine asks for gigabytes that the file claims to hold) or print a trace of
its own. Formats whose size cannot be seen beforehand are therefore opened apart. Runs as a script, too; imports nothing
of ours for that.
"""

import contextlib
import pickle
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from functools import partial
from io import BytesIO
from itertools import takewhile
from operator import eq
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

Raw = str | int | float | bool | datetime | date | time | timedelta
RawSheet = tuple[str, bool, list[list[Raw]], tuple[tuple[int, int, int], ...]]
"""Name, whether it is hidden, rows from A1 to their last value, "" for an empty cell; column, first and last row of
merged cells."""


class Opened(NamedTuple):
    """The sheets of a workbook, or None if it cannot be opened; then, if known, why.

    `last_cell` is the row and column, from 1, that a sheet reaches to with more cells than may be held.
    """

    sheets: list[RawSheet] | None
    is_protected: bool = False
    is_late: bool = False
    last_cell: tuple[int, int] | None = None


def open_here(content: bytes, *, most_cells: int) -> Opened:
    """Open the workbook in this process."""
    sheets: list[RawSheet] = []
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            for at, facts in enumerate(book.sheets_metadata):
                if facts.typ != SheetTypeEnum.WorkSheet:
                    continue
                sheet = book.get_sheet_by_index(at)
                row, column = sheet.end or (0, 0)
                if (row + 1) * (column + 1) > most_cells:
                    return Opened(None, last_cell=(row + 1, column + 1))
                is_hidden = facts.visible != SheetVisibleEnum.Visible
                ranges = sheet.merged_cell_ranges or []
                merged = tuple((left, top, bottom) for (top, left), (bottom, _) in ranges if bottom > top)
                rows = _trimmed(sheet.to_python(skip_empty_area=False))
                sheets.append((facts.name, is_hidden, rows, merged))
            # A workbook has a sheet; one without lost its list of sheets.
            return Opened(sheets if book.sheet_names else None)
    except PasswordError:
        return Opened(None, is_protected=True)
    except (KeyboardInterrupt, SystemExit):
        raise
    # A panic of the Rust library is no Exception.
    except BaseException:
        return Opened(None)


def open_apart(content: bytes, *, most_cells: int, memory_bytes: int, seconds: int) -> Opened:
    """Open the workbook in a process of its own, which may die of it."""
    command = [sys.executable, "-P", str(Path(__file__).resolve()), str(most_cells), str(memory_bytes)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return Opened(None, is_late=True)
    if done.returncode != 0:
        return Opened(None)
    return Opened(*pickle.loads(done.stdout))


def _trimmed(rows: list[list[Raw]]) -> list[list[Raw]]:
    """Cut the empty cells at the end of each row, in place: one stray cell far out makes millions of them."""
    is_empty = partial(eq, "")
    for row in rows:
        if row and row[-1] == "":
            beyond = len(list(takewhile(is_empty, reversed(row))))
            del row[len(row) - beyond :]
    return rows


def _main() -> None:
    most_cells, memory_bytes = map(int, sys.argv[1:])
    # Windows has no such limit; there the system ends the process itself.
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    opened = open_here(sys.stdin.buffer.read(), most_cells=most_cells)
    sys.stdout.buffer.write(pickle.dumps(tuple(opened)))


if __name__ == "__main__":
    _main()
