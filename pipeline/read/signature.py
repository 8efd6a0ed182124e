"""What a file is, from its bytes: endings are often wrong, and portals name a web page `.xls`.

Comes in: bytes and path. Goes out: a `Format` to read, or the name of what it is instead.
"""

import re
import struct
import zipfile
import zlib
from enum import Enum, auto
from io import BytesIO
from pathlib import PurePosixPath
from typing import NamedTuple

from pipeline.read.others import NAME_OF_ENDING


class Format(Enum):
    """What the reader can make of a file."""

    OPEN_XML = auto()
    BINARY_XML = auto()
    OPEN_DOCUMENT = auto()
    OLE = auto()
    SPREADSHEET_XML = auto()
    WEB_PAGE = auto()
    TEXT = auto()
    PROTECTED = auto()
    DAMAGED = auto()
    OTHER = auto()


class Signed(NamedTuple):
    """A format; for `OTHER` the name people know it by, for workbooks that are archives the opened archive."""

    format: Format
    name: str = ""
    archive: zipfile.ZipFile | None = None


ARCHIVE_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What `zipfile` raises over a damaged archive (an encrypted member is a RuntimeError)."""

WORKBOOK_ENDINGS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".ods", ".ots"})
TEXT_ENDINGS = frozenset({"", ".csv", ".tsv", ".tab", ".txt", ".asc", ".prn", ".dat", ".htm", ".html"})

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS = (
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"\x1f\x8b", "GZIP"),
    (b"SQLite format 3", "SQLite"),
    (b"PAR1", "Parquet"),
    (b"MIME-Version:", "MHTML"),
    (b"BEGIN:VCARD", "vCard"),
    (b"\x00\x01\x00\x00Standard Jet DB", "Access"),
    (b"\x00\x01\x00\x00Standard ACE DB", "Access"),
    # An xls of before 1993 is no container: it begins with its first record.
    (b"\x09\x00\x04\x00", "Excel 2-4"),
    (b"\x09\x02\x06\x00", "Excel 2-4"),
    (b"\x09\x04\x06\x00", "Excel 2-4"),
    (b"BEGIN:VCALENDAR", "iCalendar"),
)
_PARTS = (
    ("word/document.xml", "Word"),
    ("ppt/presentation.xml", "PowerPoint"),
    ("Index.zip", "Numbers"),
    ("Index/Document.iwa", "Numbers"),
)
_WEB_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|body|table)\b", re.I | re.S
)
# [MS-XLS] 2.1.7.20.3: the globals of an xls begin with BOF; where they are encrypted, FilePass follows.
_FILE_PASS = re.compile(
    rb"\x09\x08(?:\x10\x00\x00\x06\x05\x00.{12}|\x08\x00\x00\x05\x05\x00.{4})(?:\x86\x00\x00\x00)?\x2f\x00", re.S
)
_NUMBERED_NAME = re.compile(r"\.(\w+) ?\(\d+\)$")


def format_of(content: bytes, path: str) -> Signed:
    """Return what the file is; a text with an ending no list has is named by that ending."""
    if content.startswith(b"PK"):
        return _archive(content)
    if content.startswith(_OLE):
        # Excel wraps an xlsx with a password into an OLE container with this one stream.
        is_protected = _stream("EncryptedPackage") in content or _FILE_PASS.search(content)
        return Signed(Format.PROTECTED if is_protected else Format.OLE)
    if b"%PDF-" in content[:1024]:
        return Signed(Format.OTHER, "PDF")
    for start, name in _STARTS:
        if content.startswith(start):
            return Signed(Format.OTHER, name)
    if content[4:8] == b"ftyp":
        return Signed(Format.OTHER, "HEIC/MP4")
    return _text(content, path)


def ending_of(path: str) -> str:
    """Return the ending in lower case with its dot; `liste.csv (1)` ends in .csv."""
    return PurePosixPath(_NUMBERED_NAME.sub(r".\1", path.strip())).suffix.lower()


def ole_name(content: bytes) -> str | None:
    """Return what an OLE container is if it is no workbook, else None."""
    streams = {"WordDocument": "Word", "PowerPoint Document": "PowerPoint", "__properties_version1.0": "Outlook"}
    return next((name for stream, name in streams.items() if _stream(stream) in content), None)


def _text(content: bytes, path: str) -> Signed:
    start = content[:4096].removeprefix(b"\xef\xbb\xbf")
    plain = start.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in plain:
        return Signed(Format.SPREADSHEET_XML)
    if _WEB_PAGE.match(plain):
        return Signed(Format.WEB_PAGE)
    ending = ending_of(path)
    if ending in TEXT_ENDINGS or ending in WORKBOOK_ENDINGS:
        return Signed(Format.TEXT)
    return Signed(Format.OTHER, NAME_OF_ENDING.get(ending, ending))


def _archive(content: bytes) -> Signed:
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        return _archive_of(archive)._replace(archive=archive)
    except ARCHIVE_ERRORS:
        return Signed(Format.DAMAGED)


def _archive_of(archive: zipfile.ZipFile) -> Signed:
    names = set(archive.namelist())
    for part, name in _PARTS:
        if part in names:
            return Signed(Format.OTHER, name)
    # Some programs write Workbook.xml, xl\workbook.xml, or keep the workbook somewhere else.
    plain = {name.replace("\\", "/").lower() for name in names}
    if any(name.endswith("workbook.bin") for name in plain):
        return Signed(Format.BINARY_XML)
    if any(name.endswith("workbook.xml") for name in plain):
        return Signed(Format.OPEN_XML)
    mimetype = archive.read("mimetype").decode("ascii", "replace") if "mimetype" in names else ""
    if "opendocument" not in mimetype:
        return Signed(Format.DAMAGED if "[content_types].xml" in plain else Format.OTHER, "ZIP")
    if "spreadsheet" not in mimetype:
        return Signed(Format.OTHER, "OpenDocument")
    # A protected ods keeps its manifest readable; it says how the other parts are encrypted.
    manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    is_protected = b"encryption-data" in manifest or "encrypted-package" in names
    return Signed(Format.PROTECTED if is_protected else Format.OPEN_DOCUMENT)


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")
