"""From the bytes of an old .xls to how its cells look: the records of a workbook in its container ([MS-CFB], [MS-XLS]).

Only fonts, fills and the numbers of the formats of cells are read; values come from elsewhere.
"""

from collections.abc import Iterable, Iterator, Sequence
from struct import unpack_from

from pipeline.read.looks import Cell, Look

_END_OF_CHAIN = 0xFFFFFFFA
_DIRECTORY_ENTRY = 128
_SMALL = 64
_BOUNDSHEET, _FONT, _XF, _PALETTE, _EOF = 0x85, 0x31, 0xE0, 0x92, 0x0A
# Blank, number, text, formula, ...: row, column and format stand first in each.
_SINGLE = frozenset({0x201, 0x203, 0xFD, 0x204, 0x27E, 0x205, 0x06, 0xD6})
_MANY_BLANKS, _MANY_NUMBERS = 0xBE, 0xBD
_FIRST_OWN_COLOUR = 8
_SOLID = 1
# The fifth font has the number 5: there is no fourth.
_MISSING_FONT = 4


def looks_of_xls(content: bytes) -> dict[str, dict[Cell, Look]]:
    """Return sheet -> cell -> its look."""
    book = _workbook(content)
    fonts: list[str] = []
    formats: list[tuple[int, int | None]] = []
    offsets: dict[str, int] = {}
    palette = _usual_palette()
    for kind, at, _ in _records(book, 0):
        if kind == _BOUNDSHEET:
            offsets[_text(book, at + 6)] = unpack_from("<I", book, at)[0]
        elif kind == _FONT:
            fonts.append(_text(book, at + 14))
        elif kind == _XF:
            formats.append((unpack_from("<H", book, at)[0], _colour(book, at)))
        elif kind == _PALETTE:
            for number in range(unpack_from("<H", book, at)[0]):
                palette[_FIRST_OWN_COLOUR + number] = book[at + 2 + 4 * number : at + 5 + 4 * number].hex().upper()
    looks = [Look(palette.get(colour) if colour is not None else None, _font(fonts, font)) for font, colour in formats]
    return {
        name: {cell: looks[number] for cell, number in _cells(book, offset) if number < len(looks)}
        for name, offset in offsets.items()
    }


def _cells(book: bytes, offset: int) -> Iterator[tuple[Cell, int]]:
    """Yield each cell of a sheet with the number of its format."""
    for kind, at, length in _records(book, offset):
        if kind in _SINGLE:
            row, column, number = unpack_from("<3H", book, at)
            yield (row, column), number
        elif kind in (_MANY_BLANKS, _MANY_NUMBERS):
            row, first = unpack_from("<2H", book, at)
            width = 2 if kind == _MANY_BLANKS else 6
            for position in range((length - 6) // width):
                yield (row, first + position), unpack_from("<H", book, at + 4 + width * position)[0]


def _records(book: bytes, offset: int) -> Iterator[tuple[int, int, int]]:
    """Yield kind, place and length of each record up to the end of a part of the workbook."""
    while offset + 4 <= len(book):
        kind, length = unpack_from("<2H", book, offset)
        if kind == _EOF:
            return
        yield kind, offset + 4, length
        offset += 4 + length


def _colour(book: bytes, at: int) -> int | None:
    """Return the number of the colour with which a format fills its cells."""
    borders, colours = unpack_from("<IH", book, at + 14)
    return colours & 0x7F if borders >> 26 == _SOLID else None


def _font(fonts: list[str], number: int) -> str | None:
    position = number - (number > _MISSING_FONT)
    return fonts[position] if position < len(fonts) else None


def _text(book: bytes, at: int) -> str:
    """Read a short text: its length, whether it has two bytes a letter, its letters."""
    length, is_wide = book[at], book[at + 1] & 1
    return book[at + 2 : at + 2 + length * (1 + is_wide)].decode("utf-16-le" if is_wide else "latin-1")


def _usual_palette() -> dict[int, str]:
    from openpyxl.styles.colors import COLOR_INDEX

    return {number: colour[-6:] for number, colour in enumerate(COLOR_INDEX[:64])}


def _workbook(content: bytes) -> bytes:
    """Return the stream with the workbook from its container; empty where it holds none."""
    container = _Container(content)
    return container.stream("Workbook") or container.stream("Book")


class _Container:
    """The streams of a compound file: chains of sectors, those of small streams within the root's own."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._size = 1 << unpack_from("<H", content, 30)[0]
        count, first = unpack_from("<2I", content, 44)
        self._least, first_small = unpack_from("<2I", content, 56)
        self._links = self._numbers(self._sectors()[:count])
        self._directory = self._chain(first)
        self._small_links = self._numbers(self._places(first_small))

    def stream(self, wanted: str) -> bytes:
        """Return what a stream holds; empty where there is none of that name."""
        start, length = self._entry(wanted)
        if length >= self._least:
            return self._chain(start)[:length]
        small = self._chain(self._entry("Root Entry")[0])
        places = _followed(start, self._small_links)
        return b"".join(small[at * _SMALL : (at + 1) * _SMALL] for at in places)[:length]

    def _entry(self, wanted: str) -> tuple[int, int]:
        """Return where a stream begins, and its length."""
        for at in range(0, len(self._directory), _DIRECTORY_ENTRY):
            length = unpack_from("<H", self._directory, at + 64)[0]
            if self._directory[at : at + length].decode("utf-16-le").rstrip("\0") == wanted:
                start, size = unpack_from("<2I", self._directory, at + 116)
                return start, size
        return _END_OF_CHAIN, 0

    def _sectors(self) -> list[int]:
        """Return the sectors that hold the links from sector to sector."""
        sectors = [*unpack_from("<109I", self._content, 76)]
        following, blocks = unpack_from("<2I", self._content, 68)
        for _ in range(min(blocks, len(self._content) // self._size)):
            *more, following = self._numbers([following])
            sectors += more
        return sectors

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._places(start)))

    def _places(self, start: int) -> list[int]:
        return list(_followed(start, self._links))

    def _numbers(self, sectors: Iterable[int]) -> list[int]:
        held = b"".join(map(self._sector, sectors))
        return [*unpack_from(f"<{len(held) // 4}I", held)]

    def _sector(self, number: int) -> bytes:
        return self._content[(number + 1) * self._size : (number + 2) * self._size]


def _followed(start: int, links: Sequence[int]) -> Iterator[int]:
    """Yield the sectors of a chain; one that runs in a circle ends."""
    for _ in range(len(links)):
        if start >= _END_OF_CHAIN:
            return
        yield start
        start = links[start]
