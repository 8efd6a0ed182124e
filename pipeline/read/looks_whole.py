"""The looks of an ods or an old xls, which is gone through as a whole the first time that somebody asks."""

import struct
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from xml.parsers import expat

from pipeline.read.looks import SYMBOL_FONT, Cell, Look, Looks, colour_name
from pipeline.read.looks_ods import looks_of_ods
from pipeline.read.looks_xls import looks_of_xls
from pipeline.read.signature import ARCHIVE_ERRORS, Format, format_of

_READERS: dict[Format, Callable[[bytes], dict[str, dict[Cell, Look]]]] = {
    Format.OPEN_DOCUMENT: looks_of_ods,
    Format.OLE: looks_of_xls,
}
_ENDINGS = frozenset({".ods", ".ots", ".xls", ".xlt"})
# What reading a damaged file may lead to; it has no looks then.
_ERRORS = (*ARCHIVE_ERRORS, expat.ExpatError, struct.error, IndexError, MemoryError)


def looks_of(location: Path) -> Looks:
    """Return the looks of a file; nothing of it is opened yet."""
    return _WholeLooks(location) if location.suffix.lower() in _ENDINGS else Looks(location)


class _WholeLooks(Looks):
    """Looks of a format that is read here; those of an xlsx that is only called `.xls` are read as of any other."""

    @property
    def has_symbol_fonts(self) -> bool:
        return any(look.font and SYMBOL_FONT.match(look.font) for look in self._all()) or super().has_symbol_fonts

    @property
    def has_fills(self) -> bool:
        return any(look.fill for look in self._all()) or super().has_fills

    def fonts(self, sheet: str) -> dict[Cell, str]:
        found = {cell: look.font for cell, look in self._sheets.get(sheet, {}).items() if look.font}
        return found or super().fonts(sheet)

    def fills(self, sheet: str) -> dict[Cell, str]:
        filled = {cell: look.fill for cell, look in self._sheets.get(sheet, {}).items() if look.fill}
        return {cell: fill for cell, fill in filled.items() if colour_name(fill) != "white"} or super().fills(sheet)

    def _all(self) -> Iterable[Look]:
        return {look for cells in self._sheets.values() for look in cells.values()}

    @cached_property
    def _sheets(self) -> dict[str, dict[Cell, Look]]:
        try:
            content = self._location.read_bytes()
            reader = _READERS.get(format_of(content, self._location.name).format)
            return reader(content) if reader else {}
        except _ERRORS:
            return {}
