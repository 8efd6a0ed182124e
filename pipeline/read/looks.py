"""How cells of a workbook look: their fills and the names of their fonts, which say something on lists told by
colour or by symbols.

Values come from elsewhere; this is read only where they leave a question open. Those of an xlsx are read here, those
of other formats in `looks_ods` and `looks_xls`; a file that cannot be read has no looks.
"""

import colorsys
import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.read.opened import opened
from pipeline.read.signature import ARCHIVE_ERRORS

Cell = tuple[int, int]
"""Row and column, from 0."""

SYMBOL_FONT = re.compile(r"Wingdings|Webdings|Marlett|Zapf ?Dingbats|Symbol$", re.IGNORECASE)
_SYMBOL_FONT = re.compile(rb"(?:Wingdings|Webdings|Marlett|Zapf ?Dingbats|\"Symbol\")", re.IGNORECASE)
_SOLID = re.compile(rb"patternType=\"solid\"")
_THEME_COLOUR = re.compile(
    r"<a:(dk1|lt1|dk2|lt2|accent[1-6]|hlink|folHlink)>.*?(?:srgbClr val|lastClr)=\"([0-9A-Fa-f]{6})\"", re.DOTALL
)
# The order in which cells count the colours of a theme differs from that in the theme.
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{at}" for at in range(1, 7)), "hlink", "folHlink")
_LARGEST_PART = 10 << 20
_AUTOMATIC = 64
_BOUNDS = ((15, "red"), (46, "orange"), (70, "yellow"), (170, "green"), (260, "blue"), (345, "purple"), (361, "red"))


class Look(NamedTuple):
    """How a cell looks: the colour of its fill, as six hexadecimal digits, and the name of its font."""

    fill: str | None = None
    font: str | None = None


class Looks:
    """The looks of one file; nothing of it is opened before somebody asks."""

    def __init__(self, location: Path) -> None:
        self._location = location
        self._book: Any = None

    @property
    def has_symbol_fonts(self) -> bool:
        """Whether any font of the workbook is one of symbols."""
        return self._holds(_SYMBOL_FONT, ("xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/"))

    @property
    def has_fills(self) -> bool:
        """Whether any cell of the workbook may have a fill."""
        return self._holds(_SOLID, ("xl/styles.xml",))

    def fonts(self, sheet: str) -> dict[Cell, str]:
        """Return the name of the font of each cell with a text; of the first run, where a text has several fonts."""
        return {cell: font for cell, font in self._each(sheet, _font) if font}

    def fills(self, sheet: str) -> dict[Cell, str]:
        """Return the colour of each cell with a solid fill other than white, as six hexadecimal digits."""
        return {cell: fill for cell, fill in self._each(sheet, self._fill) if fill}

    def _holds(self, pattern: re.Pattern[bytes], parts: tuple[str, ...]) -> bool:
        """Whether parts of the workbook hold something: tells quickly whether opening it is worth the time."""
        try:
            with zipfile.ZipFile(self._location) as archive:
                names = [name for name in archive.namelist() if name.startswith(parts) and name.endswith(".xml")]
                return any(pattern.search(_beginning(archive, name)) for name in names)
        except ARCHIVE_ERRORS:
            return False

    def _each(self, sheet: str, look: Any) -> Iterator[tuple[Cell, str | None]]:
        try:
            book = self._opened()
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                rows = book[sheet].iter_rows() if book and sheet in book.sheetnames else ()
                found = [
                    ((cell.row - 1, cell.column - 1), look(cell))
                    for row in rows
                    for cell in row
                    if cell.value is not None or getattr(cell, "has_style", False)
                ]
        except Exception:  # openpyxl raises whatever a file that other programs wrote leads it to
            found = []
        yield from found

    def _opened(self) -> Any:
        if self._book is None:
            self._book = opened(self._location.read_bytes())
        return self._book

    def _fill(self, cell: Any) -> str | None:
        fill = cell.fill
        if fill is None or fill.fill_type != "solid":
            return None
        rgb = self._rgb(fill.fgColor)
        return None if rgb is None or colour_name(rgb) == "white" else rgb

    def _rgb(self, colour: Any) -> str | None:
        """Return a colour that may be written as such, as a number of the palette or as one of the theme."""
        if colour.type == "rgb":
            rgb = str(colour.rgb)[-6:].upper()
        elif colour.type == "indexed":
            from openpyxl.styles.colors import COLOR_INDEX

            rgb = COLOR_INDEX[colour.indexed][-6:] if colour.indexed < min(_AUTOMATIC, len(COLOR_INDEX)) else ""
        else:
            theme = self._book.loaded_theme or b""
            written = dict(_THEME_COLOUR.findall(theme.decode("utf-8", "replace")))
            known = _THEME_ORDER[colour.theme] if 0 <= colour.theme < len(_THEME_ORDER) else ""
            rgb = written.get(known, "").upper()
        return _tinted(rgb, colour.tint or 0) if re.fullmatch(r"[0-9A-F]{6}", rgb) else None


def colour_name(rgb: str) -> str:
    """Return what one calls a colour: `green`, `yellow`, `grey`, ..., `white`."""
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, lightness, _ = colorsys.rgb_to_hls(red, green, blue)
    if max(red, green, blue) - min(red, green, blue) < 0.06:
        return "white" if lightness > 0.97 else "black" if lightness < 0.15 else "grey"
    return next(name for bound, name in _BOUNDS if hue * 360 < bound)


def _tinted(rgb: str, tint: float) -> str:
    """Return a colour made lighter (tint above 0) or darker, as ECMA-376 part 1, 18.8.19 has it."""
    if not tint:
        return rgb
    hue, lightness, saturation = colorsys.rgb_to_hls(*(int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    lightness = lightness * (1 + tint) if tint < 0 else lightness * (1 - tint) + tint
    tinted = colorsys.hls_to_rgb(hue, min(max(lightness, 0), 1), saturation)
    return "".join(f"{round(part * 255):02X}" for part in tinted)


def _font(cell: Any) -> str | None:
    """Return the font of a cell, or of the first piece of its text that has one of its own."""
    if cell.value is None:
        return None
    pieces = cell.value if isinstance(cell.value, list) else []
    own = next((piece.font.rFont for piece in pieces if getattr(piece, "font", None) and piece.font.rFont), None)
    return own or (cell.font.name if cell.font else None)


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_LARGEST_PART)
