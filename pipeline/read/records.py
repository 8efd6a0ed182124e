"""From the lines of a text file to records: quoted cells, doubled and escaped quotes, line breaks within a cell.

Quotes are understood as Excel does, but a stray one is only a character: it never swallows the lines below. No
character of a line is lost, whatever stands in it.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

_LINES_IN_A_CELL = 200


class Record(NamedTuple):
    """One row of a text file: the line it begins in (from 0), and its cells."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Dialect:
    """How a text file separates and quotes its cells.

    `columns` is how many cells most rows have (0: unknown); `foreign` are lines that another separator cuts.
    """

    separator: str
    columns: int = 0
    quote: str = '"'
    has_escapes: bool = False
    foreign: Mapping[int, str] = field(default_factory=dict)


def records(lines: Sequence[str], dialect: Dialect) -> Iterator[Record]:
    """Cut lines into rows; a quoted cell may run over several lines."""
    separator, quote, foreign = dialect.separator, dialect.quote, dialect.foreign
    at = 0
    while at < len(lines):
        line, here = lines[at], at
        if quote in line:
            cells, at = _quoted_record(lines, at, dialect)
        else:
            cells, at = line.split(foreign.get(at, separator) if foreign else separator), at + 1
        yield Record(here, cells)


def _quoted_record(lines: Sequence[str], at: int, dialect: Dialect) -> tuple[list[str], int]:
    """Return the cells of the record that begins in line `at`, and the line after it."""
    separator, quote = dialect.foreign.get(at, dialect.separator), dialect.quote
    if not dialect.has_escapes and not _has_quote_after_blank(lines[at], separator, quote):
        # Nearly all quotes stand as they should: the strict reader is fast, and refuses the others.
        with suppress(csv.Error):
            return next(csv.reader([lines[at]], delimiter=separator, quotechar=quote, strict=True)), at + 1
    cells: list[str] = []
    line, start = lines[at], 0
    while True:
        opening = start + len(line[start:]) - len(line[start:].lstrip(" "))
        if line.startswith(quote, opening) and (closed := _quoted_cell(lines, at, opening, separator, dialect)):
            cell, at, start = closed
            line = lines[at]
        else:
            end = line.find(separator, start)
            cell, start = (line[start:], len(line)) if end < 0 else (line[start:end], end)
        cells.append(cell)
        if start >= len(line):
            return cells, at + 1
        start += len(separator)


def _has_quote_after_blank(line: str, separator: str, quote: str) -> bool:
    """Whether a cell may begin with a blank before its quote: `Kaya, "Sickte, Ortsteil"`."""
    return f"{separator} {quote}" in line or f"{separator}  " in line or line.startswith(" ")


def _quoted_cell(
    lines: Sequence[str], at: int, start: int, separator: str, dialect: Dialect
) -> tuple[str, int, int] | None:
    """Return the text of the quoted cell opened at `start`, and the line and place where it ends.

    None if the quote is only a character: nothing closes it, or what it would swallow are rows of the table.
    """
    text: list[str] = []
    # Lines that look like rows; a sentence has the one separator of two columns by chance.
    swallowed = 0
    for number in range(at, min(at + _LINES_IN_A_CELL, len(lines))):
        line = lines[number]
        begin = start + 1 if number == at else 0
        end = _closing_quote(line, begin, dialect)
        # `Lenz;Ida;"` above `Koch;Eva;"`: the quotes are ditto marks of two rows.
        swallowed += number > at and line[:end].count(separator) == dialect.columns - 1 > 0
        if swallowed == (1 if dialect.columns > 2 else 2):
            return None
        if end is not None:
            after = end + 1
            while line.startswith(" ", after) and separator != " ":
                after += 1
            closes = after == len(line) or line.startswith(separator, after)
            text.append(line[begin:end])
            return (_unescaped("\n".join(text), dialect), number, after) if closes else None
        text.append(line[begin:])
    return None


def _closing_quote(line: str, begin: int, dialect: Dialect) -> int | None:
    """Return where the first quote stands that is neither doubled nor escaped."""
    quote, end = dialect.quote, line.find(dialect.quote, begin)
    while end >= 0:
        if dialect.has_escapes and _is_escaped(line, begin, end):
            end = line.find(quote, end + 1)
        elif not dialect.has_escapes and line.startswith(quote, end + 1):
            end = line.find(quote, end + 2)
        else:
            return end
    return None


def _is_escaped(line: str, begin: int, at: int) -> bool:
    before = line[begin:at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _unescaped(text: str, dialect: Dialect) -> str:
    if dialect.has_escapes:
        return re.sub(r"\\([\\" + dialect.quote + "])", r"\1", text)
    return text.replace(dialect.quote * 2, dialect.quote)
