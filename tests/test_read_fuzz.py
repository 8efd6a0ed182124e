"""Whatever the bytes: reading gives sheets or one reason, never an exception, and loses no text."""

import io
import random
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.codes import Grade
from pipeline.read import Limits, SourceFile, delimited, read, spreadsheet_xml, webpage

pytestmark = pytest.mark.slow

XLS = Path(__file__).parent / "sheets" / "liste.xls"
LARGEST = 1_000_000
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
MANY = settings(max_examples=200, deadline=None)


def read_bytes(folder: Path, content: bytes, name: str) -> SourceFile:
    location = folder / name
    location.write_bytes(content)
    return read(location, path=name, limits=Limits(LARGEST))


def assert_read_or_rejected(source: SourceFile) -> None:
    reasons = [issue for issue in source.issues if issue.grade is Grade.REJECT_FILE]
    assert (len(source.sheets) > 0, len(reasons)) in {(True, 0), (False, 1)}
    assert all(issue.message("de") and issue.message("en") for issue in source.issues)


@cache
def workbook() -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Name", "Ort", "=1+1", 3.5, True])
    book.active.append(["Kaya", "Sickte", "#N/A"])
    book.create_sheet("Zweites")["B2"] = "x"
    book.save(content)
    return content.getvalue()


@cache
def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in members.items():
            archive.writestr(name, part)
    return content.getvalue()


def mutated(content: bytes, seed: int, flips: int) -> bytes:
    chance, spoilt = random.Random(seed), bytearray(content)
    for _ in range(flips):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


@FEW
@given(st.integers(0, 2**32), st.integers(1, 30))
def test_flipped_bytes_of_a_workbook(tmp_path: Path, seed: int, flips: int) -> None:
    assert_read_or_rejected(read_bytes(tmp_path, mutated(workbook(), seed, flips), "liste.xlsx"))


@FEW
@given(st.data())
def test_a_workbook_that_was_cut_off(tmp_path: Path, data: st.DataObject) -> None:
    content = workbook()
    kept = data.draw(st.integers(0, len(content) - 1))

    assert_read_or_rejected(read_bytes(tmp_path, content[:kept], "liste.xlsx"))


@settings(FEW, max_examples=8)
@given(st.integers(0, 2**32), st.integers(1, 200))
def test_flipped_bytes_of_an_xls(tmp_path: Path, seed: int, flips: int) -> None:
    assert_read_or_rejected(read_bytes(tmp_path, mutated(XLS.read_bytes(), seed, flips), "liste.xls"))


@FEW
@given(st.data())
def test_parts_of_a_workbook_that_stand_for_each_other(tmp_path: Path, data: st.DataObject) -> None:
    names = sorted(parts())
    one, other = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(names))

    assert_read_or_rejected(read_bytes(tmp_path, zipped(parts() | {one: parts()[other]}), "liste.xlsx"))


@FEW
@given(st.data(), st.integers(1, 12))
def test_flipped_bytes_within_the_xml_of_a_workbook(tmp_path: Path, data: st.DataObject, flips: int) -> None:
    name = data.draw(st.sampled_from(sorted(parts())))
    spoilt = mutated(parts()[name], data.draw(st.integers(0, 2**32)), flips)

    assert_read_or_rejected(read_bytes(tmp_path, zipped(parts() | {name: spoilt}), "liste.xlsx"))


CELLS = st.builds(
    '<c r="{}" t="{}"{}><f>{}</f><v>{}</v></c>'.format,
    st.sampled_from(["A1", "XFD1", "A1048576", "ZZZ9999999", "B", "1", "", "A0"]),
    st.sampled_from(["s", "str", "e", "b", "n", "inlineStr", "d", "?"]),
    st.sampled_from(["", ' s="99"', ' s="-1"']),
    st.sampled_from(["", "1+1", "A1"]),
    st.sampled_from(["", "0", "1e999", "-1", "x", "99999999999999999999", "&#xD800;", "#N/A", "NaN"]),
)


