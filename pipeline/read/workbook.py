"""From the bytes of a workbook (xlsx, xlsm, xlsb, xls, ods) to its sheets.

calamine reads the cells, as Excel last saved them: a formula without a saved result is empty. Before it may open a
file, its size when unpacked is checked; when it was last saved is read from the workbook's own properties.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from posixpath import join, normpath
from xml.parsers import expat

from pipeline import issues
from pipeline.read.apart import Opened, Raw, RawSheet, open_apart, open_here
from pipeline.read.limits import (
    Limits,
    column_letters,
    largest_unpacked,
    megabytes,
    survey,
    unpack,
    unpacked_bytes,
)
from pipeline.read.others import other
from pipeline.read.rewritten import RELATIONS, without_indents, without_macro_sheets
from pipeline.read.signature import ARCHIVE_ERRORS, Format, ole_name
from pipeline.read.source import CORRECTS, Contents, Sheet, Value, number, rejected, trimmed

_READ_BY_CALAMINE = (".xml", ".rels", ".bin")
# Deflate shrinks to a thousandth at most: so small a part, whatever it claims, does not fill the memory.
_HARMLESS_BYTES = 1 << 14
# A list of sheets or properties that is longer has been made up; cut off, it is no XML.
_LONGEST_PART = 10 << 20
# A day and a time need no parser.
_MODIFIED = {
    "docProps/core.xml": re.compile(rb"<(?:\w+:)?modified\b[^<>]*>([^<]*)<"),
    "meta.xml": re.compile(rb"<(?:\w+:)?date\b[^<>]*>([^<]*)<"),
}
_SOURCE_ID = re.compile("[0-9a-f]{64}")

Element = tuple[str, dict[str, str], list[str]]
"""Tag and attributes of an element of XML, with prefixes, and the pieces of its text."""


def read(content: bytes, archive: zipfile.ZipFile | None, *, path: str, kind: Format, limits: Limits) -> Contents:
    """Return the sheets of a workbook in their order, hidden ones marked; chart sheets, without cells, are left out.

    `archive` is the content opened as a zip, None for an xls.
    """
    if archive is None:
        return _contents(_open_apart(content, limits), path, content)
    try:
        contents = _read_archive(archive, content, path, kind, limits)
        return replace(contents, corrects=_corrects(archive)) if contents.sheets else contents
    except (*ARCHIVE_ERRORS, expat.ExpatError):
        return rejected(path, issues.FILE_DAMAGED)


def _read_archive(archive: zipfile.ZipFile, content: bytes, path: str, kind: Format, limits: Limits) -> Contents:
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        return rejected(path, issues.FILE_PROTECTED)
    size, most = unpacked_bytes(archive), largest_unpacked(limits.largest_bytes)
    if size > most:
        return rejected(path, issues.FILE_UNPACKS_TOO_LARGE, found=megabytes(size), expected=megabytes(most))
    parts = _sheet_parts(archive) if kind is Format.OPEN_XML else {}
    for entry in archive.infolist():
        is_harmless = entry.compress_size <= _HARMLESS_BYTES or entry.filename in parts.values()
        if entry.filename.endswith(_READ_BY_CALAMINE) and not is_harmless:
            unpack(archive, entry.filename)
    if kind is not Format.OPEN_XML:
        opened = _open_apart(content, limits)
        if opened == Opened(None) and kind is Format.OPEN_DOCUMENT:
            opened = _open_apart(without_indents(archive), limits)
        return _contents(opened, path, content, modified_at=_modified_at(archive))
    surveys = {name: survey(archive, part, most_cells=limits.most_cells) for name, part in parts.items()}
    for too_far in (found for found in surveys.values() if found.rows * found.columns > limits.most_cells):
        return rejected(path, issues.SHEET_TOO_LARGE, found=too_far.last_cell)
    errors = {name: found.errors for name, found in surveys.items()}
    opened = open_here(without_macro_sheets(archive) or content, most_cells=limits.most_cells)
    return _contents(opened, path, content, errors=errors, modified_at=_modified_at(archive))


def _open_apart(content: bytes, limits: Limits) -> Opened:
    return open_apart(content, most_cells=limits.most_cells, memory_bytes=limits.memory_bytes, seconds=limits.seconds)


def _contents(
    opened: Opened,
    path: str,
    content: bytes,
    *,
    errors: Mapping[str, Mapping[tuple[int, int], str]] | None = None,
    modified_at: datetime | None = None,
) -> Contents:
    if opened.is_protected:
        return rejected(path, issues.FILE_PROTECTED)
    if opened.is_late:
        return rejected(path, issues.FILE_TAKES_TOO_LONG)
    if opened.last_cell:
        row, column = opened.last_cell
        return rejected(path, issues.SHEET_TOO_LARGE, found=f"{column_letters(column)}{row}")
    if opened.sheets is None:
        name = ole_name(content)
        return other(path, name) if name else rejected(path, issues.FILE_DAMAGED)
    sheets = tuple(_sheet(raw, (errors or {}).get(raw[0], {})) for raw in opened.sheets)
    return Contents(sheets, modified_at=modified_at)


def _sheet(raw: RawSheet, errors: Mapping[tuple[int, int], str]) -> Sheet:
    name, is_hidden, raw_rows, merged = raw
    rows = [[(cell or None) if type(cell) is str else _value(cell) for cell in row] for row in raw_rows]
    for (row, column), text in errors.items():
        if row < len(rows):
            rows[row].extend([None] * (column + 1 - len(rows[row])))
            if rows[row][column] is None:
                rows[row][column] = text
    return Sheet(name, trimmed(rows), is_hidden, merged=merged)


def _value(cell: Raw) -> Value:
    return number(cell) if isinstance(cell, float) else cell


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the name of each sheet -> its part of the archive, wherever the workbook keeps it.

    Where the workbook itself is kept elsewhere, any part may be a sheet.
    """
    members = archive.namelist()
    if not {"xl/workbook.xml", RELATIONS} <= set(members):
        return {name: name for name in members if name.endswith(".xml")}
    # Some programs write Sheet1.xml and name it sheet1.xml.
    names = {name.lower(): name for name in members}
    paths = _paths_of_sheets(_part(archive, "xl/workbook.xml"), _part(archive, RELATIONS))
    return {sheet: part for sheet, path in paths if (part := names.get(path))}


