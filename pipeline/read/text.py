"""From bytes to text: which character set a file was written in, told by its bytes alone.

Unicode is recognised for certain, older sets by which of them makes words. What would give wrong letters is
said, never passed on in silence: names spoilt here stay spoilt in certificates.
"""

import codecs
import re
from typing import NamedTuple


class Decoded(NamedTuple):
    """The text, or None where the bytes are no text; the lines, from 0, that stand in another set than the others."""

    text: str | None
    odd_lines: tuple[int, ...] = ()


_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Windows first; then Linux before UTF-8, "CSV (MS-DOS)" and "CSV (Macintosh)" as Excel still offers them.
_OLDER_SETS = ("cp1252", "iso8859-15", "cp850", "mac-roman")
# Small letters within a word: alone, the euro sign of one set is an umlaut of another, and so are quotation marks.
_LETTER_IN_WORD = re.compile(r"(?<=[A-Za-z])[äöüéèêëáàâãíìîïóòôõúùûñçšž](?=[a-zß])")
# A sign or a box inside a word is a misread letter.
_SIGN_IN_WORD = re.compile(r"(?<=[A-Za-z])[^\x00-\x7fA-Za-zÀ-ÖØ-öø-ÿŠšŽžŒœŸ’‘´–—…“”„«»·\xa0\xad](?=[A-Za-z])")
_UNUSED = re.compile(r"[\x80-\x9f]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x9f\ufffe\uffff]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_LINE_END = re.compile(rb"\r\n|\n|\r")
# One control character in two hundred comes with a bad export; more is no text.
_CONTROLS_PER_CHARACTER = 200


def decode(content: bytes) -> Decoded:
    """Return the text of a file without its byte order mark and without NUL characters."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _checked(content[len(mark) :], name)
    if unmarked := _unmarked_utf16(content):
        return _checked(content, unmarked)
    try:
        return _clean(content.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    unicode_letters = len(_MULTIBYTE.findall(content))
    other_bytes = len(_NOT_ASCII.findall(_MULTIBYTE.sub(b"", content)))
    if unicode_letters > other_bytes:
        return _clean(content.decode("utf-8", _AS_WINDOWS))._replace(odd_lines=_odd_lines(content))
    return _older(content)


def _odd_lines(content: bytes) -> tuple[int, ...]:
    """Return the lines, from 0, that are not written in UTF-8."""
    return tuple(at for at, line in enumerate(_LINE_END.split(content)) if not _is_utf8(line))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _checked(content: bytes, name: str) -> Decoded:
    """Decode what says itself what it is; a broken or cut-off character becomes the replacement character."""
    text = content.decode(name, "replace")
    broken = text.count("\ufffd")
    if broken * _CONTROLS_PER_CHARACTER <= len(text):
        return _clean(text)
    # Lines in Windows' set were put below a file that began with the mark of UTF-8.
    mended = _clean(content.decode("utf-8", _AS_WINDOWS)) if name == "utf-8" else Decoded(None)
    return mended._replace(odd_lines=_odd_lines(content)) if mended.text is not None else mended


def _unmarked_utf16(content: bytes) -> str | None:
    """Tell UTF-16 without a mark: in Latin script every second byte is NUL."""
    start = content[:4096]
    half = len(start) // 2
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if half and odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if half and even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _older(content: bytes) -> Decoded:
    readings: list[tuple[int, str]] = []
    for name in _OLDER_SETS:
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        readings.append((_likeness(text), text))
    # `max` keeps the first of equals: Windows' set, as nearly always.
    likeness, text = max(readings, key=lambda reading: reading[0])
    return _clean(text) if likeness >= 0 and not _UNUSED.search(text) else Decoded(None)


def _likeness(text: str) -> int:
    """How much a reading looks like words: umlauts and accents in them, less signs in them and control characters."""
    return (
        len(_LETTER_IN_WORD.findall(text))
        - 2 * len(_SIGN_IN_WORD.findall(text))
        - 2 * len(_CONTROLS.findall(text))
        # The euro sign of ISO 8859-15 is the currency sign of Windows, which nobody types.
        - text.count("¤")
    )


def _clean(text: str) -> Decoded:
    if len(_CONTROLS.findall(text)) * _CONTROLS_PER_CHARACTER > len(text):
        return Decoded(None)
    # Ctrl+Z ends a file of DOS.
    return Decoded(text.removeprefix("\ufeff").replace("\x00", "").removesuffix("\x1a"))


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_AS_WINDOWS = "pipeline-as-windows"
codecs.register_error(_AS_WINDOWS, _as_windows)
