"""Comments beside their cells and as large as their texts.

openpyxl lets all comments stand at one place of the sheet and gives them one size; where they stand is written into
the drawing that goes with them (ECMA-376 part 4, 19.4.2: `Anchor`).
"""

import math
import re
from collections.abc import Callable
from typing import Any

from pipeline.spreadsheet import cells_of

_COMMENT_PIXELS = 340
_LETTERS_A_LINE = 46
_PIXELS_A_LINE = 19
_BESIDE, _ABOVE = 12, 6
_COLUMN_PIXELS, _ROW_PIXELS = 64, 20
_PIXELS_A_LETTER, _COLUMN_EDGE = 7, 5
_PIXELS_A_POINT = 4 / 3
_SHAPE = re.compile(r"<(?:\w+:)?shape .*?</(?:\w+:)?shape>", re.DOTALL)
_CELL = re.compile(r"<(?:\w+:)?Row>(\d+)</(?:\w+:)?Row>\s*<(?:\w+:)?Column>(\d+)<")
_BEFORE = re.compile(r"<(\w+:)?AutoFill>")
_SIZE = re.compile(r"width:(\d+)px;height:(\d+)px")


def fit_comments(sheet: Any) -> None:
    """Make every comment as large as its text; openpyxl forgets how large those of the sender were."""
    for comment in (cell.comment for cell in cells_of(sheet) if cell.comment):
        lines = sum(max(1, math.ceil(len(line) / _LETTERS_A_LINE)) for line in comment.text.split("\n"))
        comment.width, comment.height = _COMMENT_PIXELS, (lines + 1) * _PIXELS_A_LINE


def place_comments(parts: dict[str, bytes], workbook: Any) -> None:
    """Let each comment in the parts of a workbook's package stand to the right of its cell."""
    for sheet in workbook.worksheets:
        drawing = (sheet.legacy_drawing or "").lstrip("/")
        if drawing in parts:
            width, height = _widths(sheet), _heights(sheet)

            def placed(
                shape: re.Match[str], width: Callable[[int], float] = width, height: Callable[[int], float] = height
            ) -> str:
                return _placed(shape[0], width, height)

            parts[drawing] = _SHAPE.sub(placed, parts[drawing].decode("utf-8")).encode("utf-8")


def _placed(shape: str, width: Callable[[int], float], height: Callable[[int], float]) -> str:
    cell, size, before = _CELL.search(shape), _SIZE.search(shape), _BEFORE.search(shape)
    if not (cell and size and before):
        return shape
    row, column = int(cell[1]), int(cell[2])
    left, top = (column + 1, _BESIDE), (max(row - 1, 0), _ABOVE if row else 0)
    right, bottom = _end(*left, int(size[1]), width), _end(*top, int(size[2]), height)
    edges = ", ".join(str(number) for edge in (left, top, right, bottom) for number in edge)
    prefix = before[1] or ""
    return f"{shape[: before.start()]}<{prefix}Anchor>{edges}</{prefix}Anchor>{shape[before.start() :]}"


def _end(start: int, offset: int, pixels: float, size: Callable[[int], float]) -> tuple[int, int]:
    """Return the column (or row), and the pixels within it, at which something ends that begins within `start`."""
    at, left = start, offset + pixels
    while left > size(at):
        left -= size(at)
        at += 1
    return at, int(left)


def _widths(sheet: Any) -> Callable[[int], float]:
    """Return how wide the columns of a sheet are in pixels, counted from 0; hidden ones have no width."""
    known = [one for one in sheet.column_dimensions.values() if one.min]
    default = sheet.sheet_format.defaultColWidth

    def width(column: int) -> float:
        found = next((one for one in known if one.min <= column + 1 <= one.max), None)
        if found is not None and found.hidden:
            return 0
        letters = found.width if found is not None and found.width else default
        return letters * _PIXELS_A_LETTER + _COLUMN_EDGE if letters else _COLUMN_PIXELS

    return width


def _heights(sheet: Any) -> Callable[[int], float]:
    """Return how high the rows of a sheet are in pixels, counted from 0; hidden ones have no height."""
    known = dict(sheet.row_dimensions.items())
    default = sheet.sheet_format.defaultRowHeight

    def height(row: int) -> float:
        found = known.get(row + 1)
        if found is not None and found.hidden:
            return 0
        points = found.height if found is not None and found.height else default
        return points * _PIXELS_A_POINT if points else _ROW_PIXELS

    return height
