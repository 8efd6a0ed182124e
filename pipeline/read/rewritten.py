"""Workbooks over which calamine stumbles, written anew so that it opens them; no cell changes."""

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO

RELATIONS = "xl/_rels/workbook.xml.rels"
_INDENT = re.compile(rb">\s*\n\s*<")
_MACRO_SHEET = re.compile(rb"http://schemas\.microsoft\.com/office/2006/relationships/xl(?:Intl)?Macrosheet")
_CHART_SHEET = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet"


def without_indents(archive: zipfile.ZipFile) -> bytes:
    """Return an ods without the line breaks between its tags."""
    members = ("mimetype", "META-INF/manifest.xml", "content.xml")
    return _written((member, _INDENT.sub(b"><", archive.read(member))) for member in members)


def without_macro_sheets(archive: zipfile.ZipFile) -> bytes | None:
    """Return an xlsx with its macro sheets named chart sheets, which are left out; None where it has none."""
    if not any(member.startswith("xl/macrosheets/") for member in archive.namelist()):
        return None
    parts = ((member, archive.read(member)) for member in archive.namelist())
    return _written(
        (member, _MACRO_SHEET.sub(_CHART_SHEET, part) if member == RELATIONS else part) for member, part in parts
    )


def _written(parts: Iterable[tuple[str, bytes]]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, part in parts:
            archive.writestr(member, part)
    return content.getvalue()
