"""Workbooks from programs that write them in their own way: other parts, other indents, the XML of Excel 2003."""

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from pipeline.read import Limits, SourceFile, Value, read

ODS = """<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
 <office:body>
  <office:spreadsheet>
   <table:table table:name="Plan">
    <table:table-row>
     <table:table-cell office:value-type="string"><text:p>Elif  Kaya</text:p></table:table-cell>
     <table:table-cell office:value-type="float" office:value="3">
      <text:p>3</text:p>
     </table:table-cell>
    </table:table-row>
   </table:table>
  </office:spreadsheet>
 </office:body>
</office:document-content>"""

XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:h="http://www.w3.org/TR/REC-html40">
 <Worksheet ss:Name="Liste"><Table>
  {rows}
 </Table></Worksheet>
 <Worksheet ss:Name="Alt"><Table/><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">
  <Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
</Workbook>"""


def read_bytes(folder: Path, content: bytes, name: str) -> SourceFile:
    (folder / name).write_bytes(content)
    return read(folder / name, path=name, limits=Limits(1_000_000))


def codes(source: SourceFile) -> list[str]:
    return [issue.kind.code for issue in source.issues]


def zipped(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def workbook_parts(*further: str) -> dict[str, bytes]:
    book, content = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Name", "Ort"])
    for title in further:
        book.create_sheet(title)
    book.save(content)
    with zipfile.ZipFile(content) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows_of_xml(folder: Path, rows: str) -> list[list[Value]]:
    return read_bytes(folder, XML.format(rows=rows).encode(), "export.xls").sheets[0].rows


@pytest.mark.parametrize(("old", "new"), [("xl/workbook", "xl/Workbook"), ("xl/", "XL/"), ("/", "\\")])
def test_parts_may_be_spelt_otherwise(tmp_path: Path, old: str, new: str) -> None:
    parts = {name.replace(old, new): part for name, part in workbook_parts().items()}

    assert read_bytes(tmp_path, zipped(parts), "liste.xlsx").sheets[0].rows == [["Name", "Ort"]]


def test_a_stray_cell_is_found_where_parts_are_spelt_otherwise(tmp_path: Path) -> None:
    parts = workbook_parts()
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b'r="B1"', b'r="XFD1048576"')
    parts = {name.replace("/", "\\"): part for name, part in parts.items()}

    assert codes(read_bytes(tmp_path, zipped(parts), "liste.xlsx")) == ["sheet_too_large"]


@pytest.mark.parametrize("kind", ["xlMacrosheet", "xlIntlMacrosheet"])
def test_a_workbook_with_a_macro_sheet_of_excel_4_is_read_without_it(tmp_path: Path, kind: str) -> None:
    parts = workbook_parts("Makro1")
    parts["xl/macrosheets/sheet1.xml"] = parts.pop("xl/worksheets/sheet2.xml")
    relations, to = "xl/_rels/workbook.xml.rels", "http://schemas.{}/2006/relationships/{}"
    sheet = to.format("openxmlformats.org/officeDocument", 'worksheet" Target="/xl/worksheets/sheet2.xml')
    macro = to.format("microsoft.com/office", f'{kind}" Target="/xl/macrosheets/sheet1.xml')
    parts[relations] = parts[relations].replace(sheet.encode(), macro.encode())

    source = read_bytes(tmp_path, zipped(parts), "liste.xlsm")

    assert [(sheet.name, sheet.rows) for sheet in source.sheets] == [("Sheet", [["Name", "Ort"]])]


def test_an_ods_with_line_breaks_between_its_tags_is_read(tmp_path: Path) -> None:
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        "content.xml": ODS.encode(),
    }

    assert read_bytes(tmp_path, zipped(parts), "plan.ods").sheets[0].rows == [["Elif  Kaya", 3]]


def test_the_xml_of_excel_2003_is_read_like_a_workbook(tmp_path: Path) -> None:
    rows = """<Row ss:Index="2">
        <Cell ss:MergeAcross="1"><Data ss:Type="String">Kaya &amp; Söhne</Data></Cell>
        <Cell><Data ss:Type="Number">38300</Data></Cell>
        <Cell ss:Index="6"><Data ss:Type="Number">0.5</Data></Cell></Row>
     <Row><Cell><Data ss:Type="DateTime">2017-04-04T00:00:00.000</Data></Cell>
        <Cell><Data ss:Type="DateTime">2017-04-04T17:30:00.000</Data></Cell>
        <Cell><Data ss:Type="DateTime">1899-12-31T17:30:00.000</Data></Cell>
        <Cell><Data ss:Type="Boolean">1</Data><Comment><ss:Data>privat</ss:Data></Comment></Cell>
        <Cell><ss:Data ss:Type="String"><h:B>fett</h:B> und mehr</ss:Data></Cell>
        <Cell ss:Formula="=1/0"><Data ss:Type="Error">#DIV/0!</Data></Cell></Row>"""

    assert rows_of_xml(tmp_path, rows) == [
        [],
        ["Kaya & Söhne", None, 38300, None, None, 0.5],
        [
            date(2017, 4, 4),
            datetime(2017, 4, 4, 17, 30),  # noqa: DTZ001 - cells know no zone
            time(17, 30),
            True,
            "fett und mehr",
            "#DIV/0!",
        ],
    ]


def test_hidden_sheets_of_the_xml_of_excel_2003_are_marked(tmp_path: Path) -> None:
    sheets = read_bytes(tmp_path, XML.format(rows="").encode(), "export.xml").sheets

    assert [(sheet.name, sheet.is_hidden) for sheet in sheets] == [("Liste", False), ("Alt", True)]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ('<Row ss:Index="1048576"><Cell ss:Index="16384"><Data>x</Data></Cell></Row>', "sheet_too_large"),
        ('<Row ss:Index="x"/>', "file_damaged"),
        ("<Row><Cell>", "file_damaged"),
    ],
)
def test_a_broken_xml_of_excel_2003_is_named(tmp_path: Path, rows: str, code: str) -> None:
    assert codes(read_bytes(tmp_path, XML.format(rows=rows).encode(), "export.xls")) == [code]


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    entities = '<!DOCTYPE W [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><Workbook'
    content = XML.format(rows="<Row><Cell><Data>&b;</Data></Cell></Row>").replace("<Workbook", entities, 1)

    assert codes(read_bytes(tmp_path, content.encode(), "export.xls")) == ["file_damaged"]


def test_what_is_beyond_all_numbers_is_a_text(tmp_path: Path) -> None:
    rows = '<Row><Cell><Data ss:Type="Number">1e999</Data></Cell><Cell><Data ss:Type="Number">NaN</Data></Cell></Row>'

    assert rows_of_xml(tmp_path, rows) == [["inf", "nan"]]
