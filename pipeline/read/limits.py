"""What a workbook would take in memory, before it is opened: sizes when unpacked, and how far out its cells reach.

calamine holds a sheet as one rectangle from A1 to the last cell; one stray cell in XFD1048576 ends the process. The
survey of a sheet also notes its error values (`#N/A`), which calamine leaves out.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pipeline.config import Config

_UNPACKED_BYTES = 1 << 30
_CHUNK = 1 << 20
# A styled cell without a value closes itself and takes no room.
_CELL = re.compile(rb" r=[\"']([A-Z]{1,3})([0-9]{1,7})[\"'][^<>/]*>")
# A cell beyond ZZ9999.
_FAR = re.compile(rb" r=[\"'](?:[A-Z]{3}|[A-Z]{1,2}[0-9]{5})")
_NEAR = (9_999, 702)
_ERROR = re.compile(
    rb"<(?:\w+:)?c\s[^<>]*?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"'][^<>]*?\bt=[\"']e[\"'][^<>]*>\s*"
    rb"(?:<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>))?\s*<(?:\w+:)?v>(#[^<]{1,30})<"
)


@dataclass(frozen=True)
class Limits:
    """What a file may take before it is refused; `memory_bytes` and `seconds` are for formats opened apart."""

    largest_bytes: int = 50 << 20
    most_cells: int = 20_000_000
    memory_bytes: int = 2 << 30
    seconds: int = 60

    @classmethod
    def of(cls, config: Config) -> "Limits":
        """Return the limits that `pipeline.toml` sets."""
        return cls(
            config.largest_file_mb << 20,
            config.largest_sheet_million_cells * 1_000_000,
            config.old_format_memory_mb << 20,
            config.old_format_seconds,
        )


class Survey(NamedTuple):
    """How far the cells with a value reach at most, and the error values by row and column, from 0."""

    rows: int
    columns: int
    errors: Mapping[tuple[int, int], str]

    @property
    def last_cell(self) -> str:
        """The corner the cells reach to, like `F17`."""
        return f"{column_letters(self.columns)}{self.rows}"


def survey(archive: zipfile.ZipFile, member: str, *, most_cells: int) -> Survey:
    """Look through the XML of one sheet of an xlsx; raises what `zipfile` raises if the archive lies or is damaged.

    Where the cells lie near enough for `most_cells` however many they are, nobody looks where each of them lies.
    """
    is_far = most_cells < _NEAR[0] * _NEAR[1]
    errors: dict[tuple[int, int], str] = {}
    for piece in _pieces(archive, member):
        is_far = is_far or _FAR.search(piece) is not None
        if b"#" in piece:
            for column, row, text in _ERROR.findall(piece):
                errors[int(row) - 1, column_number(column.decode()) - 1] = text.decode("utf-8", "replace")
    return Survey(*(_reach(archive, member) if is_far else _NEAR), errors)


def _reach(archive: zipfile.ZipFile, member: str) -> tuple[int, int]:
    """Return the last row and the last column with a value, from 1."""
    rows = columns = 0
    for piece in _pieces(archive, member):
        if found := _CELL.findall(piece):
            letters, numbers = (set(part) for part in zip(*found, strict=True))
            rows = max(rows, *map(int, numbers))
            columns = max(columns, *(column_number(letter.decode()) for letter in letters))
    return rows, columns


def largest_unpacked(largest_bytes: int) -> int:
    """Return how many bytes an archive may take when unpacked; sheets shrink to a tenth, a bomb to a thousandth."""
    return min(20 * largest_bytes, _UNPACKED_BYTES)


def unpacked_bytes(archive: zipfile.ZipFile) -> int:
    """Return what the archive says it takes when unpacked."""
    return sum(entry.file_size for entry in archive.infolist())


def unpack(archive: zipfile.ZipFile, member: str) -> None:
    """Unpack a member into nothing; raises what `zipfile` raises if it is longer than the archive says, or damaged."""
    with archive.open(member) as stream:
        while stream.read(_CHUNK):
            pass


def megabytes(size: int) -> str:
    """Return a size in words: `0.5 MB`, `73 MB`."""
    in_mb = size / 1_000_000
    return f"{in_mb:.1f} MB" if in_mb < 10 else f"{in_mb:.0f} MB"


def column_number(letters: str) -> int:
    """Return the number of a column from 1: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


@cache
def column_letters(number: int) -> str:
    """Return the letters of a column from its number, counted from 1."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _pieces(archive: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    """Give the XML in pieces that end with a whole row."""
    rest = b""
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            rest += chunk
            end = rest.rfind(b"row>") + 4
            if end > 3:
                yield rest[:end]
                rest = rest[end:]
    yield rest