@FEW
@given(st.lists(st.lists(CELLS, max_size=4), max_size=4))
def test_cells_that_no_program_writes(tmp_path: Path, rows: list[list[str]]) -> None:
    sheet = "".join(f'<row r="{at}">{"".join(row)}</row>' for at, row in enumerate(rows, start=1))
    xml = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{sheet}</sheetData></worksheet>"
    )
    content = zipped(parts() | {"xl/worksheets/sheet1.xml": xml.encode()})

    assert_read_or_rejected(read_bytes(tmp_path, content, "liste.xlsx"))


BOMB = '<!DOCTYPE x [<!ENTITY a "lol">' + "".join(
    f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9)
)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_entities_that_multiply_in_a_workbook(tmp_path: Path, part: str) -> None:
    _, start, rest = parts()[part].decode().partition("<w" if "sheet1" in part or "workbook" in part else "<s")
    spoilt = f"{BOMB}]>{start}{rest}".replace("Kaya", "&j;").encode()

    assert_read_or_rejected(read_bytes(tmp_path, zipped(parts() | {part: spoilt}), "liste.xlsx"))


@settings(FEW, max_examples=6)
@given(st.sampled_from([1, 3, 10**6, 10**9, 2**63]), st.sampled_from([1, 16384, 10**6, 2**40]))
def test_repeated_rows_and_cells_of_an_ods(tmp_path: Path, rows: int, columns: int) -> None:
    cell = (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}">'
        "<text:p>x</text:p></table:table-cell>"
    )
    xml = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="A"><table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    content = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": xml.encode()}
    manifest = b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'

    assert_read_or_rejected(read_bytes(tmp_path, zipped(content | {"META-INF/manifest.xml": manifest}), "plan.ods"))


TAGS = [
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<td colspan=9>",
    "</td>",
    "<th rowspan=99>",
    "<br>",
    "&#xD800;",
    "&auml",
    "x",
]


@MANY
@given(st.lists(st.sampled_from(TAGS), max_size=30))
def test_pages_with_tables_in_tables(tags: list[str]) -> None:
    contents = webpage.read(("<table><tr><td>Name" + "".join(tags)).encode(), path="export.xls", most_cells=10_000)

    assert bool(contents.sheets) != bool(contents.issues)


XML_TAGS = [
    "<Worksheet>",
    "</Worksheet>",
    "<Row>",
    '<Row Index="5">',
    "</Row>",
    "<Cell>",
    '<Cell Index="-3">',
    "</Cell>",
]


@MANY
@given(st.lists(st.sampled_from([*XML_TAGS, "<Data>x</Data>", '<Data Type="Number">1e999</Data>', "&a;"]), max_size=12))
def test_xml_of_excel_2003_in_any_order(tags: list[str]) -> None:
    xml = f'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">{"".join(tags)}</Workbook>'

    contents = spreadsheet_xml.read(xml.encode(), path="export.xml", most_cells=10_000)

    assert bool(contents.sheets) != bool(contents.issues)


CSV_TEXT = st.text(st.sampled_from('aäß€1;;;,,"""\'\\\t\n\n\r \ufeff|='), max_size=120)


@MANY
@given(CSV_TEXT, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_no_text_of_a_csv_is_lost(text: str, charset: str) -> None:
    contents = delimited.read(text.encode(charset), path="liste.csv")

    cells = "".join(str(cell) for sheet in contents.sheets for row in sheet.rows for cell in row if cell is not None)
    # The line that names the separator is no row.
    wanted = text.partition("\n")[2] if text.casefold().lstrip('"').startswith("sep=") else text
    assert contents.issues or [sign for sign in cells if sign.isalnum()] == [sign for sign in wanted if sign.isalnum()]


@MANY
@given(st.binary(max_size=300), st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "cp1252"]))
def test_random_bytes_named_csv(content: bytes, charset: str) -> None:
    for start in (b"", "Name;Ort\nKaya;Sickte\n".encode(charset)):
        contents = delimited.read(start + content, path="liste.csv")

        assert contents.sheets or len(contents.issues) == 1
