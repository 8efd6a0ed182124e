"""Workbooks: cells as they stand, addresses as in Excel, and what keeps one from being read."""

import io
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.codes import Grade
from pipeline.read import Limits, SourceFile, read
from pipeline.read.apart import open_here

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
XLS = Path(__file__).parent / "sheets" / "liste.xls"
ROWS = [["Name", "Ort", date(2017, 4, 4), "Quote"], ["Kaya", "Sickte", "x", 0.5], ["Voss", "Söllingen", "e", 3]]
ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
 <table:table table:name="Plan">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"""


def read_bytes(folder: Path, content: bytes, name: str = "liste.xlsx", largest_bytes: int = 1_000_000) -> SourceFile:
    location = folder / name
    location.write_bytes(content)
    return read(location, path=name, limits=Limits(largest_bytes))


def codes(source: SourceFile) -> list[str]:
    return [issue.kind.code for issue in source.issues]


def xlsx(draw: Callable[[Worksheet], None]) -> bytes:
    book = openpyxl.Workbook()
    draw(book.active)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


BLANK = saved(openpyxl.Workbook())


def zipped(**parts: str | bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return content.getvalue()


def ods(rows: str, **more: str) -> bytes:
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": ODS.format(rows=rows),
        "META-INF/manifest.xml": '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
    }
    return zipped(**parts | more)


def with_part(content: bytes, name: str, change: Callable[[str], str]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {entry: archive.read(entry).decode() for entry in archive.namelist()}
    return zipped(**parts | {name: change(parts.get(name, ""))})


def test_cells_keep_their_addresses_and_kinds(tmp_path: Path) -> None:
    def draw(sheet: Worksheet) -> None:
        sheet["B3"], sheet["C3"], sheet["D3"] = " Kaya\n", 38300, 0.5
        sheet["E3"], sheet["F3"] = date(2017, 4, 4), datetime(2017, 4, 4, 17, 30)  # noqa: DTZ001 - cells know no zone
        sheet["G3"], sheet["H3"], sheet["I3"] = time(17, 30), timedelta(hours=30), True
        sheet["K5"] = "x"

    sheet = read_bytes(tmp_path, xlsx(draw)).sheets[0]

    assert sheet.rows[:2] == [[], []]
    assert sheet.rows[2] == [
        None,
        " Kaya\n",
        38300,
        0.5,
        date(2017, 4, 4),
        datetime(2017, 4, 4, 17, 30),  # noqa: DTZ001
        time(17, 30),
        timedelta(hours=30),
        True,
    ]
    assert [type(cell) for cell in sheet.rows[2][1:5]] == [str, int, float, date]
    assert sheet.rows[3:] == [[], [None] * 10 + ["x"]]


def test_hidden_sheets_are_marked_and_charts_left_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Liste"
    book.create_chartsheet("Diagramm")
    book.create_sheet("Alt").sheet_state = "hidden"
    book.create_sheet("Sehr alt").sheet_state = "veryHidden"

    sheets = read_bytes(tmp_path, saved(book)).sheets

    assert [(sheet.name, sheet.is_hidden) for sheet in sheets] == [("Liste", False), ("Alt", True), ("Sehr alt", True)]


def test_error_values_are_text_and_unsaved_formulas_empty(tmp_path: Path) -> None:
    def draw(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"], sheet["C1"] = "Name", "=1+1", "#N/A"
        sheet["C1"].data_type = "e"

    assert read_bytes(tmp_path, xlsx(draw)).sheets[0].rows == [["Name", None, "#N/A"]]


def test_error_values_stand_on_their_own_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Ä & B"
    book.create_sheet("Zweites")["B2"] = "#REF!"

    sheets = read_bytes(tmp_path, saved(book)).sheets

    assert [sheet.rows for sheet in sheets] == [[], [[], [None, "#REF!"]]]


def test_xls_is_read_like_xlsx(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, XLS.read_bytes(), "liste.xls").sheets[0].rows == ROWS


def test_ods_is_read_like_xlsx(tmp_path: Path) -> None:
    source = read_bytes(
        tmp_path,
        ods(
            '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
            '<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
            '<table:table-cell office:value-type="string"><text:p>Kaya</text:p></table:table-cell>'
            '<table:table-cell office:value-type="date" office:date-value="2017-04-04"/>'
            '<table:table-cell office:value-type="float" office:value="3"/></table:table-row>'
            '<table:table-row table:number-rows-repeated="1048573"><table:table-cell'
            ' table:number-columns-repeated="16384"/></table:table-row>'
        ),
        "plan.ods",
    )

    assert source.sheets[0].name == "Plan"
    assert source.sheets[0].rows == [[], [], [None, None, "Kaya", date(2017, 4, 4), 3]]


def test_xlsb_is_read_like_xlsx(tmp_path: Path) -> None:
    def wide(text: str) -> bytes:
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    def record(kind: int, body: bytes = b"") -> bytes:
        return (bytes([kind]) if kind < 128 else bytes([kind & 0xFF, kind >> 8])) + bytes([len(body)]) + body

    names = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    worksheet = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    bundle = record(0x019C, struct.pack("<II", 0, 1) + wide("rId1") + wide("Liste"))
    start = record(0x0181) + record(0x0194, struct.pack("<IIII", 1, 1, 1, 2)) + record(0x0191)
    row = record(0, struct.pack("<II", 1, 0)) + record(6, struct.pack("<II", 1, 0) + wide("Kaya"))
    cell = record(5, struct.pack("<IId", 2, 0, 3.0))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.bin": record(0x0183) + record(0x018F) + bundle + record(0x0190) + record(0x0184),
        "xl/_rels/workbook.bin.rels": f'<Relationships {names}><Relationship Id="rId1" Type="{worksheet}"'
        ' Target="worksheets/sheet1.bin"/></Relationships>',
        "xl/worksheets/sheet1.bin": start + row + cell + record(0x0192) + record(0x0182),
    }
    content = zipped(**parts)

    assert read_bytes(tmp_path, content, "liste.xlsb").sheets[0].rows == [[], [None, "Kaya", 3]]


def test_the_workbook_says_when_it_was_saved(tmp_path: Path) -> None:
    core = (
        '<p xmlns:t="http://purl.org/dc/terms/"><t:created>2016-01-01T08:00:00Z</t:created>'
        "<t:modified>2017-04-20T11:30:00+02:00</t:modified></p>"
    )
    content = with_part(BLANK, "docProps/core.xml", lambda _: core)

    assert read_bytes(tmp_path, content).modified_at == datetime(2017, 4, 20, 9, 30, tzinfo=UTC)


def test_an_ods_says_when_it_was_saved(tmp_path: Path) -> None:
    meta = '<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:date>2017-04-20T09:30:00.123456789</dc:date></m>'

    saved_at = read_bytes(tmp_path, ods("", **{"meta.xml": meta}), "plan.ods").modified_at

    assert saved_at == datetime(2017, 4, 20, 9, 30, 0, 123456, tzinfo=UTC)


@pytest.mark.parametrize(
    "core", ["", "<p><modified>gestern</modified></p>", "<p>", "<p><modified>0001-01-01</modified></p>"]
)
def test_an_odd_saving_day_is_no_reason_to_refuse_the_file(tmp_path: Path, core: str) -> None:
    assert read_bytes(tmp_path, with_part(BLANK, "docProps/core.xml", lambda _: core)).is_readable


def test_entities_in_the_properties_are_not_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE p [<!ENTITY a "2017-04-20">]><p><modified>&a;</modified></p>'

    source = read_bytes(tmp_path, with_part(BLANK, "docProps/core.xml", lambda _: bomb))

    assert source.modified_at is None
    assert source.is_readable


def test_a_stray_cell_in_the_last_corner_is_named(tmp_path: Path) -> None:
    def draw(sheet: Worksheet) -> None:
        sheet["A1"], sheet["XFD1048576"] = "Name", "x"

    source = read_bytes(tmp_path, xlsx(draw))

    assert codes(source) == ["sheet_too_large"]
    assert source.issues[0].found == "XFD1048576"


@pytest.mark.parametrize("cell", ["B12000", "AAA40"])
def test_a_cell_far_out_is_refused_only_where_so_many_may_not_be_held(tmp_path: Path, cell: str) -> None:
    def draw(sheet: Worksheet) -> None:
        sheet["A1"], sheet[cell] = "Name", "x"

    (tmp_path / "plan.xlsx").write_bytes(xlsx(draw))
    held, refused = (
        read(tmp_path / "plan.xlsx", path="plan.xlsx", limits=Limits(most_cells=most)) for most in (8_000_000, 20_000)
    )

    assert (codes(held), codes(refused)) == ([], ["sheet_too_large"])


def test_a_stray_cell_is_named_wherever_the_workbook_keeps_its_sheets(tmp_path: Path) -> None:
    def draw(sheet: Worksheet) -> None:
        sheet["A1"], sheet["XFD1048576"] = "Name", "x"

    with zipfile.ZipFile(io.BytesIO(xlsx(draw))) as archive:
        parts = {name.replace("worksheets/", "Tabellen/"): archive.read(name) for name in archive.namelist()}
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(b"worksheets/", b"tabellen/")

    assert codes(read_bytes(tmp_path, zipped(**parts))) == ["sheet_too_large"]


def test_a_stray_cell_far_out_in_an_ods_is_named(tmp_path: Path) -> None:
    rows = (
        '<table:table-row table:number-rows-repeated="40000"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-repeated="700"/>'
        '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    )

    source = read_bytes(tmp_path, ods(rows), "plan.ods")

    assert codes(source) == ["sheet_too_large"]
    assert source.issues[0].found == "ZY40001"


def test_formats_down_to_the_last_corner_do_no_harm(tmp_path: Path) -> None:
    def draw(sheet: Worksheet) -> None:
        sheet["A1"] = "Name"
        sheet["XFD1048576"].number_format = "0.00"

    assert read_bytes(tmp_path, xlsx(draw)).sheets[0].rows == [["Name"]]


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = with_part(BLANK, "xl/sharedStrings.xml", lambda _: " " * 30_000_000)

    assert codes(read_bytes(tmp_path, bomb)) == ["file_unpacks_too_large"]


def test_an_archive_that_lies_about_its_size_is_damaged(tmp_path: Path) -> None:
    bomb = bytearray(with_part(BLANK, "xl/sharedStrings.xml", lambda _: " " * 30_000_000))
    bomb = bomb.replace(struct.pack("<I", 30_000_000), struct.pack("<I", 3_000))

    assert codes(read_bytes(tmp_path, bytes(bomb))) == ["file_damaged"]


@pytest.mark.parametrize(
    ("content", "name"),
    [(XLS.read_bytes(), "liste.xls"), (xlsx(lambda sheet: sheet.append(["Name", "Ort"])), "liste.xlsx")],
)
def test_a_sheet_with_more_cells_than_the_project_allows_is_refused(tmp_path: Path, content: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(content)

    source = read(tmp_path / name, path=name, limits=Limits(most_cells=1))

    assert codes(source) == ["sheet_too_large"]


def test_the_empty_cells_before_a_stray_one_take_no_room() -> None:
    def draw(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A2"], sheet["XFD3"] = "Name", 0, "x"

    ((_, _, rows, _),) = open_here(xlsx(draw), most_cells=100_000).sheets or []

    assert [len(row) for row in rows] == [1, 1, 16384]


def test_an_old_workbook_that_takes_too_long_is_given_up_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "liste.xls").write_bytes(XLS.read_bytes())

    assert codes(read(tmp_path / "liste.xls", path="liste.xls", limits=Limits(seconds=0))) == ["file_takes_too_long"]


def test_a_file_beyond_the_limit_is_not_opened(tmp_path: Path) -> None:
    source = read_bytes(tmp_path, BLANK, largest_bytes=1_000)

    assert codes(source) == ["file_too_large"]
    assert source.source_id is None


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "liste.xlsx"),
        (OLE + bytes(600) + b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12) + b"\x2f\x00\x36\x00", "liste.xls"),
        (OLE + bytes(600) + b"\x09\x08\x08\x00\x00\x05\x05\x00" + bytes(4) + b"\x2f\x00\x04\x00", "alt.xls"),
        (ods("", **{"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "liste.ods"),
    ],
)
def test_a_password_is_named_as_the_reason(tmp_path: Path, content: bytes, name: str) -> None:
    assert codes(read_bytes(tmp_path, content, name)) == ["file_protected"]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "liste.xlsx", "file_empty"),
        (bytes(4096), "liste.xlsx", "file_damaged"),
        (b"\x93\x01\xfe\xdc" * 100, "liste.xlsx", "file_damaged"),
        (BLANK[:-200], "liste.xlsx", "file_damaged"),
        (XLS.read_bytes()[:3000], "liste.xls", "file_damaged"),
        (OLE + bytes(600), "liste.xls", "file_damaged"),
        (zipped(**{"xl/workbook.xml": "<workbook"}), "liste.xlsx", "file_damaged"),
    ],
)
def test_a_file_that_holds_nothing_readable_says_so(tmp_path: Path, content: bytes, name: str, code: str) -> None:
    assert codes(read_bytes(tmp_path, content, name)) == [code]


def test_a_damaged_xls_does_not_end_the_run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    content = bytearray(XLS.read_bytes())
    content[512:1024] = b"\xff\x7f" * 256

    assert read_bytes(tmp_path, bytes(content), "liste.xls").sheets == ()
    assert capfd.readouterr().err == ""


def test_the_bytes_count_not_the_ending(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, xlsx(lambda sheet: sheet.append(["x"])), "liste.xls").sheets[0].rows == [["x"]]
    assert read_bytes(tmp_path, XLS.read_bytes(), "liste.csv").sheets[0].rows == ROWS


def test_a_readable_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    first = read_bytes(tmp_path, XLS.read_bytes(), "liste.xls")
    second = read_bytes(tmp_path, XLS.read_bytes(), "kopie.xls")

    assert first.source_id == second.source_id
    assert len(first.source_id or "") == 64


def test_a_missing_file_and_a_folder_cannot_be_opened(tmp_path: Path) -> None:
    for location in (tmp_path / "fehlt.csv", tmp_path):
        assert codes(read(location, path="fehlt.csv", limits=Limits(1_000))) == ["file_unreadable"]


def test_reading_starts_without_the_heavy_libraries() -> None:
    heavy = "import sys, pipeline.read; print([name for name in ('pandas', 'openpyxl') if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


STARTS = [b"", b"PK\x03\x04", b"<table>", b"\xff\xfe", b"%PDF", b"sep=;\n", b'"', XLS.read_bytes()[:40], ods("")[:120]]
ENDINGS = ["xlsx", "xlsm", "xlsb", "ods", "csv", "tsv", "txt", "html", "pdf", "docx", ""]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=300), st.sampled_from(ENDINGS))
def test_no_bytes_raise_under_any_ending(
    tmp_path_factory: pytest.TempPathFactory, start: bytes, rest: bytes, ending: str
) -> None:
    source = read_bytes(tmp_path_factory.getbasetemp(), start + rest, f"liste.{ending}")

    assert source.is_readable == bool(source.sheets)
    assert all(issue.message("en") for issue in source.issues)
    assert all(issue.grade is Grade.REJECT_FILE for issue in source.issues if not source.sheets)