@lru_cache(maxsize=8)
def _paths_of_sheets(workbook: bytes, relations: bytes) -> Sequence[tuple[str, str]]:
    """Return the name of each sheet and its path in small letters; many workbooks of a sender have the same ones."""
    targets = {
        attributes.get("Id", ""): attributes.get("Target", "")
        for attributes, _ in _named("Relationship", _elements(relations))
    }
    sheets = [
        (attributes.get("name", ""), targets.get(attributes.get("id", ""), ""))
        for attributes, _ in _named("sheet", _elements(workbook))
    ]
    return [(name, normpath(join("/xl", target)).lstrip("/").lower()) for name, target in sheets]


def _modified_at(archive: zipfile.ZipFile) -> datetime | None:
    for member, pattern in _MODIFIED.items():
        if member in archive.namelist():
            try:
                found = pattern.search(_part(archive, member))
                saved = datetime.fromisoformat(found[1].decode().strip()) if found else None
                return saved and (saved if saved.tzinfo else saved.replace(tzinfo=UTC)).astimezone(UTC)
            except (*ARCHIVE_ERRORS, OverflowError):
                return None
    return None


def _corrects(archive: zipfile.ZipFile) -> str | None:
    """Return what a marked copy of ours says of its original, as Excel keeps it and as LibreOffice saves it to ods."""
    for member in {"docProps/custom.xml", "meta.xml"} & set(archive.namelist()):
        with suppress(*ARCHIVE_ERRORS, expat.ExpatError):
            elements = _elements(_part(archive, member))
            for at, (_, attributes, _) in enumerate(elements):
                if any(value == CORRECTS and name.rpartition(":")[2] == "name" for name, value in attributes.items()):
                    texts = ["".join(one) for _, _, one in elements[at : at + 2]]
                    return next((found for found in map(str.strip, texts) if _SOURCE_ID.fullmatch(found)), None)
    return None


def _named(wanted: str, elements: Iterable[Element]) -> Iterator[tuple[dict[str, str], str]]:
    """Give the attributes, without prefixes, and the text of each element with this tag."""
    for tag, attributes, texts in elements:
        if tag == wanted or tag.endswith(f":{wanted}"):
            yield {name.rpartition(":")[2]: value for name, value in attributes.items()}, "".join(texts)


def _elements(part: bytes) -> list[Element]:
    """Return each element with the text up to where the next one begins; refuses declarations of entities."""
    elements: list[Element] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        elements.append((tag, attributes, []))

    def text(characters: str) -> None:
        elements[-1][2].append(characters)

    def refuse(*_: object) -> None:
        raise expat.ExpatError("a document type is declared")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    parser.StartDoctypeDeclHandler = refuse
    parser.buffer_text = True
    parser.Parse(part, True)
    return elements


def _part(archive: zipfile.ZipFile, member: str) -> bytes:
    with archive.open(member) as stream:
        return stream.read(_LONGEST_PART)
